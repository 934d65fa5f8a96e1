//! Whose plan it is: sets of levels and options for kinds of runners.

pub use meso_core::terms::Profile;
