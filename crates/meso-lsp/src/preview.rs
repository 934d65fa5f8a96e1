//! `meso/preview`: the plan as a page, for an editor that shows it beside the text.
//!
//! No part of the protocol, so an editor asks for it by name. It is asked after every change, and answers from the same
//! snapshot as the findings.

use crate::server::Server;
use meso_report::Report;
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::TextDocumentIdentifier;

/// Which plan, and how much of its page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PreviewParams {
    /// The plan.
    pub(crate) text_document: TextDocumentIdentifier,
    /// For a whole page: what its style and script carry, as its content security policy lets nothing else in. Without
    /// it, what stands in the page's body.
    pub(crate) nonce: Option<String>,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Preview {
    /// The plan's name.
    pub(crate) title: String,
    /// See [`Report::preview`] and [`Report::body`].
    pub(crate) html: String,
}

impl Server {
    /// Draws a plan; nothing, if the file cannot be read.
    pub(crate) async fn preview(&self, params: PreviewParams) -> Result<Option<Preview>> {
        self.with(params.text_document.uri, move |snapshot| {
            let report = Report::new(&snapshot.checked.analysis, &snapshot.checked.diagnostics);
            let html = match &params.nonce {
                Some(nonce) => report.preview(nonce),
                None => report.body(),
            };
            Some(Preview { title: report.title(), html })
        })
        .await
    }
}
