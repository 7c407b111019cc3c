//! How a text lies in the index, and how a query asks for it. A change here is a new
//! [`super::FORMAT`].

use super::piece::{Part, PartKind, Text};
use super::query::{Query, Word};
use super::token::{Gram, fewest_grams};
use crate::domain::id::{EntityId, EntityKind, IssueId, SessionId};
use chrono::{Datelike, NaiveDate};
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, PhraseQuery, TermQuery};
use tantivy::schema::document::Value;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{TantivyDocument, Term};

/// The name of our tokenizer in the index.
pub(super) const TOKENIZER: &str = "grams";

/// The fields of the index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// Kind and id, to be replaced by.
    id: Field,
    /// Everything about the entity but its texts: see [`key_of`].
    key: Field,
    /// What each of the texts is.
    kinds: Field,
    /// The texts.
    text: Field,
    /// Those that the entity is called by.
    head: Field,
}

/// Names of the columns that the order is made of.
pub(super) const DAY: &str = "day";
pub(super) const HIGH: &str = "high";
pub(super) const LOW: &str = "low";
pub(super) const KIND: &str = "kind";
/// The issue that it belongs to, in two halves; nothing for none.
pub(super) const ISSUE_HIGH: &str = "issue_high";
pub(super) const ISSUE_LOW: &str = "issue_low";

/// The schema, the same in every index of this format.
pub(super) fn schema() -> Schema {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(indexing);
    schema.add_bytes_field("id", INDEXED);
    schema.add_bytes_field("key", STORED);
    schema.add_bytes_field("kinds", STORED);
    schema.add_text_field("text", words.clone().set_stored());
    schema.add_text_field("head", words);
    for column in [DAY, HIGH, LOW, KIND, ISSUE_HIGH, ISSUE_LOW] {
        schema.add_u64_field(column, FAST);
    }
    schema.build()
}

impl Fields {
    pub(super) fn of(schema: &Schema) -> tantivy::Result<Self> {
        Ok(Self {
            id: schema.get_field("id")?,
            key: schema.get_field("key")?,
            kinds: schema.get_field("kinds")?,
            text: schema.get_field("text")?,
            head: schema.get_field("head")?,
        })
    }

    /// What an entity is replaced by.
    pub(super) fn term(self, id: EntityId) -> Term {
        Term::from_field_bytes(self.id, &id_of(id))
    }

    pub(super) fn document(self, schema: &Schema, text: &Text) -> tantivy::Result<TantivyDocument> {
        let mut document = TantivyDocument::default();
        document.add_bytes(self.id, &id_of(text.id));
        document.add_bytes(self.key, &key_of(text));
        let kinds: Vec<u8> = text.parts.iter().map(|part| place_of(part.kind)).collect();
        document.add_bytes(self.kinds, &kinds);
        text.parts.iter().for_each(|part| document.add_text(self.text, &part.text));
        text.head().for_each(|head| document.add_text(self.head, head));
        let [high, low] = halves(text.id);
        let [issue_high, issue_low] = text.issue.map_or([0; 2], |id| halves(id.into()));
        let columns = [
            (DAY, day_of(text.day)),
            (HIGH, high),
            (LOW, low),
            (KIND, kind_of(text.id)),
            (ISSUE_HIGH, issue_high),
            (ISSUE_LOW, issue_low),
        ];
        for (name, value) in columns {
            document.add_u64(schema.get_field(name)?, value);
        }
        Ok(document)
    }

    /// Reads a text back; `None` where it is not one that this format writes.
    pub(super) fn text(self, document: &TantivyDocument) -> Option<Text> {
        let (id, issue, session, day) = read_key(document.get_first(self.key)?.as_bytes()?)?;
        let kinds = document.get_first(self.kinds)?;
        let kinds = kinds.as_bytes()?.iter();
        let texts = document.get_all(self.text);
        let parts = kinds.zip(texts).map(|(kind, text)| {
            let kind = PartKind::ALL.get(usize::from(*kind)).copied()?;
            Some(Part { kind, text: text.as_str()?.to_owned() })
        });
        Some(Text { id, issue, session, day, parts: parts.collect::<Option<_>>()? })
    }

    /// Asks for the texts that have every word, and none that is not wanted.
    pub(super) fn ask(self, query: &Query) -> BooleanQuery {
        // What the engine finds too often takes nothing away.
        let unwanted = query.unwanted().iter().filter(|word| !word.leaves_places_free());
        let unwanted = unwanted.map(|word| (Occur::MustNot, ask_word(self.text, word)));
        BooleanQuery::new(wanted(self.text, query).chain(unwanted).collect())
    }

