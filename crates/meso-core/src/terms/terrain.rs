//! Terrain: where, and up or down.

use super::terms;

terms! {
    /// Where, and up or down.
    pub enum Terrain {
        /// On trails.
        Trail: "trail" | "trails";
        /// On the track.
        Track: "track";
        /// On a treadmill.
        Treadmill: "treadmill";
        /// On the road.
        Road: "road";
        /// On grass.
        Grass: "grass";
        /// Without hills.
        Flat: "flat";
        /// Up and down.
        Hilly: "hilly" | "rolling";
        /// Up a hill.
        Uphill: "uphill";
        /// Down a hill.
        Downhill: "downhill";
    }
}
