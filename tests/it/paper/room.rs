//! What goes before a session and lies on its table: the notice, the sheet to be signed, and the order of
//! those who came.

use super::fixture::{CHAIR, CITIZEN, PARKING, RECORDER, SESSION, STUDIO, Table, setting, words};
use tanshi::{
    document::{
        Copy, Kind, Setting,
        compose::{Order, compose},
        fields,
        minutes::Minutes,
        notice::Notice,
        plain,
        sign_in::{Form, SignIn},
    },
    domain::{action::Action, line::LineKind, session::SessionFacts, studio::StudioFacts},
    i18n::Lang,
};
use unicode_width::UnicodeWidthStr as _;

fn copy(copy: Copy) -> Setting {
    Setting { copy, ..setting(Lang::Zh) }
}

fn phone(table: &mut Table) {
    let facts = table.world.person(RECORDER).unwrap().facts.clone();
    let facts = tanshi::domain::person::PersonFacts { phone: "073152345678".into(), ..facts };
    table.must(Action::EditPerson { id: RECORDER, facts });
}

fn minutes(table: &Table) -> String {
    words(&Minutes::of(&table.world, SESSION, &setting(Lang::Zh)).unwrap().sheet())
}

#[test]
fn a_topic_that_repeats_the_heading_is_left_out() {
    let mut table = Table::signed_in();
    let title = "金都大市场周边停车难";
    table.line(Some(PARKING), LineKind::Topic, None, "关于金都大市场周边停车难的问题");
    table.line(Some(PARKING), LineKind::Statement, Some(CITIZEN), "愿意配合");
    let said = minutes(&table);
    assert!(!said.contains("情况介绍"), "{said}");
    assert!(said.contains(&format!("会议听取了有关“{title}”的情况和意见。")), "{said}");
    table.line(Some(PARKING), LineKind::Topic, None, "市场每天进出三千辆车");
    assert!(minutes(&table).contains("会议听取了情况介绍：市场每天进出三千辆车。"));
}

#[test]
fn what_was_not_agreed_is_not_counted_among_what_was() {
    let mut table = Table::signed_in();
    table.no_consensus(PARKING, "");
    table.line(Some(PARKING), LineKind::Agreed, None, "每月公布进展");
    table.line(Some(PARKING), LineKind::Agreed, None, "未达成一致：收费标准，下次再议");
    let said = minutes(&table);
    assert!(said.contains("会议议定，每月公布进展。"), "{said}");
    assert!(said.contains("会议未达成一致：收费标准，下次再议。"), "{said}");
    assert_eq!(said.matches("会议未达成").count(), 1, "{said}");
    let order = Order { kind: Kind::Minutes, of: SESSION.into(), department: None };
    let told = fields::data(&table.world, order, &setting(Lang::Zh)).unwrap();
    assert!(told.is_present("issues.no_consensus"));
    assert_eq!(told.told("issues.agreed.text").concat(), "每月公布进展");
}

#[test]
fn a_topic_that_somebody_told_or_that_says_another_thing_is_heard() {
    let mut table = Table::signed_in();
    let title = "金都大市场周边停车难";
    table.line(Some(PARKING), LineKind::Topic, Some(CHAIR), &format!("关于{title}的问题"));
    for other in ["金都大市场周边停车不难", "金都大市场东边停车难", "不在金都大市场周边停车难"]
    {
        table.line(Some(PARKING), LineKind::Topic, None, other);
        let said = minutes(&table);
        assert!(said.contains(&format!("会议听取了情况介绍：{other}。")), "{said}");
    }
    let said = minutes(&table);
    assert!(said.contains("缪健辉的情况介绍：关于金都大市场周边停车难的问题。"), "{said}");
}

/// Whoever is called there by the office's own Word file finds the place as well.
#[test]
fn the_fields_of_a_template_say_what_the_own_layout_does_in_any_copy() {
    let mut table = Table::signed_in();
    for (venue, public) in [
        ("建设路12号文化站", "建设路12号文化站"),
        ("南岭社区3栋2单元402室", "南岭社区×栋×单元×室"),
        ("市民中心3号楼402室", "市民中心3号楼402室"),
    ] {
        let facts = table.world.session(SESSION).unwrap().facts.clone();
        let facts = SessionFacts { venue: venue.into(), ..facts };
        table.must(Action::EditSession { id: SESSION, facts });
        for (kind, of) in [Kind::Minutes, Kind::Notice]
            .into_iter()
            .flat_map(|kind| [(kind, Copy::Public), (kind, Copy::Internal)])
        {
            let order = Order { kind, of: SESSION.into(), department: None };
            let setting = copy(of);
            let own = words(&compose(&table.world, order, &setting).unwrap());
            let own = own.replace(char::is_whitespace, "");
            let told = fields::data(&table.world, order, &setting).unwrap();
            let expected = if of == Copy::Public { public } else { venue };
            assert_eq!(told.told("venue"), [expected], "{kind:?} {of:?}");
            for field in ["venue", "office"] {
                let held = told.told(field).concat().replace(char::is_whitespace, "");
                assert!(own.contains(&held), "{kind:?} {of:?} {field}: {held}\n{own}");
            }
        }
    }
}