    /// Asks for the texts that have every word in what they are called.
    pub(super) fn ask_heads(self, query: &Query) -> BooleanQuery {
        BooleanQuery::new(wanted(self.head, query).collect())
    }
}

fn wanted(field: Field, query: &Query) -> impl Iterator<Item = Clause> {
    let either = move |words: &Vec<Word>| match words.as_slice() {
        [only] => (Occur::Must, ask_word(field, only)),
        words => {
            let words = words.iter().map(|word| (Occur::Should, ask_word(field, word)));
            let either: Box<dyn tantivy::query::Query> =
                Box::new(BooleanQuery::new(words.collect()));
            (Occur::Must, either)
        }
    };
    query.wanted().iter().map(either)
}

/// A part of what the engine is asked.
type Clause = (Occur, Box<dyn tantivy::query::Query>);

fn ask_word(field: Field, word: &Word) -> Box<dyn tantivy::query::Query> {
    let grams = fewest_grams(&word.units);
    let term = |gram: &Gram| Term::from_field_text(field, &gram.text);
    match grams.as_slice() {
        [only] if word.is_beginning => Box::new(FuzzyTermQuery::new_prefix(term(only), 0, true)),
        [only] => Box::new(TermQuery::new(term(only), IndexRecordOption::Basic)),
        grams => {
            let terms = grams.iter().map(|gram| (gram.position as usize, term(gram)));
            Box::new(PhraseQuery::new_with_offset(terms.collect()))
        }
    }
}

fn id_of(id: EntityId) -> [u8; 17] {
    let mut bytes = [0; 17];
    let [kind, rest @ ..] = &mut bytes;
    *kind = id.kind.into();
    *rest = id.bytes;
    bytes
}

/// The two halves of an id, for columns of numbers.
fn halves(id: EntityId) -> [u64; 2] {
    let whole = u128::from_be_bytes(id.bytes);
    #[expect(clippy::cast_possible_truncation, reason = "each takes its half")]
    [(whole >> 64) as u64, whole as u64]
}

fn kind_of(id: EntityId) -> u64 {
    u64::from(u8::from(id.kind))
}

/// An entity out of its columns.
pub(super) fn entity_of(kind: u64, high: u64, low: u64) -> Option<EntityId> {
    let kind = EntityKind::try_from(u8::try_from(kind).ok()?).ok()?;
    let whole = (u128::from(high) << 64) | u128::from(low);
    Some(EntityId { kind, bytes: whole.to_be_bytes() })
}

/// An issue out of its columns; none where nothing is in them.
pub(super) fn issue_of(high: u64, low: u64) -> Option<IssueId> {
    let whole = (u128::from(high) << 64) | u128::from(low);
    let id = EntityId { kind: EntityKind::Issue, bytes: whole.to_be_bytes() };
    (whole != 0).then(|| IssueId::try_from(id).ok()).flatten()
}

/// A day as a number that sorts like it.
pub(super) fn day_of(day: NaiveDate) -> u64 {
    u64::try_from(day.num_days_from_ce()).unwrap_or(0)
}

fn place_of(kind: PartKind) -> u8 {
    let place = PartKind::ALL.iter().position(|it| *it == kind).unwrap_or_default();
    u8::try_from(place).unwrap_or_default()
}

/// Kind and id, the issue and the session that it belongs to (16 zeros for none), and the day: 53 bytes.
fn key_of(text: &Text) -> Vec<u8> {
    let mut key = id_of(text.id).to_vec();
    key.extend(text.issue.map_or([0; 16], |id| EntityId::from(id).bytes));
    key.extend(text.session.map_or([0; 16], |id| EntityId::from(id).bytes));
    key.extend(text.day.num_days_from_ce().to_be_bytes());
    key
}

type Key = (EntityId, Option<IssueId>, Option<SessionId>, NaiveDate);

fn read_key(key: &[u8]) -> Option<Key> {
    let (kind, rest) = key.split_first()?;
    let (id, rest) = rest.split_first_chunk::<16>()?;
    let (issue, rest) = rest.split_first_chunk::<16>()?;
    let (session, day) = rest.split_first_chunk::<16>()?;
    let id = EntityId { kind: EntityKind::try_from(*kind).ok()?, bytes: *id };
    let of =
        |kind: EntityKind, bytes: [u8; 16]| (bytes != [0; 16]).then_some(EntityId { kind, bytes });
    let issue = of(EntityKind::Issue, *issue).and_then(|id| IssueId::try_from(id).ok());
    let session = of(EntityKind::Session, *session).and_then(|id| SessionId::try_from(id).ok());
    let day = NaiveDate::from_num_days_from_ce_opt(i32::from_be_bytes(day.try_into().ok()?))?;
    Some((id, issue, session, day))
}
