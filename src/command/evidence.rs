//! Attaching evidence to issues and commitments.

use super::fill::{Fault, FieldFault, FileRefusal, Filling};
use super::verb::{Field, FieldKind, Words, field};
use crate::domain::action::Action;
use crate::domain::evidence::{EvidenceFacts, Form};
use crate::domain::id::{EntityId, EntityKind, EvidenceId};

/// A file or a reference, with what it shows.
pub(super) const ATTACH_FIELDS: &[Field] = &[
    field("title", Words::new("说明", "What it shows"), FieldKind::Line).required().positional(),
    field("file", Words::new("文件", "File"), FieldKind::File),
    field("on", Words::new("日期", "Date"), FieldKind::Span),
    field("source", Words::new("补录来源", "Recorded from"), FieldKind::Line),
];

/// Attaches the file that was taken in, or a reference to a paper.
pub(super) fn attach(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let of = filling
        .target
        .ok_or_else(|| filling.fault("target", FieldFault::Unknown(EntityKind::Issue)))?;
    evidence(filling, of).map(|action| vec![action])
}

/// The evidence that `title`, `file` and `on` describe.
pub(super) fn evidence(filling: &mut Filling<'_>, of: EntityId) -> Result<Action, Fault> {
    let named = filling.text("file").is_some_and(|path| !path.is_empty());
    let form = match filling.file.clone() {
        Some(file) if file.size_bytes == 0 => {
            return Err(filling.fault("file", FieldFault::File(FileRefusal::Empty)));
        }
        Some(file) => Form::File {
            sha256: file.sha256,
            size_bytes: file.size_bytes,
            extension: file.extension,
        },
        None if named => return Err(filling.fault("file", FieldFault::File(FileRefusal::Missing))),
        None => Form::Reference,
    };
    let facts = EvidenceFacts {
        title: filling.text_or("title", ""),
        on: filling.span_or("on", None)?,
        form,
    };
    let id = EvidenceId::from_bytes(filling.fresh());
    Ok(Action::AttachEvidence { id, of, facts, source: filling.source() })
}