/// The line is asked about where it is typed by the same rule.
#[test]
fn what_only_begins_like_a_statement_that_nothing_was_agreed_is_a_decision() {
    for (line, is_decision) in [
        ("未达成整改目标的商户停业整顿", true),
        ("未达成的三项由住建局牵头", true),
        ("No agreement is needed from tenants", true),
        ("大家未达成一致", false),
        ("暂未达成一致", false),
        ("双方意见不一致", false),
        ("无法达成共识", false),
        ("nothing was agreed", false),
    ] {
        let mut table = Table::signed_in();
        table.line(Some(PARKING), LineKind::Agreed, None, line);
        let order = Order { kind: Kind::Minutes, of: SESSION.into(), department: None };
        let told = fields::data(&table.world, order, &setting(Lang::Zh)).unwrap();
        let agreed = told.told("issues.agreed.text").concat();
        assert_eq!(agreed == line, is_decision, "{line}: {agreed}");
        assert_eq!(told.is_present("issues.no_consensus"), !is_decision, "{line}");
        let said = minutes(&table);
        assert!(said.contains(line.trim_start_matches('n')), "{said}");
    }
}

/// The internal copy lies on the table; the other one goes where anybody may read it.
#[test]
fn the_sheet_to_be_signed_has_full_names_inside_the_office_alone_and_the_recorder() {
    let mut table = Table::signed_in();
    table.must(Action::SetAttendance { session: SESSION, person: RECORDER, row: None });
    phone(&mut table);
    let sheet =
        |form, of| SignIn::of(&table.world, SESSION, form, &copy(of)).unwrap().sheet().canonical();
    let internal = sheet(Form::Blank, Copy::Internal);
    for shown in ["周大山", "吴\u{3000}二", "联小文", "记录人", "073152345678"] {
        assert!(internal.contains(shown), "{shown}\n{internal}");
    }
    assert!(!internal.contains("某某") && !internal.contains("13812340020"), "{internal}");
    for form in [Form::Blank, Form::Filled] {
        let public = sheet(form, Copy::Public);
        for shown in ["周某某", "吴某某", "缪健辉"] {
            assert!(public.contains(shown), "{shown}\n{public}");
        }
        for hidden in ["周大山", "吴\u{3000}二", "联系电话", "073152345678", "13812340020"]
        {
            assert!(!public.contains(hidden), "{hidden}\n{public}");
        }
    }
}

#[test]
fn a_notice_tells_whom_to_ask_and_the_telephone_inside_the_office_alone() {
    let mut table = Table::planned();
    phone(&mut table);
    let said =
        |table: &Table, of| words(&Notice::of(&table.world, SESSION, &copy(of)).unwrap().sheet());
    let ends = |said: &str, with: &str| assert!(said.ends_with(with), "{said}");
    ends(&said(&table, Copy::Internal), "2023年5月25日\n（联系人：联小文，电话：073152345678）");
    ends(&said(&table, Copy::Public), "（联系人：联小文）");
    let order = Order { kind: Kind::Notice, of: SESSION.into(), department: None };
    let told = |of| {
        let data = fields::data(&table.world, order, &copy(of)).unwrap();
        [data.told("contact"), data.told("contact_phone")].concat().join(" ")
    };
    assert_eq!(told(Copy::Internal), "联小文 073152345678");
    assert_eq!(told(Copy::Public).trim(), "联小文");
    let facts = table.world.session(SESSION).unwrap().facts.clone();
    table
        .must(Action::EditSession { id: SESSION, facts: SessionFacts { recorder: None, ..facts } });
    assert!(!said(&table, Copy::Internal).contains("联系人"));
    let facts = table.world.studio(STUDIO).unwrap().facts.clone();
    let facts = StudioFacts { convenor: Some(CHAIR), ..facts };
    table.must(Action::EditStudio { id: STUDIO, facts });
    ends(&said(&table, Copy::Internal), "（联系人：缪健辉）");
}

#[test]
fn who_convenes_stands_before_the_members_on_every_list() {
    let table = Table::signed_in();
    for kind in [Kind::Minutes, Kind::Notice, Kind::SignInBlank, Kind::SignIn] {
        let order = Order { kind, of: SESSION.into(), department: None };
        let said = compose(&table.world, order, &setting(Lang::Zh)).unwrap().canonical();
        let listed = said.rfind("缪健辉").unwrap();
        assert!(listed < said.rfind("丁\u{3000}一").unwrap(), "{kind:?}\n{said}");
    }
}

#[test]
fn the_columns_of_a_table_stand_below_one_another_in_plain_text() {
    let table = Table::signed_in();
    let sheet =
        SignIn::of(&table.world, SESSION, Form::Filled, &setting(Lang::Zh)).unwrap().sheet();
    let text = plain(&sheet);
    let places = |line: &str| -> Vec<usize> {
        let before = line.match_indices('│').map(|(at, _)| line.get(..at).unwrap().width());
        before.collect()
    };
    let rows: Vec<Vec<usize>> = text.lines().map(places).filter(|it| it.len() > 1).collect();
    assert!(rows.len() > 20, "{text}");
    assert!(rows.iter().all(|it| *it == rows[0]), "{text}");
}
