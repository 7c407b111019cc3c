//! The office's own Word file with fields, in place of our documents: bytes and data in, bytes or
//! faults out. Knows nothing of sessions and issues; what can be named stands in a [`Catalogue`].
//!
//! A template goes through these steps, one file each: `package` opens the archive, `xml` reads its
//! parts as trees, `survey` finds the marks across runs, `pairing` matches beginnings and ends,
//! `nesting` finds what lies between them, `naming` checks the names, `filling` fills.

mod catalogue;
mod data;
mod fault;
mod filling;
mod inline;
mod naming;
mod nesting;
mod package;
mod pairing;
mod reference;
mod survey;
mod syntax;
mod wording;
mod xml;

pub use catalogue::{Both, COUNTER, Catalogue, Content, Field};
pub use data::{Data, Value};
pub use fault::{Bound, FileFault, FileKind, MarkFault, MarkReason, Place, Spot, TemplateFault};
pub use naming::UsedField;
pub use reference::document_fields;

use fault::Faults;
use package::Package;
use std::collections::BTreeMap;
use survey::Mark;
use xml::Node;

/// Checks a template before it is used, and lists the fields that it names, in the order of the
/// document. An empty list is a document without fields: the same for every session.
///
/// # Errors
///
/// Everything that is wrong with it, the document first, then headers, footers and notes; at most a
/// hundred faults.
pub fn check(template: &[u8], catalogue: &Catalogue) -> Result<Vec<UsedField>, Vec<TemplateFault>> {
    let package = Package::open(template).map_err(whole)?;
    read(&package, catalogue).map(|(_, used)| used)
}

/// Fills a template. The same template and data give the same bytes. Parts without fields stay as they
/// are, but for who wrote and changed the template, comments, properties and where its own pattern lies,
/// which go into nothing that is handed out.
///
/// # Errors
///
/// What [`check`] finds, and that the filled document would be too large.
pub fn fill(
    template: &[u8],
    catalogue: &Catalogue,
    data: &Data,
) -> Result<Vec<u8>, Vec<TemplateFault>> {
    let package = Package::open(template).map_err(whole)?;
    let (parts, _) = read(&package, catalogue)?;
    let filled = fill_parts(&parts, catalogue, data).map_err(whole)?;
    package.with_texts(filled).map_err(whole)
}

fn whole(fault: FileFault) -> Vec<TemplateFault> {
    vec![TemplateFault::File(fault)]
}

/// A part with text, ready to be filled.
struct Part<'a> {
    nodes: Vec<Node<'a>>,
    marks: Vec<Mark>,
}

/// Reads every part with text; with the fields that they use.
fn read<'p>(
    package: &'p Package<'_>,
    catalogue: &Catalogue,
) -> Result<(Vec<Part<'p>>, Vec<UsedField>), Vec<TemplateFault>> {
    let mut faults = Faults::default();
    let (mut parts, mut used) = (Vec::new(), Vec::new());
    for text in &package.texts {
        match xml::parse(&text.xml) {
            Ok(nodes) => {
                parts.push(read_part(&text.name, nodes, catalogue, &mut used, &mut faults));
            }
            Err(line) => {
                let part = text.name.clone();
                faults.push(TemplateFault::File(FileFault::DamagedXml { part, line }));
            }
        }
    }
    if faults.list.is_empty() { Ok((parts, used)) } else { Err(faults.list) }
}

fn read_part<'a>(
    name: &str,
    mut nodes: Vec<Node<'a>>,
    catalogue: &Catalogue,
    used: &mut Vec<UsedField>,
    all: &mut Faults,
) -> Part<'a> {
    let mut faults = Faults::default();
    let mut marks = survey::find_in_part(name, &mut nodes, &mut faults);
    if !marks.is_empty() {
        pairing::pair(&nodes, &mut marks, catalogue, &mut faults);
        if faults.list.is_empty() {
            nodes = nesting::nest(nodes, &marks, &mut faults);
        }
        if faults.list.is_empty() {
            naming::check_nested(&nodes, &marks, catalogue, used, &mut faults);
        } else {
            naming::check_names(&marks, catalogue, &mut faults);
        }
    }
    for fault in faults.list {
        all.push(fault);
    }
    Part { nodes, marks }
}

/// The new texts of the parts that have marks, by their place in the package.
fn fill_parts(
    parts: &[Part<'_>],
    catalogue: &Catalogue,
    data: &Data,
) -> Result<BTreeMap<usize, String>, FileFault> {
    let mut numbers = filling::Numbers::default();
    for part in parts {
        numbers.note(&part.nodes);
    }
    let mut filled = BTreeMap::new();
    for (number, part) in parts.iter().enumerate().filter(|(_, part)| !part.marks.is_empty()) {
        let nodes = filling::fill(&part.nodes, &part.marks, catalogue, data, &mut numbers);
        let nodes = nodes.map_err(|filling::Full| {
            FileFault::TooLarge(Bound::FilledBytes(filling::MOST_BYTES))
        })?;
        let mut xml = String::new();
        xml::write(&nodes, &mut xml);
        filled.insert(number, xml);
    }
    Ok(filled)
}
