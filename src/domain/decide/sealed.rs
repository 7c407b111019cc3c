//! Documents that are made final.

use super::{
    Moment, not_in_future,
    session::{find, find_alive},
    standing,
};
use crate::domain::{
    event::{DocumentSealed, Event},
    id::{CommitmentId, EntityId, EntityKind, SessionId},
    refusal::{Field, Refusal},
    sealed::{DocumentKind, SealedDocument},
    world::World,
};

/// What a document is about: the earliest day that it can bear, and its versions so far.
struct About<'w> {
    not_before: Option<chrono::NaiveDate>,
    sealed: &'w [SealedDocument],
}

pub(super) fn seal(
    world: &World,
    of: EntityId,
    document: &SealedDocument,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    let about = about(world, of, document)?;
    if document.copies.is_empty() || !document.kind.is_sealed() {
        return Err(Refusal::NotSealable(document.kind));
    }
    if document.number.is_some_and(|number| number.serial == 0) {
        return Err(Refusal::Required(Field::DocumentNumber));
    }
    not_in_future(document.dated, moment)?;
    if let Some(not_before) = about.not_before.filter(|day| document.dated < *day) {
        return Err(Refusal::TooEarly { not_before });
    }
    let newest = about.sealed.iter().rev().find(|it| it.is_version_of(document));
    if newest.is_some_and(|newest| newest.says_the_same(document)) {
        return Ok(Vec::new());
    }
    let version = newest.map_or(1, |newest| newest.version.saturating_add(1));
    let document = SealedDocument { version, ..document.clone() };
    Ok(vec![Event::DocumentSealed(DocumentSealed { of, document })])
}

fn about<'w>(
    world: &'w World,
    of: EntityId,
    document: &SealedDocument,
) -> Result<About<'w>, Refusal> {
    match (document.kind, of.kind) {
        (
            DocumentKind::Minutes | DocumentKind::Record | DocumentKind::Notice,
            EntityKind::Session,
        ) => {
            let id = SessionId::try_from(of).map_err(|_fault| Refusal::Unknown(of))?;
            // That a session is called off is told by a notice of its own.
            let session = match document.kind {
                DocumentKind::Notice => find(world, id)?,
                _ => find_alive(world, id)?,
            };
            let tells = document.kind.tells_of_the_session();
            if tells && !session.is_held() {
                return Err(Refusal::SessionNotHeld(of));
            }
            let not_before = tells.then(|| session.facts.on.first());
            Ok(About { not_before, sealed: session.sealed_of(document.kind) })
        }
        (DocumentKind::Assignment, EntityKind::Commitment) => {
            let id = CommitmentId::try_from(of).map_err(|_fault| Refusal::Unknown(of))?;
            let commitment = standing(world.commitment(id), id, |it| it.retracted)?;
            Ok(About { not_before: None, sealed: &commitment.sealed })
        }
        _ => Err(Refusal::NotSealable(document.kind)),
    }
}
