//! The keys of the query language: what each is called, and what kind of value it takes. A new one is
//! a row here and a line in `ready.rs`.

use crate::command::Words;
use crate::search::fold::fold;
use crate::search::quick::{Fit, Word};

/// What is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is told about in the table below")]
pub enum Key {
    Status,
    Is,
    Due,
    Department,
    Studio,
    District,
    Category,
    Raiser,
    Place,
    Tag,
    Intake,
    Age,
    Number,
    Title,
    Session,
    Submitted,
    Accepted,
    Consulted,
    Resolved,
}

/// What kind of value a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One of a few words.
    Word,
    /// A number of days, a date or a range.
    Days,
    /// The name of something that is registered.
    Name,
    /// A text.
    Text,
}

struct Row {
    key: Key,
    /// The stable word, what a person reads in each language, and what else is understood: whatever forms,
    /// lists and figures call the same.
    id: &'static str,
    words: Words,
    others: &'static [&'static str],
    kind: Kind,
    about: Words,
}

const fn row(
    key: Key,
    kind: Kind,
    id: &'static str,
    words: [&'static str; 2],
    others: &'static [&'static str],
    about: [&'static str; 2],
) -> Row {
    let (words, about) = (Words::new(words[0], words[1]), Words::new(about[0], about[1]));
    Row { key, id, words, others, kind, about }
}

/// All of them, those first that are asked for most.
const ROWS: [Row; 19] = [
    row(
        Key::Status,
        Kind::Word,
        "status",
        ["状态", "status"],
        &[],
        ["到哪一步了", "how far it is"],
    ),
    row(
        Key::Is,
        Kind::Word,
        "is",
        ["情形", "is"],
        &["是"],
        ["逾期、退回、待交办等", "overdue, returned, unassigned, …"],
    ),
    row(
        Key::Due,
        Kind::Days,
        "due",
        ["时限", "due"],
        &["期限", "办理时限", "deadline"],
        ["最近的时限", "its next deadline"],
    ),
    row(
        Key::Department,
        Kind::Name,
        "dept",
        ["部门", "dept"],
        &[
            "单位",
            "部门单位",
            "承办",
            "承办单位",
            "主办",
            "主办单位",
            "责任单位",
            "department",
            "lead",
            "responsible",
        ],
        ["主办或会办", "lead or supporting"],
    ),
    row(
        Key::Studio,
        Kind::Name,
        "studio",
        ["工作室", "studio"],
        &["委员工作室"],
        ["哪家工作室", "whose it is"],
    ),
    row(
        Key::District,
        Kind::Name,
        "district",
        ["区县", "district"],
        &["县市区", "县区", "地区"],
        ["工作室在哪里", "where the studio is"],
    ),
    row(
        Key::Category,
        Kind::Word,
        "category",
        ["类别", "category"],
        &["三个度"],
        ["温度、力度、深度", "one of the three degrees"],
    ),
    row(
        Key::Raiser,
        Kind::Name,
        "raiser",
        ["诉求人", "raiser"],
        &["提出人"],
        ["谁提的", "who raised it"],
    ),
    row(
        Key::Place,
        Kind::Text,
        "place",
        ["地点", "place"],
        &["地址"],
        ["问题在哪里", "where the problem is"],
    ),
    row(
        Key::Tag,
        Kind::Name,
        "tag",
        ["标签", "tag"],
        &["tags"],
        ["贴了什么标签", "how it is labelled"],
    ),
    row(
        Key::Intake,
        Kind::Word,
        "source",
        ["来源", "source"],
        &["intake", "渠道"],
        ["来信、来访等", "letter, visit, …"],
    ),
    row(
        Key::Age,
        Kind::Days,
        "age",
        ["天数", "age"],
        &["等待"],
        ["提交了多少天", "days since it was submitted"],
    ),
    row(
        Key::Number,
        Kind::Text,
        "number",
        ["编号", "number"],
        &["no"],
        ["编号里有什么", "what its number has"],
    ),
    row(
        Key::Title,
        Kind::Text,
        "title",
        ["标题", "title"],
        &["议题", "issue"],
        ["标题里有什么", "what its title has"],
    ),
    row(
        Key::Session,
        Kind::Text,
        "session",
        ["会议", "session"],
        &["议事会", "协商议事会"],
        ["列入哪次会", "on whose agenda it is"],
    ),
    row(
        Key::Submitted,
        Kind::Days,
        "submitted",
        ["提交", "submitted"],
        &["登记", "提交日期", "登记日期", "entered"],
        ["哪天提交", "when it was submitted"],
    ),
    row(
        Key::Accepted,
        Kind::Days,
        "accepted",
        ["受理", "accepted"],
        &["受理日期"],
        ["哪天受理", "when it was accepted"],
    ),
    row(
        Key::Consulted,
        Kind::Days,
        "consulted",
        ["协商", "consulted"],
        &["协商日期"],
        ["哪天协商", "when it was consulted"],
    ),
    row(
        Key::Resolved,
        Kind::Days,
        "resolved",
        ["解决", "resolved"],
        &["解决日期"],
        ["哪天解决", "when it was resolved"],
    ),
];

impl Key {
    /// All of them, those first that are asked for most.
    pub fn all() -> impl Iterator<Item = Self> {
        ROWS.iter().map(|row| row.key)
    }

    fn row(self) -> &'static Row {
        ROWS.iter().find(|row| row.key == self).unwrap_or(&ROWS[0])
    }

    /// The stable word.
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// What a person reads before the colon.
    pub fn words(self) -> Words {
        self.row().words
    }

    /// What it asks about.
    pub fn about(self) -> Words {
        self.row().about
    }

    /// What kind of value it takes.
    pub fn kind(self) -> Kind {
        self.row().kind
    }

    /// Whether it asks for what the row of an issue does not tell by itself.
    pub const fn asks_names(self) -> bool {
        matches!(
            self,
            Self::Studio | Self::District | Self::Department | Self::Raiser | Self::Session
        )
    }

    /// Everything it is called.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let row = self.row();
        [row.id, row.words.zh].into_iter().chain(row.others.iter().copied())
    }

    /// The key that is called so, in either width and case, or by the pinyin of its Chinese name in full.
    pub fn called(text: &str) -> Option<Self> {
        let is_it = |name: &str| text.chars().map(fold).eq(name.chars());
        Self::all().find(|key| key.names().any(is_it)).or_else(|| Self::spelled(text))
    }

    fn spelled(text: &str) -> Option<Self> {
        let word = Word::new(text).filter(|_| text.chars().all(char::is_alphabetic))?;
        let is_it = |name: &str| word.fit(name).is_some_and(Fit::is_spelled_out);
        Self::all().find(|key| key.names().any(is_it))
    }

    /// The keys that a word begins, by characters or by pinyin.
    pub fn begun(text: &str) -> impl Iterator<Item = Self> {
        let word = Word::new(text);
        let begins = move |name: &str| {
            use crate::search::quick::Place;
            let fit = word.as_ref().and_then(|word| word.fit(name));
            fit.is_some_and(|fit| fit.place() <= Place::Begins)
        };
        Self::all().filter(move |key| key.names().any(&begins))
    }

    /// The name that a misspelt one is nearest to, if it is near.
    pub fn near(text: &str) -> Option<Self> {
        let folded: String = text.chars().map(fold).collect();
        let names = Self::all().flat_map(|key| key.names().map(move |name| (key, name)));
        let far = |name: &str| strsim::osa_distance(&folded, name);
        let near = names.map(|(key, name)| (far(name), key)).min()?;
        let most = if folded.chars().count() < 4 { 1 } else { 2 };
        (near.0 <= most).then_some(near.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_keys_share_a_name() {
        let names: Vec<&str> = Key::all().flat_map(Key::names).collect();
        let distinct: std::collections::BTreeSet<&str> = names.iter().copied().collect();
        // The Chinese name of one key may be the only other one it has.
        assert_eq!(distinct.len(), names.len());
        for key in Key::all() {
            assert_eq!(ROWS.iter().filter(|row| row.key == key).count(), 1, "{key:?}");
            for name in key.names() {
                let sound = name.chars().map(|it| match crate::search::sound::readings(it) {
                    [commonest, ..] => commonest.letters().to_owned(),
                    [] => it.to_string(),
                });
                let sound: String = sound.collect();
                assert_eq!(Key::called(&sound), Some(key), "{sound}");
            }
        }
    }

    /// What forms, lists, figures and the ledger call what a query asks for; of the others `None`.
    fn key_of_field(field: &str) -> Option<Key> {
        Some(match field {
            "title" => Key::Title,
            "number" => Key::Number,
            "studio" => Key::Studio,
            "district" => Key::District,
            "intake" => Key::Intake,
            "category" => Key::Category,
            "place" => Key::Place,
            "raiser" => Key::Raiser,
            "tag" => Key::Tag,
            "lead" => Key::Department,
            "deadline" => Key::Due,
            "session" => Key::Session,
            "submitted" => Key::Submitted,
            "accepted" => Key::Accepted,
            "consulted" => Key::Consulted,
            "status" => Key::Status,
            _ => return None,
        })
    }

    /// Whether a label, written before a colon, is a key: of several Latin words the last one is.
    fn assert_known(label: &str, key: Key) {
        let word = label.split_whitespace().next_back().unwrap();
        assert_eq!(Key::called(word), Some(key), "{label}");
    }

    #[test]
    fn whatever_forms_lists_and_figures_call_it_is_a_key_too() {
        use crate::command::verb::{Noun, find};
        use crate::domain::figures::Dimension;
        use crate::domain::id::EntityKind;
        use crate::i18n::{Label, Lang, Text, ledger};
        let both = |words: [&str; 2], key| words.iter().for_each(|it| assert_known(it, key));
        let forms = [(Noun::Issue, "add"), (Noun::Commitment, "add"), (Noun::Studio, "add")];
        let verbs = forms.into_iter().filter_map(|(noun, name)| find(noun, name));
        let mut seen = std::collections::BTreeSet::new();
        for field in verbs.flat_map(|verb| verb.fields) {
            let Some(key) = key_of_field(field.key) else { continue };
            both([field.label.zh, field.label.en], key);
            seen.insert(key);
        }
        assert_eq!(seen.len(), 12, "{seen:?}");
        for heading in ledger::ALL {
            if let Some(key) = key_of_field(heading.field) {
                both([heading.zh, heading.en], key);
            }
        }
        for (text, key) in [
            (Text::ColumnNumber, Key::Number),
            (Text::ColumnTitle, Key::Title),
            (Text::ColumnCategory, Key::Category),
            (Text::ColumnStatus, Key::Status),
            (Text::ColumnDue, Key::Due),
            (Text::ColumnLead, Key::Department),
            (Text::ColumnDepartment, Key::Department),
            (Text::ColumnDistrict, Key::District),
        ] {
            both(Lang::ALL.map(|lang| text.label(lang)), key);
        }
        for (dimension, key) in [
            (Dimension::Studio, Key::Studio),
            (Dimension::District, Key::District),
            (Dimension::Department, Key::Department),
            (Dimension::Category, Key::Category),
            (Dimension::Source, Key::Intake),
        ] {
            both(Lang::ALL.map(|lang| dimension.label(lang)), key);
        }
        for (kind, key) in [
            (EntityKind::Studio, Key::Studio),
            (EntityKind::Department, Key::Department),
            (EntityKind::Session, Key::Session),
            (EntityKind::Issue, Key::Title),
        ] {
            both(Lang::ALL.map(|lang| kind.label(lang)), key);
            both(Lang::ALL.map(|lang| kind.short(lang)), key);
        }
    }

    #[test]
    fn a_key_is_known_in_both_languages_and_widths() {
        for (text, key) in [
            ("状态", Key::Status),
            ("ＳＴＡＴＵＳ", Key::Status),
            ("時限", Key::Due),
            ("Dept", Key::Department),
            ("zhuangtai", Key::Status),
            ("bumen", Key::Department),
        ] {
            assert_eq!(Key::called(text), Some(key), "{text}");
        }
        assert_eq!(Key::called("颜色"), None);
        assert_eq!(Key::called("zt"), None, "initials could be anything");
        assert_eq!(Key::near("statsu"), Some(Key::Status));
        assert_eq!(Key::near("颜色"), None);
    }

    #[test]
    fn a_key_is_offered_while_it_is_typed() {
        let begun = |text: &str| Key::begun(text).collect::<Vec<_>>();
        assert!(begun("st").contains(&Key::Status) && begun("st").contains(&Key::Studio));
        assert_eq!(begun("zt"), [Key::Status]);
        assert_eq!(begun("部"), [Key::Department]);
        assert!(begun("停").is_empty());
    }
}
