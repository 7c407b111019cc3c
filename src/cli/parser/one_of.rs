//! Options that take one of a closed list: by its key or its words in either language, or by as much of
//! them as is plain. What is read is the key.

use crate::command::called::{Called, called};
use crate::command::filter::{CommitmentStatusFilter, SessionStatusFilter, StatusFilter};
use crate::document::Piece;
use crate::document::ledger::Wanted;
use crate::domain::figures::{Dimension, Figure, Wait};
use crate::domain::sealed::Tongue;
use crate::i18n::Lang;
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, Command};
use std::ffi::OsStr;

/// What people put before the word that says how something is divided: 按工作室.
const BY: char = '按';

/// Reads one of a list.
#[derive(Debug, Clone)]
struct OneOf {
    list: Vec<Called>,
    lang: Lang,
}

/// An option that takes one of a list; its help names the words behind what it is for.
pub(super) fn one_of(arg: Arg, about: &str, list: Vec<Called>, lang: Lang) -> Arg {
    let help = told(about, &list, lang);
    taking(arg, list, lang).help(help)
}

/// The same without help of its own.
pub(super) fn taking(arg: Arg, list: Vec<Called>, lang: Lang) -> Arg {
    arg.value_parser(OneOf { list, lang }).hide_possible_values(true)
}

/// What an option is for, and the words that it takes.
pub(super) fn told(about: &str, list: &[Called], lang: Lang) -> String {
    let words: Vec<String> = list.iter().map(|it| it.told(lang)).collect();
    let words = in_a_row(&words, lang);
    match lang {
        Lang::Zh => format!("{about}：{words}"),
        Lang::En => format!("{about}: {words}"),
    }
}

/// Words one after the other, told apart though one of them has a comma.
pub(in crate::cli) fn in_a_row(words: &[String], lang: Lang) -> String {
    let has_comma = words.iter().any(|word| word.contains([',', '，', '、']));
    words.join(match (lang, has_comma) {
        (Lang::Zh, false) => "、",
        (Lang::Zh, true) => "；",
        (Lang::En, false) => ", ",
        (Lang::En, true) => "; ",
    })
}

/// Takes any words, of which the verb itself says later what they mean; shells are offered the list.
#[derive(Debug, Clone)]
struct Offered(OneOf);

/// An option for which shells are offered a list, and which takes any words.
pub(super) fn offering(arg: Arg, list: Vec<Called>, lang: Lang) -> Arg {
    arg.value_parser(Offered(OneOf { list, lang })).hide_possible_values(true)
}

impl TypedValueParser for Offered {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.0.possible_values()
    }
}

impl TypedValueParser for OneOf {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, Error> {
        let Some(typed) = value.to_str() else {
            return Err(Error::new(ErrorKind::InvalidUtf8).with_cmd(command));
        };
        let meant = called(&self.list, Called::words, typed.trim_start_matches(BY));
        match meant.as_slice() {
            [one] => Ok(one.key().to_owned()),
            several => Err(self.none(command, arg, typed, several)),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let value = |it: &Called| PossibleValue::new(it.key().to_owned()).help(it.label(self.lang));
        Some(Box::new(self.list.iter().map(value)))
    }
}

impl OneOf {
    /// That none is called so, or that several may be meant, which are named.
    fn none(&self, command: &Command, arg: Option<&Arg>, typed: &str, several: &[Called]) -> Error {
        let words = |list: &[Called]| {
            ContextValue::Strings(list.iter().map(|it| it.told(self.lang)).collect())
        };
        let mut error = Error::new(ErrorKind::InvalidValue).with_cmd(command);
        let option = arg.map(ToString::to_string).unwrap_or_default();
        error.insert(ContextKind::InvalidArg, ContextValue::String(option));
        error.insert(ContextKind::InvalidValue, ContextValue::String(typed.to_owned()));
        error.insert(ContextKind::ValidValue, words(&self.list));
        if !several.is_empty() {
            error.insert(ContextKind::SuggestedValue, words(several));
        }
        error
    }
}

/// How figures are divided.
pub(super) fn dimensions() -> Vec<Called> {
    let also = |it: Dimension| match it {
        Dimension::District => &["区县", "县区"][..],
        _ => &[],
    };
    let all = Dimension::ALL.iter();
    all.map(|it| Called::of(it.key(), *it).also(also(*it).iter().copied())).collect()
}

/// Everything whose rows can be listed.
pub(super) fn counted() -> Vec<Called> {
    let figures = Figure::ALL.iter().map(|it| Called::of(it.key(), *it));
    figures.chain(Wait::ALL.iter().map(|it| Called::of(it.key(), *it))).collect()
}

/// The documents, and what is made like them.
pub(super) fn pieces() -> Vec<Called> {
    Piece::all().map(|it| Called::of(it.key().replace('_', "-"), it)).collect()
}

/// What a ledger can be narrowed to.
pub(super) fn ledger_statuses() -> Vec<Called> {
    issue_statuses().into_iter().filter(|it| Wanted::from_key(it.key()).is_some()).collect()
}

/// What a list of issues can be narrowed to.
pub(super) fn issue_statuses() -> Vec<Called> {
    StatusFilter::all().map(StatusFilter::called).collect()
}

/// What a list of sessions can be narrowed to.
pub(super) fn session_statuses() -> Vec<Called> {
    SessionStatusFilter::all().map(SessionStatusFilter::called).collect()
}

/// What a list of commitments can be narrowed to.
pub(super) fn commitment_statuses() -> Vec<Called> {
    CommitmentStatusFilter::all().map(CommitmentStatusFilter::called).collect()
}

/// The languages.
pub(super) fn languages() -> Vec<Called> {
    let tongues = [(Lang::Zh, Tongue::Chinese), (Lang::En, Tongue::English)];
    tongues.map(|(lang, it)| Called::of(lang.key(), it).also([lang.own_name()])).to_vec()
}

/// What can be searched for.
pub(super) fn kinds() -> Vec<Called> {
    crate::cli::search::KINDS.map(|it| Called::of(it.word(), it)).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::{FieldKind, TABLE_OPTIONS};

    #[test]
    fn every_word_of_every_list_means_one_of_it() {
        let lists = [
            dimensions(),
            counted(),
            pieces(),
            ledger_statuses(),
            issue_statuses(),
            session_statuses(),
            commitment_statuses(),
            languages(),
            kinds(),
        ];
        let of_tables = TABLE_OPTIONS.iter().filter_map(|option| match option.field.kind {
            FieldKind::Choice(list) => Some(list().into_iter().map(Called::from).collect()),
            _ => None,
        });
        for list in &lists.into_iter().chain(of_tables).collect::<Vec<_>>() {
            assert!(!list.is_empty());
            for one in list {
                for word in one.words() {
                    assert_eq!(
                        called(list, Called::words, word),
                        std::slice::from_ref(one),
                        "{word}"
                    );
                }
                for lang in Lang::ALL {
                    assert!(
                        one.words().contains(&one.label(lang))
                            && one.told(lang).contains(one.key())
                    );
                }
            }
        }
        assert_eq!(ledger_statuses().len(), Wanted::KEYS.len());
    }
}
