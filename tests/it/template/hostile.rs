//! Input that was made to harm, or that a bad disk made: never a panic, never a long wait.

use super::office::{Office, fill_office, p, sample, table};
use proptest::prelude::*;
use std::time::{Duration, Instant};
use tanshi::document::fields::MINUTES;
use tanshi::document::template::{check, fill};
use tanshi::i18n::Lang;

/// Far above what any of these inputs takes; what goes wrong takes minutes.
const LONG: Duration = Duration::from_secs(20);

/// Fills, and words whatever is told; tells whether it was filled.
fn try_all(bytes: &[u8]) -> bool {
    let begin = Instant::now();
    let checked = check(bytes, &MINUTES);
    let filled = fill(bytes, &MINUTES, &sample());
    assert!(checked.is_ok() || filled.is_err());
    for fault in filled.as_ref().err().into_iter().flatten() {
        assert!(!fault.text(Lang::Zh).is_empty() && !fault.text(Lang::En).is_empty());
    }
    assert!(begin.elapsed() < LONG);
    filled.is_ok()
}

fn good() -> Vec<u8> {
    let text = [
        p("{{会议名称}}{{?日期}}{{日期}}{{/日期}}"),
        p("{{#议题}}"),
        p("{{名称}}{{#听取}}{{内容}}{{/听取}}"),
        table(&[&["{{#承办事项}}", ""], &["{{事项}}", "{{资金}}"], &["", "{{/承办事项}}"]]),
        p("{{/议题}}"),
    ];
    Office::new(&text.concat()).around("header1.xml", "hdr", "header", &p("{{制发单位}}")).bytes()
}

/// Pieces that templates are made of, to be put together in any order.
fn piece() -> impl Strategy<Value = String> {
    let marks = [
        "{{会议名称}}",
        "{{时间}}",
        "{{#议题}}",
        "{{/议题}}",
        "{{#承办事项}}",
        "{{/承办事项}}",
        "{{?日期}}",
        "{{^日期}}",
        "{{/日期}}",
        "{{序号}}",
        "{{",
        "}}",
        "{{天气}}",
        "字",
        " ",
    ];
    let tags = [
        "<w:p>",
        "</w:p>",
        "<w:r>",
        "</w:r>",
        "<w:t>",
        "</w:t>",
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "</w:tr>",
        "<w:tc>",
        "</w:tc>",
        "<w:br/>",
        "<w:sdt>",
        "</w:sdt>",
        "<w:sdtContent>",
        "</w:sdtContent>",
        "<w:txbxContent>",
        "</w:txbxContent>",
        "<w:ins>",
        "</w:ins>",
    ];
    prop_oneof![
        proptest::sample::select(marks.to_vec()).prop_map(str::to_owned),
        proptest::sample::select(marks.to_vec()).prop_map(p),
        proptest::sample::select(tags.to_vec()).prop_map(str::to_owned),
        proptest::collection::vec(proptest::sample::select(marks.to_vec()), 1..4)
            .prop_map(|cells| table(&[&cells])),
        proptest::collection::vec(proptest::sample::select(marks.to_vec()), 1..6)
            .prop_map(|texts| p(&texts.concat())),
    ]
}

/// Pieces that are whole by themselves: the XML is sound, whatever stands in it.
fn whole_piece() -> impl Strategy<Value = String> {
    piece()
        .prop_filter("whole", |it| it.starts_with("<w:p><w:r>") || it.starts_with("<w:tbl><w:tr>"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn random_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(!try_all(&bytes));
        prop_assert!(!try_all(&[b"PK\x03\x04".as_slice(), &bytes].concat()));
    }

    #[test]
    fn a_template_that_is_cut_off_is_refused(cut in any::<prop::sample::Index>()) {
        let bytes = good();
        prop_assert!(!try_all(&bytes[..cut.index(bytes.len())]));
    }

    #[test]
    fn a_template_with_changed_bytes_is_filled_or_refused(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)
    ) {
        let mut bytes = good();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        try_all(&bytes);
    }

    #[test]
    fn any_xml_with_any_marks_is_filled_or_refused(pieces in proptest::collection::vec(piece(), 0..12)) {
        try_all(&Office::new(&pieces.concat()).bytes());
    }

    #[test]
    fn what_is_filled_is_sound_and_holds_no_mark(pieces in proptest::collection::vec(whole_piece(), 0..8)) {
        if let Ok(out) = fill_office(&Office::new(&pieces.concat())) {
            let again = check(&out, &MINUTES);
            prop_assert_eq!(again, Ok(Vec::new()));
            let xml = super::office::body(&out);
            prop_assert!(!xml.contains("<w:tc></w:tc>") && !xml.contains("<w:tbl></w:tbl>"), "{}", xml);
        }
    }
}

#[test]
fn thousands_of_marks_braces_and_attributes_take_no_long_time() {
    let attributes: Vec<String> = (0..100_000).map(|it| format!(" a{it}=\"\"")).collect();
    let attributes = attributes.concat();
    let formatting = format!("<w:rPr>{}</w:rPr>", "<w:b/>".repeat(50_000));
    let heavy = |mark: &str| {
        format!("<w:p><w:r>{formatting}<w:t>{}</w:t></w:r></w:p>", mark.repeat(9_000 / 2))
    };
    for body in [
        p(&"{{#议题}}".repeat(60_000)),
        p(&"{{?日期}}x{{/日期}}".repeat(50_000)),
        p(&"{{天气}}{{/天气}}".repeat(50_000)),
        p(&"{".repeat(1_000_000)),
        p(&"{{ ".repeat(300_000)),
        p(&format!("{{{{{}}}}}", "天".repeat(500_000))),
        heavy("{{时间}}{{时间}}"),
        heavy("{{?日期}}x{{/日期}}"),
        "<w:p/>".repeat(100_000),
        format!("<w:p{attributes}/>"),
        "<w:sdt><w:sdtContent>".repeat(70) + &p("{{日期}}") + &"</w:sdtContent></w:sdt>".repeat(70),
        "<w:tbl><w:tr><w:tc>".repeat(5_000),
    ] {
        try_all(&Office::new(&body).bytes());
    }
}
