//! Whether every mark names a field that can be used where the mark stands, and which fields a
//! template uses.

use super::catalogue::{Both, COUNTER, Catalogue, Content, Field, Meaning, meaning, nearest};
use super::fault::{Faults, MarkReason};
use super::survey::Mark;
use super::syntax::Role;
use super::xml::Node;

/// A field that a template uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedField {
    /// Its names.
    pub name: Both,
    /// The loops around it by their names, outermost first, of those that the field belongs to.
    pub loops: Vec<Both>,
    /// How many marks name it, those that end something aside.
    pub times: usize,
}

/// Checks the names in a part whose pairs were nested, and adds the fields that it uses.
pub(super) fn check_nested(
    nodes: &[Node<'_>],
    marks: &[Mark],
    catalogue: &Catalogue,
    used: &mut Vec<UsedField>,
    faults: &mut Faults,
) {
    let levels = vec![catalogue.fields];
    let mut naming = Naming { marks, catalogue, levels, loops: Vec::new(), used, faults };
    naming.nodes(nodes);
}

/// Checks the names alone, where faults leave it open what lies within what.
pub(super) fn check_names(marks: &[Mark], catalogue: &Catalogue, faults: &mut Faults) {
    for mark in marks.iter().filter(|mark| mark.role != Role::Close) {
        let is_counter = meaning(&mark.key, &[]) == Meaning::Counter && mark.role == Role::Field;
        if !faults.is_full() && !is_counter && catalogue.loops_with(&mark.key).is_none() {
            faults.mark(&mark.place, unknown(mark, catalogue));
        }
    }
}

struct Naming<'n> {
    marks: &'n [Mark],
    catalogue: &'n Catalogue,
    levels: Vec<&'static [Field]>,
    loops: Vec<Both>,
    used: &'n mut Vec<UsedField>,
    faults: &'n mut Faults,
}

impl Naming<'_> {
    fn nodes(&mut self, nodes: &[Node<'_>]) {
        for node in nodes {
            match node {
                Node::Element(element) | Node::Husk(element) => self.nodes(&element.children),
                Node::Section { open, body } => self.section(*open, body),
                Node::Mark(mark) => drop(self.mark(*mark)),
                Node::Raw(_) => {}
            }
        }
    }

    fn section(&mut self, open: usize, body: &[Node<'_>]) {
        let is_loop = self.marks.get(open).is_some_and(|mark| mark.role == Role::Loop);
        match self.mark(open) {
            Some(field) if is_loop => {
                self.levels.push(field.items().unwrap_or_default());
                self.loops.push(field.name);
                self.nodes(body);
                self.levels.pop();
                self.loops.pop();
            }
            None if is_loop => self.unjudged(body),
            _ => self.nodes(body),
        }
    }

    /// Within a loop that is at fault itself, only names that are known nowhere are told.
    fn unjudged(&mut self, body: &[Node<'_>]) {
        for node in body {
            match node {
                Node::Element(element) | Node::Husk(element) => self.unjudged(&element.children),
                Node::Section { open, body } => {
                    self.unjudged(&[Node::Mark(*open)]);
                    self.unjudged(body);
                }
                Node::Mark(mark) => {
                    let mark = self.marks.get(*mark..=*mark).unwrap_or_default();
                    check_names(mark, self.catalogue, self.faults);
                }
                Node::Raw(_) => {}
            }
        }
    }

    /// Checks one mark; the field that it names when it can be used so.
    fn mark(&mut self, mark: usize) -> Option<&'static Field> {
        let mark = self.marks.get(mark).filter(|_| !self.faults.is_full())?;
        match meaning(&mark.key, &self.levels) {
            Meaning::Field(field, level) => match misuse(mark, field.content) {
                None => {
                    self.note(field.name, level);
                    Some(field)
                }
                Some(reason) => self.refuse(mark, reason),
            },
            Meaning::Counter if mark.role == Role::Field => {
                if self.loops.is_empty() {
                    return self.refuse(mark, MarkReason::NumberOutsideLoop);
                }
                self.note(Both { zh: COUNTER.0, en: COUNTER.1 }, self.loops.len());
                None
            }
            Meaning::Counter | Meaning::Unknown => self.refuse(mark, self.unknown_here(mark)),
        }
    }

    fn unknown_here(&self, mark: &Mark) -> MarkReason {
        match self.catalogue.loops_with(&mark.key) {
            Some(loops) => MarkReason::OutsideLoop {
                name: mark.short_name(),
                loops: loops.iter().map(|field| field.name).collect(),
            },
            None => unknown(mark, self.catalogue),
        }
    }

    fn refuse(&mut self, mark: &Mark, reason: MarkReason) -> Option<&'static Field> {
        self.faults.mark(&mark.place, reason);
        None
    }

    fn note(&mut self, name: Both, level: usize) {
        let loops: Vec<Both> = self.loops.iter().take(level).copied().collect();
        match self.used.iter_mut().find(|it| it.name == name && it.loops == loops) {
            Some(used) => used.times += 1,
            None => self.used.push(UsedField { name, loops, times: 1 }),
        }
    }
}

fn unknown(mark: &Mark, catalogue: &Catalogue) -> MarkReason {
    MarkReason::UnknownField { name: mark.short_name(), nearest: nearest(&mark.key, catalogue) }
}

/// What is wrong with using a field that way.
fn misuse(mark: &Mark, content: Content) -> Option<MarkReason> {
    let name = mark.short_name();
    match (mark.role, content) {
        (Role::Loop, Content::Text | Content::Flag) => Some(MarkReason::NotAList { name }),
        (Role::Field, Content::List(_)) => Some(MarkReason::ListAsText { name }),
        (Role::Field, Content::Flag) => Some(MarkReason::FlagAsText { name }),
        _ => None,
    }
}
