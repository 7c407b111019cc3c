//! Reads the fields of one JSON object; what is wrong with one is said with its line and place.

use super::{
    fault::{ImportFault, ImportReason, Shape},
    word::Word,
};
use crate::domain::{
    amount::Amount,
    date::{self, DateSpan},
    provenance::Source,
};
use chrono::{NaiveDate, NaiveTime};
use serde_json::{Map, Value};

/// The fields of one object. A field that is missing, `null` or blank is unknown.
#[derive(Clone)]
pub(super) struct Fields<'a> {
    pub(super) line: usize,
    place: String,
    map: &'a Map<String, Value>,
}

impl<'a> Fields<'a> {
    /// Opens an object that may have these fields and no others.
    pub(super) fn open(
        line: usize,
        place: String,
        value: &'a Value,
        allowed: &'static [&'static str],
    ) -> Result<Self, ImportFault> {
        let Some(map) = value.as_object() else {
            let field = place.trim_end_matches('.').to_owned();
            let reason = ImportReason::WrongShape { field, expected: Shape::Object };
            return Err(ImportFault { line, reason });
        };
        let fields = Self { line, place, map };
        match map.keys().find(|name| !allowed.contains(&name.as_str())) {
            Some(name) => {
                Err(fields
                    .fault(ImportReason::UnknownField { field: fields.placed(name), allowed }))
            }
            None => Ok(fields),
        }
    }

    pub(super) const fn fault(&self, reason: ImportReason) -> ImportFault {
        ImportFault { line: self.line, reason }
    }

    /// The name of a field with its place in the record.
    pub(super) fn placed(&self, name: &str) -> String {
        format!("{}{name}", self.place)
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.map.get(name).filter(|value| !value.is_null())
    }

    fn shape(&self, name: &str, expected: Shape) -> ImportFault {
        self.fault(ImportReason::WrongShape { field: self.placed(name), expected })
    }

    pub(super) fn text(&self, name: &str) -> Result<Option<&'a str>, ImportFault> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.as_str()).filter(|it| !it.trim().is_empty())),
            Some(_) => Err(self.shape(name, Shape::Text)),
        }
    }

    pub(super) fn text_or_empty(&self, name: &str) -> Result<String, ImportFault> {
        Ok(self.text(name)?.unwrap_or_default().to_owned())
    }

    pub(super) fn needed_text(&self, name: &str) -> Result<String, ImportFault> {
        self.needed(name, self.text(name)?).map(ToOwned::to_owned)
    }

    /// The value of a field that must be there.
    pub(super) fn needed<T>(&self, name: &str, value: Option<T>) -> Result<T, ImportFault> {
        value.ok_or_else(|| self.fault(ImportReason::MissingField { field: self.placed(name) }))
    }

    pub(super) fn count(&self, name: &str) -> Result<Option<u32>, ImportFault> {
        let read = |value: &Value| value.as_u64().and_then(|count| u32::try_from(count).ok());
        self.get(name)
            .map(|value| read(value).ok_or_else(|| self.shape(name, Shape::Count)))
            .transpose()
    }

    /// A field that is either; missing is no.
    pub(super) fn flag(&self, name: &str) -> Result<bool, ImportFault> {
        self.get(name)
            .map_or(Ok(false), |value| value.as_bool().ok_or_else(|| self.shape(name, Shape::Flag)))
    }

    pub(super) fn list(&self, name: &str) -> Result<&'a [Value], ImportFault> {
        self.get(name).map_or(Ok(&[]), |value| match value {
            Value::Array(items) => Ok(items.as_slice()),
            _ => Err(self.shape(name, Shape::List)),
        })
    }

    /// A list of texts, each with the name of its place.
    pub(super) fn texts(&self, name: &str) -> Result<Vec<(String, &'a str)>, ImportFault> {
        (0..)
            .zip(self.list(name)?)
            .map(|(index, item)| {
                let place = format!("{name}[{index}]");
                match item.as_str() {
                    Some(text) => Ok((place, text)),
                    None => Err(self.shape(&place, Shape::Text)),
                }
            })
            .collect()
    }

    /// A list of objects that may have these fields and no others.
    pub(super) fn objects(
        &self,
        name: &str,
        allowed: &'static [&'static str],
    ) -> Result<Vec<Self>, ImportFault> {
        (0..)
            .zip(self.list(name)?)
            .map(|(index, item)| {
                Self::open(self.line, self.placed(&format!("{name}[{index}].")), item, allowed)
            })
            .collect()
    }

    /// One object that may have these fields and no others.
    pub(super) fn object(
        &self,
        name: &str,
        allowed: &'static [&'static str],
    ) -> Result<Option<Self>, ImportFault> {
        self.get(name)
            .map(|item| Self::open(self.line, self.placed(&format!("{name}.")), item, allowed))
            .transpose()
    }

    pub(super) fn span(
        &self,
        name: &str,
        today: NaiveDate,
    ) -> Result<Option<DateSpan>, ImportFault> {
        self.dated(name, |text| DateSpan::parse(text, today))
    }

    pub(super) fn day(
        &self,
        name: &str,
        today: NaiveDate,
    ) -> Result<Option<NaiveDate>, ImportFault> {
        self.dated(name, |text| date::parse_day(text, today))
    }

    fn dated<T>(
        &self,
        name: &str,
        read: impl FnOnce(&str) -> Result<T, date::DateFault>,
    ) -> Result<Option<T>, ImportFault> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        read(text).map(Some).map_err(|fault| {
            let found = text.to_owned();
            self.fault(ImportReason::Date { field: self.placed(name), found, fault })
        })
    }

    pub(super) fn time(&self, name: &str) -> Result<Option<NaiveTime>, ImportFault> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        NaiveTime::parse_from_str(text.trim(), "%H:%M")
            .ok()
            .map(Some)
            .ok_or_else(|| self.shape(name, Shape::Time))
    }

    pub(super) fn amount(&self, name: &str) -> Result<Option<Amount>, ImportFault> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        Amount::parse(text).map(Some).map_err(|fault| {
            let found = text.to_owned();
            self.fault(ImportReason::Amount { field: self.placed(name), found, fault })
        })
    }

    pub(super) fn heads(&self, name: &str) -> Result<Option<Amount>, ImportFault> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        Amount::parse_heads(text).map(Some).map_err(|fault| {
            let found = text.to_owned();
            self.fault(ImportReason::Amount { field: self.placed(name), found, fault })
        })
    }

    pub(super) fn word<W: Word>(&self, name: &str) -> Result<Option<W>, ImportFault> {
        self.text(name)?.map(|text| self.read_word(name, text)).transpose()
    }

    pub(super) fn needed_word<W: Word>(&self, name: &str) -> Result<W, ImportFault> {
        self.needed(name, self.word(name)?)
    }

    pub(super) fn words<W: Word>(&self, name: &str) -> Result<Vec<W>, ImportFault> {
        self.texts(name)?.into_iter().map(|(place, text)| self.read_word(&place, text)).collect()
    }

    fn read_word<W: Word>(&self, name: &str, text: &str) -> Result<W, ImportFault> {
        W::read(text).ok_or_else(|| {
            self.fault(ImportReason::UnknownWord {
                field: self.placed(name),
                found: text.to_owned(),
                allowed: W::allowed(),
            })
        })
    }

    /// The source of this record, or that of the file.
    pub(super) fn source(&self, of_file: Option<&Source>) -> Result<Option<Source>, ImportFault> {
        let own = self.text("source")?.map(|text| Source { reference: text.to_owned() });
        Ok(own.or_else(|| of_file.cloned()))
    }
}
