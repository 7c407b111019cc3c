//! What minutes say.

use super::{
    fixture::{
        CITIZEN, HOUSING, LIFTS, LIGHTS, OFFICIAL, PARKING, SESSION, Table, URBAN, day, setting,
        words,
    },
    shelf,
};
use chrono::NaiveDate;
use tanshi::{
    document::{
        Copy, Kind, Setting, Sheet, State, Unknown, compose::Order, edition::Edition, fields,
        minutes::Minutes, sheet::Block,
    },
    domain::{
        amount::Amount,
        commitment::{Benefit, CommitmentFacts},
        id::PersonId,
        line::LineKind,
        person::Side,
        session::{Class, Column, Presence},
    },
    i18n::Lang,
};

fn minutes(table: &Table, setting: &Setting) -> Sheet {
    Minutes::of(&table.world, SESSION, setting).unwrap().sheet()
}

/// The minutes as they are made final, without a template of the office.
fn edition(table: &Table, setting: &Setting) -> Edition {
    edition_with(table, setting, &[])
}

/// The same where the office's template uses fields.
fn edition_with(table: &Table, setting: &Setting, used: &[&str]) -> Edition {
    let order = Order { kind: Kind::Minutes, of: SESSION.into(), department: None };
    let used: Vec<String> = used.iter().map(|it| (*it).to_owned()).collect();
    Edition::of(&table.world, order, setting, &used).unwrap()
}

fn said(table: &Table) -> String {
    words(&minutes(table, &setting(Lang::Zh)))
}

fn promise(matter: &str) -> CommitmentFacts {
    CommitmentFacts {
        matter: matter.into(),
        promised: Benefit::Works,
        lead: Some(HOUSING),
        supporting: vec![URBAN],
        deadline: Some(day(6, 30)),
        funds: None,
    }
}

#[test]
fn the_opening_tells_day_studio_place_chair_and_topics() {
    let said = said(&Table::held());
    assert!(said.starts_with(
        "2023年5月20日，窑湾街道委员工作室在窑湾街道会议室召开协商议事会，召集人缪健辉主持会议。会议就\
         “金都大市场周边停车难”“老旧小区加装电梯意见不一”“背街小巷路灯不亮”进行协商。到会委员13人、群众8人、\
         部门单位2个、列席1人。"
    ));
}

