//! Events to record bodies and back.

use crate::domain::event::{BodyDecoder, BodyEncoder, Event};
use crate::domain::id::{ChangeId, EntityId, PersonId};
use crate::domain::provenance::Envelope;
use crate::log::{self, ActorId, EntityRef, LogError, Record};
use serde::{Serialize, de::DeserializeOwned};

struct Encoder;

impl BodyEncoder for Encoder {
    type Error = LogError;

    fn encode<T: Serialize>(&self, body: &T) -> Result<Vec<u8>, LogError> {
        log::encode(body)
    }
}

struct Decoder<'a>(&'a [u8]);

impl BodyDecoder for Decoder<'_> {
    type Error = LogError;

    fn decode<T: DeserializeOwned>(&self) -> Result<T, LogError> {
        log::decode(self.0)
    }
}

/// The body of an event's record.
pub(super) fn body(event: &Event) -> Result<Vec<u8>, LogError> {
    event.encode_body(&Encoder)
}

/// The event of a record; `None` for a kind that this build does not know, for an entity whose words are of a
/// later format, and for a body that was sealed or erased.
pub(super) fn event(record: &Record) -> Result<Option<Event>, LogError> {
    let Some(body) = record.body() else { return Ok(None) };
    let event = Event::decode_body(record.header().kind, &Decoder(body))?;
    Ok(event.filter(|event| !matches!(event, Event::EntityBrought(it) if !it.is_known())))
}

/// Where a record stands, as the fold needs it.
pub(super) fn envelope(record: &Record) -> Envelope {
    let header = record.header();
    Envelope {
        replica: *header.replica.as_bytes(),
        seq: header.seq,
        at_millis: header.at.millis(),
        change: ChangeId::from_bytes(*header.change.id.as_bytes()),
        actor: PersonId::from_bytes(*header.actor.as_bytes()),
    }
}

/// An entity as record headers name it.
pub(super) fn entity_ref(id: EntityId) -> EntityRef {
    EntityRef { kind: id.kind.code(), id: log::EntityId::from_bytes(id.bytes) }
}

/// A person as record headers name them.
pub(super) fn actor(id: PersonId) -> ActorId {
    ActorId::from_bytes(id.to_bytes())
}
