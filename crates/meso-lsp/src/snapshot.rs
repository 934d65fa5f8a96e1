//! A plan in one state of the world: what every answer is made from.

use crate::analyses::Checked;
use crate::convert::Places;
use crate::loader::Loader;
use crate::position::Positions;
use crate::state::State;
use crate::world::{Name, World};
use meso_core::edit::Edit;
use meso_core::text::Span;
use meso_ide::View;
use std::sync::Arc;
use tower_lsp::lsp_types::{Position, Range};

/// One plan, the world around it, and the server's state for what is kept between requests.
pub(crate) struct Snapshot {
    pub(crate) state: Arc<State>,
    pub(crate) world: World,
    pub(crate) name: Name,
    pub(crate) checked: Arc<Checked>,
}

impl Snapshot {
    /// The plan as `meso-ide` takes it.
    pub(crate) fn view(&self) -> View<'_> {
        self.checked.view()
    }

    /// Where its spans lie for the client.
    pub(crate) fn places(&self) -> Places<'_> {
        Places::new(&self.world, &self.checked)
    }

    /// Positions in its own file.
    pub(crate) fn own(&self) -> Positions<'_> {
        self.places().own()
    }

    /// The byte of a position.
    pub(crate) fn offset(&self, position: Position) -> u32 {
        self.own().offset(position)
    }

    /// The bytes of a range.
    pub(crate) fn span(&self, range: Range) -> Span {
        Span::new(self.view().file(), self.offset(range.start), self.offset(range.end))
    }

    /// The range of a span of its own file.
    pub(crate) fn range(&self, span: Span) -> Range {
        self.own().range(span)
    }

    /// All that can be fixed safely in it; found out when it is first asked for.
    pub(crate) fn fix_all(&self) -> &[Edit] {
        self.checked.fix_all.get_or_init(|| {
            let config = self.state.analyses.configuration_of(&self.world, &self.name);
            let loader = Loader::new(&self.world, &self.name);
            meso_ide::actions::fix_all(self.view(), &loader, &config)
        })
    }

    /// The same world, another plan. `None` if it cannot be read.
    pub(crate) fn other(&self, name: &Name) -> Option<Snapshot> {
        Snapshot::of(&self.state, &self.world, name)
    }

    /// A plan of a world. `None` if it cannot be read.
    pub(crate) fn of(state: &Arc<State>, world: &World, name: &Name) -> Option<Snapshot> {
        let checked = state.analyses.of(world, name).ok()?;
        Some(Snapshot { state: Arc::clone(state), world: world.clone(), name: Arc::clone(name), checked })
    }
}
