//! The table of the workflow as a Mermaid state diagram, for the documents. Looks at nothing but
//! the table, so that the picture cannot say anything else.

use super::{Status, StepKind, successor};
use std::collections::BTreeMap;

/// Draws every status that can be reached and every step between two of them.
///
/// Steps that lead from one status to the same other one share an arrow, in the order of
/// [`StepKind::ALL`]; a status that no step leads to is left out. Ends with a line break.
///
/// ```
/// let diagram = tanshi::domain::workflow::diagram();
/// assert!(diagram.contains("submitted --> consulted: consult"));
/// ```
pub fn diagram() -> String {
    let mut arrows: BTreeMap<(usize, usize), Vec<&'static str>> = BTreeMap::new();
    for (from, status) in Status::ALL.into_iter().enumerate() {
        for kind in StepKind::ALL {
            let to = successor(status, kind).and_then(place);
            if let Some(to) = to.filter(|_| is_reached(status)) {
                arrows.entry((from, to)).or_default().push(kind.key());
            }
        }
    }
    let mut text = String::from("stateDiagram-v2\n    [*] --> submitted\n");
    for ((from, to), kinds) in arrows {
        if let (Some(from), Some(to)) = (Status::ALL.get(from), Status::ALL.get(to)) {
            let arrow = [name(*from), " --> ".into(), name(*to), ": ".into(), kinds.join(", ")];
            text.extend(["    ".into(), arrow.concat(), "\n".into()]);
        }
    }
    text
}

/// The name of a status in the diagram: one word for each of [`Status::ALL`].
fn name(status: Status) -> String {
    match status {
        Status::Submitted | Status::Consulted => status.key().to_owned(),
        Status::Resolved(route) => format!("resolved_by_{}", route.key()),
        Status::Exited(exit, origin) => format!("{}_from_{}", exit.key(), origin.key()),
    }
}

fn place(status: Status) -> Option<usize> {
    Status::ALL.into_iter().position(|other| other == status)
}

fn is_reached(status: Status) -> bool {
    Status::ALL.into_iter().any(|from| {
        StepKind::ALL
            .into_iter()
            .any(|kind| successor(from, kind) == Some(status) && from != status)
    })
}