#[test]
fn what_was_said_is_told_in_the_third_person() {
    let mut table = Table::signed_in();
    for (kind, speaker, text) in [
        (LineKind::Question, Some(CITIZEN), "何时动工"),
        (LineKind::Reply, Some(OFFICIAL), "下月动工。"),
        (LineKind::Statement, Some(CITIZEN), "愿意配合"),
        (LineKind::Reply, None, "已经立项"),
        (LineKind::Statement, None, "要抓紧。"),
        (LineKind::Statement, None, "要公开"),
    ] {
        table.line(Some(PARKING), kind, speaker, text);
    }
    let said = said(&table);
    for expected in [
        "会议听取了有关“金都大市场周边停车难”的情况和意见。\n群众代表周大山询问：何时动工。\n区住建局曹宏亮答复：下月动工。\n群众代表周大山表示：愿意配合。\n有关方面答复：已经立项。\n",
        "会议认为，要抓紧；要公开。",
    ] {
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_commitment_is_told_once_in_the_place_of_its_line() {
    let mut table = Table::signed_in();
    table.start();
    let line = table.line(Some(PARKING), LineKind::Commitment, Some(OFFICIAL), "月底前加装");
    table.line(Some(PARKING), LineKind::Agreed, None, "每月公布进展");
    table.promise(PARKING, Some(line), promise("加装护栏"));
    let said = said(&table);
    assert!(said.contains(
        "会议议定：\n1.加装护栏，由区住建局主办，区城管局会办，于2023年6月30日前完成。\n2.每月公布进展。"
    ));
    assert!(!said.contains("月底前加装"), "{said}");
    assert_eq!(said.matches("加装护栏").count(), 1, "{said}");
}

#[test]
fn what_is_not_known_of_a_commitment_is_a_marked_blank() {
    let mut table = Table::signed_in();
    table.start();
    let facts = CommitmentFacts {
        promised: Benefit::Money,
        lead: None,
        supporting: Vec::new(),
        deadline: None,
        ..promise("落实扶持资金")
    };
    let id = table.promise(PARKING, None, facts);
    let sheet = minutes(&table, &setting(Lang::Zh));
    let of_it = sheet.blanks().into_iter().filter(|blank| blank.about == Some(id.into()));
    let unknown: Vec<_> = of_it.map(|blank| blank.unknown).collect();
    assert_eq!(unknown, [Unknown::Lead, Unknown::Deadline, Unknown::Funds]);
    assert_eq!(edition(&table, &setting(Lang::Zh)).seal().unwrap_err(), sheet.blanks());
    let told: Vec<_> =
        sheet.blanks().iter().map(|blank| blank.words(Lang::Zh, &table.world)).collect();
    assert!(told.contains(&"主办单位（承办事项「落实扶持资金」）".to_owned()), "{told:?}");
    let said = words(&sheet);
    assert!(
        said.contains("落实扶持资金，由＿＿＿＿＿＿主办，于＿＿＿＿＿＿前完成，资金＿＿＿＿＿＿。"),
        "{said}"
    );
}

#[test]
fn an_item_without_an_outcome_leaves_a_blank_and_no_consensus_is_told() {
    let mut table = Table::signed_in();
    table.no_consensus(LIFTS, "一楼住户的补偿标准");
    let sheet = minutes(&table, &setting(Lang::Zh));
    let open: Vec<_> =
        sheet.blanks().into_iter().filter(|it| it.unknown == Unknown::Outcome).collect();
    assert_eq!(open.len(), 2);
    assert!(words(&sheet).contains("会议未达成共识，分歧在于：一楼住户的补偿标准。"));
}

#[test]
fn the_lists_are_grouped_and_ordered_by_strokes() {
    let mut table = Table::signed_in();
    table.attend(OFFICIAL, Class::Department, Some(HOUSING), Presence::Excused);
    table.tally(Class::PublicRepresentative, 5);
    let said = said(&table);
    for expected in [
        "出席：召集人：缪健辉\n政协委员：丁\u{3000}一、万\u{3000}里、王小明、王\u{3000}芳、毛立新、方志远、",
        "高兴国，另有5人\n区城管局：袁\u{3000}清",
        "列席：记录人：联小文",
        "请假：区住建局：曹宏亮（副局长）",
        "群众13人、部门单位1个",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
}

#[test]
fn people_whom_nobody_named_are_a_number_of_their_class() {
    let mut table = Table::planned();
    table.tally(Class::PublicRepresentative, 8);
    assert!(said(&table).contains("出席：群众代表8人"));
}

#[test]
fn somebody_from_an_enterprise_is_named_by_one_word() {
    let mut table = Table::signed_in();
    table.sign_in(CITIZEN, Class::Enterprise, None);
    table.line(Some(PARKING), LineKind::Statement, Some(CITIZEN), "愿意出资");
    assert!(said(&table).contains("企业周大山表示：愿意出资。"));
}

#[test]
fn a_struck_line_is_not_told() {
    let mut table = Table::signed_in();
    let line = table.line(Some(PARKING), LineKind::Statement, Some(CITIZEN), "不该写的话");
    table.strike(line);
    assert!(!said(&table).contains("不该写的话"));
}

#[test]
fn a_public_copy_masks_citizens_and_keeps_members_and_officials() {
    let mut table = Table::held();
    table.line(
        Some(PARKING),
        LineKind::Statement,
        Some(OFFICIAL),
        "周大山（13812340020）住南岭社区3栋2单元402室，可以找胡 玉梅",
    );
    let setting = Setting { copy: Copy::Public, ..setting(Lang::Zh) };
    let said = words(&minutes(&table, &setting));
    for hidden in ["周大山", "13812340020", "402", "玉梅", "吴二"] {
        assert!(!said.contains(hidden), "{hidden}\n{said}");
    }
    for shown in [
        "群众代表周某某询问",
        "周某某（138****0020）住南岭社区×栋×单元×室，可以找胡某某",
        "区住建局曹宏亮",
        "政协委员王小明",
        "召集人缪健辉",
    ] {
        assert!(said.contains(shown), "{shown}\n{said}");
    }
}

/// The minutes after a correction, as they tell it, and those before it.
fn corrected(table: &Table, earlier: &str) -> Sheet {
    let state = State::sealed(2);
    let earlier = Some(earlier.to_owned());
    minutes(table, &Setting { state, earlier, ..setting(Lang::Zh) })
}

#[test]
fn a_corrected_version_lists_what_it_says_otherwise_than_the_one_before_it() {
    let mut table = Table::signed_in();
    table.start();
    let kept = table.line(Some(PARKING), LineKind::Agreed, None, "两周内答复");
    let struck = table.line(Some(PARKING), LineKind::Statement, Some(CITIZEN), "误记的话");
    let id = table.promise(LIFTS, None, promise("先装两台"));
    table.close();
    table.line(Some(PARKING), LineKind::Agreed, None, "定稿以前补记的");
    let before = minutes(&table, &Setting { state: State::sealed(1), ..setting(Lang::Zh) });
    assert!(!words(&before).contains("更正"));
    table.edit(kept, "三周内答复");
    table.strike(struck);
    table.line(Some(PARKING), LineKind::Statement, None, "要及时公开");
    table.attend(OFFICIAL, Class::Department, Some(HOUSING), Presence::Excused);
    table.due(id, day(7, 31));
    let sheet = corrected(&table, &before.canonical());
    assert_eq!(sheet.blocks[0], Block::Stamp("更正版（第2版）\u{3000}内部版".into()));
    let said = words(&sheet);
    let (_, corrections) = said.split_once("更正说明").unwrap();
    for expected in [
        "原为“两周内答复。”，更正为“三周内答复。”",
        "删去一处发言（“金都大市场周边停车难”、群众代表周大山）。",
        "删去“区住建局：曹宏亮（副局长）”。",
        "增补：要及时公开。",
        "于2023年6月30日前完成。”，更正为“先装两台，由区住建局主办，区城管局会办，于2023年7月31日前完成。”",
        "部门单位2个、列席1人。”，更正为",
        "增补：区住建局：曹宏亮（副局长）",
    ] {
        assert!(corrections.contains(expected), "{expected}\n{corrections}");
    }
    let (corrections, _) = corrections.split_once("出席：").unwrap();
    assert!(!corrections.contains("定稿以前补记的"), "{corrections}");
    assert!(!corrections.contains("误记的话"), "{corrections}");
}

#[test]
fn a_public_copy_of_a_corrected_version_does_not_repeat_what_stands_no_more() {
    let mut table = Table::signed_in();
    table.start();
    let kept = table.line(Some(PARKING), LineKind::Agreed, None, "两周内答复");
    let of_citizen = |table: &mut Table, text| {
        table.line(Some(PARKING), LineKind::Statement, Some(CITIZEN), text)
    };
    let struck = of_citizen(&mut table, "我家孩子有病，停车要方便些");
    table.close();
    let public =
        |state, earlier| Setting { copy: Copy::Public, state, earlier, ..setting(Lang::Zh) };
    let before = minutes(&table, &public(State::sealed(1), None)).canonical();
    table.edit(kept, "三周内答复");
    table.strike(struck);
    of_citizen(&mut table, "停车要方便些，也要安全");
    let said = words(&minutes(&table, &public(State::sealed(2), Some(before))));
    let (_, corrections) = said.split_once("更正说明").unwrap();
    assert!(corrections.contains("更正为“三周内答复。”"), "{corrections}");
    assert!(!corrections.contains("两周内") && !corrections.contains("有病"), "{corrections}");
}

#[test]
fn the_correction_of_a_correction_does_not_tell_the_first_one_again() {
    let mut table = Table::held();
    let first = minutes(&table, &Setting { state: State::sealed(1), ..setting(Lang::Zh) });
    table.line(Some(PARKING), LineKind::Statement, None, "要及时公开");
    let second = corrected(&table, &first.canonical());
    table.line(Some(LIGHTS), LineKind::Statement, None, "要照得亮");
    let third = words(&corrected(&table, &second.canonical()));
    let (_, corrections) = third.split_once("更正说明").unwrap();
    let (corrections, _) = corrections.split_once("出席：").unwrap();
    assert!(corrections.contains("要照得亮") && !corrections.contains("及时公开"), "{corrections}");
}

#[test]
fn a_rule_that_was_passed_over_is_told_with_its_reason() {
    let mut table = Table::planned();
    table.sign_in(super::fixture::CHAIR, Class::Convenor, None);
    table.sign_in(OFFICIAL, Class::Department, Some(HOUSING));
    table.start();
    table.line(Some(PARKING), LineKind::Agreed, None, "两周内答复");
    table.close();
    table.consult_without_public(PARKING, "暴雨，群众未能到会");
    let said = said(&table);
    assert!(
        said.contains(
            "说明：关于“金都大市场周边停车难”，没有群众出席的签到，仍按已协商办理，理由是：暴雨，群众未能到会。"
        ),
        "{said}"
    );
}

/// Unknown is never 0: the source does not say who came.
#[test]
fn the_minutes_of_c4_leave_blank_what_the_source_does_not_say_and_stay_a_draft() {
    for lang in Lang::ALL {
        let sheet = shelf::minutes_of_c4(&Setting::draft(lang));
        let unknown: Vec<_> = sheet.blanks().iter().map(|blank| blank.unknown).collect();
        let expected = [
            Unknown::SessionDay,
            Unknown::Venue,
            Unknown::Chair,
            Unknown::Lead,
            Unknown::Deadline,
            Unknown::Attendance,
            Unknown::Office,
            Unknown::Issued,
        ];
        let mut sorted = unknown.clone();
        sorted.sort_unstable();
        let mut wanted = expected.to_vec();
        wanted.sort_unstable();
        assert_eq!(sorted, wanted, "{lang:?}");
        let said = words(&sheet);
        assert!(!said.contains("0人") && !said.contains("0 members"), "{said}");
    }
    let said = words(&shelf::minutes_of_c4(&Setting::draft(Lang::Zh)));
    assert!(said.starts_with("2023年2月＿＿日，"), "{said}");
    assert!(said.contains("在临水路段加装护栏300余米，由＿＿＿＿＿＿主办"), "{said}");
}

#[test]
fn a_column_that_a_source_does_not_count_is_blank_and_not_nought() {
    let (world, issue) = shelf::example_case("c3");
    let session = world.issue(issue).unwrap().sessions[0];
    let sheet = Minutes::of(&world, session, &Setting::draft(Lang::Zh)).unwrap().sheet();
    let unknown: Vec<_> = sheet.blanks().iter().map(|blank| blank.unknown).collect();
    assert!(unknown.contains(&Unknown::Heads(Column::Member)));
    assert!(unknown.contains(&Unknown::Heads(Column::Public)));
    assert!(words(&sheet).contains("到会委员＿＿人、群众＿＿人、部门单位2个。"));
}

#[test]
fn english_minutes_say_the_same() {
    let said = words(&minutes(&Table::held(), &setting(Lang::En)));
    for expected in [
        "On 20 May 2023, 窑湾街道委员工作室 held a consultation session at 窑湾街道会议室, chaired by 缪健辉 (Convenor), on ",
        "(2) 利用市场北侧空地新增临时泊位八十个; lead: 区住建局; supporting: 区城管局; to be done by 30 June 2023; funds: over 100,000 yuan.",
        "No consensus was reached on: 一楼住户的补偿标准",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
}

#[test]
fn minutes_without_a_blank_can_be_sealed() {
    let last = Setting { state: State::sealed(1), ..setting(Lang::Zh) };
    let edition = edition(&Table::held(), &last);
    assert_eq!(edition.seal(), Ok(edition.content_hash()));
    let public = Setting { state: State::sealed(1), copy: Copy::Public, ..setting(Lang::Zh) };
    let sheet = minutes(&Table::held(), &public);
    assert!(matches!(sheet.blocks[0], Block::Mark(_)), "a final public copy bears no stamp");
}

#[test]
fn the_fingerprint_changes_with_the_words_and_with_nothing_else() {
    let table = Table::held();
    let hash = |table: &Table, setting: &Setting| edition(table, setting).content_hash();
    let first = hash(&table, &setting(Lang::Zh));
    assert_eq!(first, hash(&table, &setting(Lang::Zh)));
    let mut other = table.clone();
    other.line(Some(PARKING), LineKind::Statement, None, "又及");
    assert_ne!(first, hash(&other, &setting(Lang::Zh)));
    let mut fonts = setting(Lang::Zh);
    fonts.imprint.fonts.body.name = "仿宋_GB2312".into();
    assert_eq!(first, hash(&table, &fonts));
}

#[test]
fn what_the_offices_template_prints_is_part_of_the_fingerprint() {
    let table = Table::held();
    let of = |used: &[&str]| edition_with(&table, &setting(Lang::Zh), used);
    let (bare, raisers) = (of(&[]), of(&["issues.raiser"]));
    assert_ne!(bare.content_hash(), raisers.content_hash());
    assert!(raisers.words().ends_with("issues.raiser\t周大山\t周大山\t周大山\n"));
}

#[test]
fn a_public_copy_tells_neither_the_post_nor_the_workplace_of_a_citizen() {
    let mut table = Table::planned();
    let head = PersonId::from_bytes([70; 16]);
    table.person(70, "龙四海", Side::Other, |facts| facts.title = "四海合作社理事长".into());
    table.raised_by(PARKING, head);
    table.line(Some(PARKING), LineKind::Statement, Some(head), "希望早日解决");
    assert!(said(&table).contains("龙四海（四海合作社理事长）表示"));
    let public = Setting { copy: Copy::Public, ..setting(Lang::Zh) };
    let said = words(&minutes(&table, &public));
    assert!(said.contains("龙某某表示：希望早日解决。"), "{said}");
    assert!(!said.contains("合作社"), "{said}");
}

#[test]
fn the_fields_of_a_public_copy_do_not_say_who_raised_an_issue() {
    let order = Order { kind: Kind::Minutes, of: SESSION.into(), department: None };
    let raiser = |copy| {
        let setting = Setting { copy, ..setting(Lang::Zh) };
        let data = fields::data(&Table::held().world, order, &setting).unwrap();
        format!("{data:?}").contains("\"raiser\": Text(\"周")
    };
    assert!(raiser(Copy::Internal));
    assert!(!raiser(Copy::Public));
}

/// The minutes of a session with one commitment in these words.
fn promised(matter: &str, more: impl FnOnce(&mut CommitmentFacts)) -> String {
    let mut table = Table::signed_in();
    table.start();
    let mut facts = promise(matter);
    more(&mut facts);
    table.promise(PARKING, None, facts);
    said(&table)
}

#[test]
fn a_deadline_and_a_sum_are_told_unless_the_words_say_the_very_same() {
    let funds = |text: &str| Some(Amount::parse(text).unwrap());
    let said =
        promised("11月30日前完成油烟净化设施安装，投入10万余元", |facts| {
            facts.deadline = NaiveDate::from_ymd_opt(2024, 1, 30);
            facts.funds = funds("20万元");
        });
    assert!(said.contains("时限以2024年1月30日为准，资金以20万元为准。"), "{said}");
    let said =
        promised("11月30日前完成油烟净化设施安装，投入10万余元", |facts| {
            facts.deadline = NaiveDate::from_ymd_opt(2023, 11, 30);
            facts.funds = funds("10万余元");
        });
    assert!(said.contains("投入10万余元，由区住建局主办，区城管局会办。"), "{said}");
}

#[test]
fn a_lead_is_told_unless_the_words_say_that_it_leads() {
    for (matter, is_told) in [
        ("改善区住建局门前的交通秩序", true),
        ("由区住建局牵头改善交通秩序，区城管局配合", false),
        ("区住建局6月30日前完成勘察", false),
    ] {
        let said = promised(matter, |_| {});
        assert_eq!(said.contains("由区住建局主办"), is_told, "{said}");
    }
}
