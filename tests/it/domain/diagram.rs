//! The picture of the workflow in the documents is the table's own.

use tanshi::domain::{
    session::session_diagram,
    workflow::{Status, StepKind, diagram, successor},
};

const DOCUMENT: &str = include_str!("../../../assets/docs/workflow.md");

#[test]
fn the_document_shows_the_table() {
    for (name, drawn) in [("workflow", diagram()), ("sessions", session_diagram())] {
        let shown = DOCUMENT
            .split_once(&format!("<!-- {name}:begin -->\n```mermaid\n"))
            .and_then(|(_, rest)| rest.split_once(&format!("```\n<!-- {name}:end -->")))
            .map(|(shown, _)| shown);
        assert_eq!(shown, Some(drawn.as_str()), "put this between the markers:\n{drawn}");
    }
}

#[test]
fn every_step_from_a_status_that_can_be_reached_is_an_arrow() {
    let diagram = diagram();
    let steps = Status::ALL
        .into_iter()
        .flat_map(|status| StepKind::ALL.map(|kind| successor(status, kind)))
        .flatten()
        .count();
    let drawn: usize = diagram
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(_, kinds)| kinds.split(", ").count())
        .sum();
    // Two statuses are out of reach, and each of them could still be left by taking the exit back.
    assert_eq!(drawn, steps - 2);
}
