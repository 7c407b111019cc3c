//! What can be named, and that it is documented.

use super::office::sample;
use tanshi::document::fields::MINUTES;
use tanshi::document::template::{COUNTER, Content, Data, Field, Value, document_fields};
use tanshi::i18n::Lang;

fn all(fields: &[Field]) -> Vec<(Vec<&'static str>, Vec<Field>)> {
    let names = fields.iter().flat_map(|field| [field.name.zh, field.name.en]).collect();
    let mut levels = vec![(names, fields.to_vec())];
    levels.extend(fields.iter().filter_map(Field::items).flat_map(all));
    levels
}

#[test]
fn every_field_of_the_minutes_has_two_names_that_no_other_of_its_level_has() {
    for (names, _) in all(MINUTES.fields) {
        let keys: std::collections::BTreeSet<String> =
            names.iter().map(|it| it.replace('_', "")).collect();
        assert_eq!(keys.len(), names.len(), "{names:?}");
        assert!(!keys.contains(COUNTER.0) && !keys.contains(COUNTER.1), "{names:?}");
        assert!(keys.iter().all(|key| key.chars().all(char::is_alphanumeric)), "{names:?}");
        assert!(keys.iter().all(|key| key.to_lowercase() == *key), "{names:?}");
    }
}

#[test]
fn every_field_is_documented_in_both_languages_with_what_it_holds() {
    for lang in Lang::ALL {
        let text = document_fields(lang, &[&MINUTES]);
        for field in all(MINUTES.fields).into_iter().flat_map(|it| it.1) {
            let name = if lang == Lang::Zh { field.name.zh } else { field.name.en };
            let sign = match field.content {
                Content::Text => "",
                Content::Flag => "?",
                Content::List(_) => "#",
            };
            let begin = format!("`{{{{{sign}{name}}}}}`");
            let row =
                text.lines().find(|it| it.contains(&begin) && it.contains(field.about.pick(lang)));
            assert!(row.is_some(), "{begin} is not in {text}");
        }
    }
}

#[test]
fn the_documentation_shows_only_marks_that_are_understood() {
    let body: String = document_fields(Lang::Zh, &[])
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .map(super::office::p)
        .collect();
    assert_eq!(super::office::filled(&body).lines().count(), 4);
}

#[test]
fn data_that_does_not_fit_its_catalogue_is_found() {
    assert_eq!(MINUTES.misfits(&sample()), Vec::<String>::new());
    let item = Data::new().text("天气", "晴").flag("名称", true);
    let data = Data::new()
        .with("议题", Value::List(vec![item.clone(), item]))
        .text("issues", "某")
        .flag("draft", true);
    assert_eq!(MINUTES.misfits(&data), ["issues", "议题.名称", "议题.天气"]);
}
