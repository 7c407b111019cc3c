//! What the record and the sign-in sheet say.

use super::fixture::{
    CHAIR, CITIZEN, HOUSING, LIFTS, OFFICIAL, PARKING, RECORDER, SESSION, Table, URBAN, setting,
    words,
};
use tanshi::{
    document::{
        Copy, Page, Phrase, Setting, Sheet,
        minutes::Minutes,
        phrase::Look,
        record::Record,
        sheet::{Block, Cell},
        sign_in::{Form, SignIn},
    },
    domain::{
        action::Action,
        id::PersonId,
        line::LineKind,
        person::{PersonFacts, Side},
        session::{Class, FloorMark, Guest, Invitation, Presence, Tally},
    },
    i18n::Lang,
};

fn record(table: &Table, copy: Copy) -> Sheet {
    let setting = Setting { copy, ..setting(Lang::Zh) };
    Record::of(&table.world, SESSION, &setting).unwrap().sheet()
}

fn sign_in(table: &Table, form: Form, copy: Copy) -> Sheet {
    let setting = Setting { copy, ..setting(Lang::Zh) };
    SignIn::of(&table.world, SESSION, form, &setting).unwrap().sheet()
}

/// The rows of a sheet's table, cells parted by a bar.
fn rows(sheet: &Sheet) -> Vec<String> {
    let tables = sheet.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let rows = tables.flat_map(|table| &table.rows);
    rows.map(|row| row.cells.iter().map(Cell::plain).collect::<Vec<_>>().join("|")).collect()
}

#[test]
fn the_record_tells_every_line_in_order_with_name_and_post() {
    let mut table = Table::signed_in();
    for (kind, speaker, text) in [
        (LineKind::Topic, Some(CHAIR), "先说停车"),
        (LineKind::Question, Some(CITIZEN), "何时动工"),
        (LineKind::Reply, Some(OFFICIAL), "下月动工"),
        (LineKind::Statement, None, "要抓紧"),
        (LineKind::Agreed, Some(OFFICIAL), "月底前答复"),
    ] {
        table.line(Some(PARKING), kind, speaker, text);
    }
    assert!(!words(&record(&table, Copy::Internal)).contains("散会"));
    table.start();
    table.close();
    let said = words(&record(&table, Copy::Internal));
    assert!(
        said.contains(
            "一、金都大市场周边停车难\n缪健辉（召集人）：先说停车。\n周大山（群众代表）：何时动工。\n\
             曹宏亮（区住建局副局长）：下月动工。\n发言：要抓紧。\n议定事项（区住建局曹宏亮）：月底前答复。\n散会。"
        ),
        "{said}"
    );
    assert!(said.contains(
        "会议时间：2023年5月20日下午2时30分\n会议地点：窑湾街道会议室\n主持人：缪健辉\n记录人：联小文"
    ));
}

#[test]
fn a_public_copy_masks_the_given_name_of_who_takes_part() {
    let mut table = Table::signed_in();
    table.line(Some(PARKING), LineKind::Reply, Some(OFFICIAL), "大山说的路段，下月动工");
    let public = words(&record(&table, Copy::Public));
    assert!(public.contains("曹宏亮（区住建局副局长）：某某说的路段，下月动工。"), "{public}");
    assert!(words(&record(&table, Copy::Internal)).contains("大山说的路段"));
}

#[test]
fn a_struck_line_stands_struck_through_in_the_internal_copy_alone() {
    let mut table = Table::signed_in();
    let early = table.line(Some(PARKING), LineKind::Statement, Some(CITIZEN), "说错了");
    let late = table.line(Some(PARKING), LineKind::Statement, Some(CITIZEN), "记错了");
    table.strike(early);
    table.start();
    table.close();
    table.strike(late);
    let sheet = record(&table, Copy::Internal);
    let said = words(&sheet);
    assert!(said.contains("说错了。（已划去）") && said.contains("记错了。（会后划去）"), "{said}");
    let runs = sheet.blocks.iter().flat_map(Block::phrases).flat_map(|phrase: &Phrase| &phrase.0);
    let struck =
        runs.filter(|run| matches!(run, tanshi::document::Run::Text { look: Look::Struck, .. }));
    assert_eq!(struck.count(), 2);
    let public = words(&record(&table, Copy::Public));
    assert!(!public.contains("说错了") && !public.contains("记错了"), "{public}");
}

#[test]
fn what_was_entered_after_the_closing_says_so() {
    let mut table = Table::signed_in();
    let line = table.line(Some(PARKING), LineKind::Agreed, None, "两周内答复");
    table.start();
    table.close();
    table.edit(line, "三周内答复");
    table.line(Some(PARKING), LineKind::Statement, None, "补一句");
    let said = words(&record(&table, Copy::Internal));
    assert!(said.contains("三周内答复。（会后更正，原记为“两周内答复”）"), "{said}");
    assert!(said.contains("补一句。（会后补记）"), "{said}");
}

#[test]
fn a_public_copy_does_not_repeat_what_a_line_said_before_it_was_corrected() {
    let mut table = Table::signed_in();
    let line = table.line(Some(PARKING), LineKind::Agreed, None, "补助残疾的周家老人");
    table.start();
    table.close();
    table.edit(line, "补助有困难的老人");
    let public = words(&record(&table, Copy::Public));
    assert!(public.contains("补助有困难的老人。（会后更正）"), "{public}");
    assert!(!public.contains("残疾"), "{public}");
}

#[test]
fn who_is_known_by_the_name_alone_is_masked_in_a_public_copy() {
    let mut table = Table::planned();
    for (id, name, title) in [(70, "孙七斤", ""), (71, "甘泉水", "高级工程师")] {
        table.person(id, name, Side::Other, |facts| facts.title = title.into());
        let speaker = Some(PersonId::from_bytes([id; 16]));
        table.line(Some(PARKING), LineKind::Statement, speaker, "孙七斤说车位不够");
    }
    table.line(Some(PARKING), LineKind::Topic, Some(RECORDER), "念材料");
    let public = words(&record(&table, Copy::Public));
    for told in [
        "孙某某：孙某某说车位不够。",
        "甘泉水（高级工程师）：孙某某说车位不够。",
        "联小文（联络员）：念材料。",
    ] {
        assert!(public.contains(told), "{told}\n{public}");
    }
    assert!(words(&record(&table, Copy::Internal)).contains("孙七斤：孙七斤说车位不够。"));
}

#[test]
fn a_public_copy_does_not_tell_where_a_citizen_works() {
    let mut table = Table::planned();
    let works = |facts: &mut PersonFacts| {
        facts.unit = "四海合作社".into();
        facts.department = Some(HOUSING);
    };
    table.person(70, "龙四海", Side::Public, works);
    table.person(71, "龙五湖", Side::Public, works);
    let [on_sheet, speaker] = [70, 71].map(|id| PersonId::from_bytes([id; 16]));
    table.sign_in(on_sheet, Class::PublicRepresentative, None);
    table.line(Some(PARKING), LineKind::Statement, Some(speaker), "要抓紧");
    let told = |copy| {
        let sheet = rows(&sign_in(&table, Form::Filled, copy)).join("\n");
        format!("{sheet}{}", words(&record(&table, copy)))
    };
    assert!(told(Copy::Internal).contains("龙五湖（区住建局）"));
    let public = told(Copy::Public);
    assert!(!public.contains("住建局") && !public.contains("合作社"), "{public}");
    // A citizen who came for a department is there as an official.
    table.sign_in(on_sheet, Class::Department, Some(HOUSING));
    let public = rows(&sign_in(&table, Form::Filled, Copy::Public)).join("\n");
    assert!(public.contains("|龙四海|区住建局|部门单位|"), "{public}");
}

#[test]
fn polls_breaks_and_a_lost_quorum_stand_where_they_fell() {
    let mut table = Table::planned();
    table.sign_in(CHAIR, Class::Convenor, None);
    table.sign_in(CITIZEN, Class::PublicRepresentative, None);
    table.sign_in(OFFICIAL, Class::Department, Some(HOUSING));
    table.mark(14, 32, FloorMark::Opened);
    for (hour, minute, issue, text) in [
        (14, 35, PARKING, "甲"),
        (14, 50, PARKING, "乙"),
        (15, 30, LIFTS, "丙"),
        (15, 40, PARKING, "丁"),
    ] {
        let line = table.line(Some(issue), LineKind::Statement, None, text);
        table.said_at(line, hour, minute);
    }
    table.poll(14, 40, PARKING, "先划泊位？");
    table.mark(15, 0, FloorMark::Suspended);
    table.mark(15, 10, FloorMark::Opened);
    table.leave(CITIZEN, 15, 35);
    table.mark(16, 5, FloorMark::Ended);
    let said = words(&record(&table, Copy::Internal));
    assert!(
        said.contains(
            "一、金都大市场周边停车难\n发言：甲。\n意向测询：先划泊位？赞成 3、不赞成 1。\n发言：乙。\n\
             15:00休会，15:10继续开会。\n二、老旧小区加装电梯意见不一\n发言：丙。\n\
             到会变化：15:35 不足，还差 群众1。\n一、金都大市场周边停车难（续）\n发言：丁。\n散会。"
        ),
        "{said}"
    );
}

#[test]
fn a_record_and_a_filled_sheet_tell_from_when_to_when_it_ran() {
    let mut table = Table::signed_in();
    let planned = "2023年5月20日下午2时30分";
    assert!(words(&record(&table, Copy::Internal)).contains(&format!("会议时间：{planned}\n")));
    table.mark(14, 41, FloorMark::Opened);
    table.mark(16, 5, FloorMark::Ended);
    let ran = "2023年5月20日下午2时41分至下午4时5分";
    assert!(words(&record(&table, Copy::Internal)).contains(&format!("会议时间：{ran}\n")));
    assert!(words(&sign_in(&table, Form::Filled, Copy::Internal)).contains(ran));
    // What goes round beforehand tells what was planned.
    let blank = words(&sign_in(&table, Form::Blank, Copy::Internal));
    assert!(blank.contains(planned) && !blank.contains(ran), "{blank}");
}

#[test]
fn a_session_that_was_closed_the_next_morning_does_not_tell_until_when_it_ran() {
    let mut table = Table::signed_in();
    table.mark(14, 41, FloorMark::Opened);
    table.mark_on(21, 9, 10, FloorMark::Ended);
    let said = words(&record(&table, Copy::Internal));
    assert!(said.contains("会议时间：2023年5月20日下午2时41分\n"), "{said}");
}

#[test]
fn a_session_that_ran_over_midnight_tells_the_day_of_its_end() {
    let mut table = Table::signed_in();
    table.mark(21, 0, FloorMark::Opened);
    for (hour, minute, text) in [(23, 50, "甲"), (0, 5, "乙"), (0, 20, "丙")] {
        let line = table.line(Some(PARKING), LineKind::Statement, None, text);
        table.said_at(line, hour, minute);
    }
    table.mark_on(21, 0, 10, FloorMark::Suspended);
    table.mark_on(21, 0, 15, FloorMark::Opened);
    table.mark_on(21, 0, 30, FloorMark::Ended);
    let said = words(&record(&table, Copy::Internal));
    assert!(said.contains("2023年5月20日晚上9时至2023年5月21日凌晨0时30分\n"), "{said}");
    let told = "发言：甲。\n发言：乙。\n00:10休会，00:15继续开会。\n发言：丙。\n散会。";
    assert!(said.contains(told), "{said}");
}

#[test]
fn a_break_over_night_stands_before_what_was_said_the_next_day() {
    let mut table = Table::signed_in();
    table.mark(14, 0, FloorMark::Opened);
    let mut line = |text, hour, minute| {
        let line = table.line(Some(PARKING), LineKind::Statement, None, text);
        table.said_at(line, hour, minute);
    };
    line("甲", 14, 50);
    line("乙", 9, 5);
    table.mark(15, 0, FloorMark::Suspended);
    table.mark_on(21, 9, 0, FloorMark::Opened);
    table.mark_on(21, 10, 0, FloorMark::Ended);
    let said = words(&record(&table, Copy::Internal));
    let told = "发言：甲。\n15:00休会，2023年5月21日09:00继续开会。\n发言：乙。\n散会。";
    assert!(said.contains(told), "{said}");
}

#[test]
fn what_was_added_after_the_closing_stands_behind_it() {
    let mut table = Table::signed_in();
    table.line(Some(PARKING), LineKind::Statement, None, "甲");
    table.line(Some(LIFTS), LineKind::Statement, None, "乙");
    table.start();
    table.close();
    table.line(Some(PARKING), LineKind::Statement, None, "补一句");
    let said = words(&record(&table, Copy::Internal));
    let end = "发言：乙。\n散会。\n一、金都大市场周边停车难（续）\n发言：补一句。（会后补记）\n";
    assert!(said.contains(end), "{said}");
}

#[test]
fn of_past_work_the_whole_record_stands_before_the_closing() {
    let mut table = Table::signed_in();
    table.start();
    table.close();
    table.line(Some(PARKING), LineKind::Statement, None, "甲");
    let struck = table.line(Some(PARKING), LineKind::Statement, None, "乙");
    table.strike(struck);
    let said = words(&record(&table, Copy::Internal));
    assert!(said.contains("发言：甲。\n发言：乙。（已划去）\n散会。\n"), "{said}");
    assert!(!said.contains("会后"), "{said}");
}

#[test]
fn what_is_typed_after_a_clock_ran_stands_behind_the_closing() {
    let mut table = Table::signed_in();
    table.mark(14, 32, FloorMark::Opened);
    table.mark(16, 5, FloorMark::Ended);
    table.line(Some(PARKING), LineKind::Statement, None, "甲");
    let said = words(&record(&table, Copy::Internal));
    assert!(said.contains("散会。\n一、金都大市场周边停车难\n发言：甲。（会后补记）\n"), "{said}");
}

#[test]
fn a_sheet_to_be_signed_lies_across_with_room_for_those_who_walk_in() {
    let sheet = sign_in(&Table::signed_in(), Form::Blank, Copy::Internal);
    assert_eq!(sheet.page, Page::Landscape);
    let rows = rows(&sheet);
    assert_eq!(rows[0], "序号|姓名|单位及职务（住址）|身份类别|界别|联系电话|签名|备注");
    assert_eq!(
        rows[1..4],
        ["委员", "1|缪健辉||召集人|经济|||", "2|丁\u{3000}一||政协委员|经济|||"]
    );
    assert!(rows.contains(&"16|||||||".to_owned()), "{rows:#?}");
    // 24 people, a head, four groups, and spare rows for each group.
    assert_eq!(rows.len(), 24 + 1 + 4 + 16);
}

#[test]
fn a_sheet_to_be_signed_has_a_row_for_departments_and_experts_who_are_invited() {
    let mut table = Table::planned();
    table.person(71, "甘泉", Side::Other, |facts| {
        facts.title = "高级工程师".into();
        facts.phone = "13900000000".into();
    });
    let expert = PersonId::from_bytes([71; 16]);
    for guest in [Guest::Person(expert), Guest::Department(URBAN), Guest::Person(CHAIR)] {
        let invitation = Some(Invitation::to(guest));
        table.must(Action::SetInvitation { session: SESSION, guest, invitation });
    }
    let all = rows(&sign_in(&table, Form::Blank, Copy::Internal));
    for expected in ["11||区城管局|部门单位||||", "17|甘\u{3000}泉|高级工程师|||||"]
    {
        assert!(all.contains(&expected.to_owned()), "{expected}\n{all:#?}");
    }
    table.sign_in(expert, Class::Expert, None);
    let filled = rows(&sign_in(&table, Form::Filled, Copy::Internal)).join("\n");
    assert!(
        !filled.contains("区城管局") && filled.matches("甘\u{3000}泉").count() == 1,
        "{filled}"
    );
}

#[test]
fn a_filled_sheet_tells_when_people_came_and_who_did_not() {
    let mut table = Table::signed_in();
    table.attend(OFFICIAL, Class::Department, Some(HOUSING), Presence::Excused);
    table.tally(Class::PublicRepresentative, 8);
    let rows = rows(&sign_in(&table, Form::Filled, Copy::Internal));
    for expected in [
        "1|缪健辉||召集人|经济|||14:20已签到",
        "22|曹宏亮|区住建局副局长|部门单位||||请假",
        "||未留名群众代表8人|群众代表||||",
        "24|联小文|联络员|记录人||||14:20已签到",
    ] {
        assert!(rows.contains(&expected.to_owned()), "{expected}\n{rows:#?}");
    }
}

#[test]
fn the_public_copy_has_no_telephones_and_ends_addresses_at_the_community() {
    let table = Table::signed_in();
    for form in [Form::Blank, Form::Filled] {
        let rows = rows(&sign_in(&table, form, Copy::Public));
        assert_eq!(rows[0], "序号|姓名|单位及职务（住址）|身份类别|界别|签名|备注");
        let all = rows.join("\n");
        assert!(!all.contains("1381234") && !all.contains("402"), "{all}");
        assert!(all.contains("|周某某|窑湾街道南岭社区|群众代表|"), "{all}");
        assert!(!all.contains("周大山"), "{all}");
    }
    // What is laid out to be signed is the internal copy.
    let all = rows(&sign_in(&table, Form::Blank, Copy::Internal)).join("\n");
    assert!(all.contains("|周大山|"), "{all}");
    let all = rows(&sign_in(&table, Form::Filled, Copy::Internal)).join("\n");
    assert!(all.contains("|周大山|窑湾街道南岭社区3栋2单元402室|群众代表||13812340020|"), "{all}");
}

#[test]
fn a_recorder_whom_nobody_named_is_a_blank() {
    let (world, issue) = super::shelf::example_case("c4");
    let session = world.issue(issue).unwrap().sessions[0];
    let record = Record::of(&world, session, &Setting::draft(Lang::Zh)).unwrap().sheet();
    let unknown: Vec<_> = record.blanks().iter().map(|it| it.unknown).collect();
    assert!(unknown.contains(&tanshi::document::Unknown::Recorder), "{unknown:?}");
    assert!(Table::planned().world.person(RECORDER).is_some());
}

#[test]
fn an_item_that_is_come_back_to_goes_on() {
    let mut table = Table::signed_in();
    for issue in [PARKING, LIFTS, PARKING] {
        table.line(Some(issue), LineKind::Statement, None, "一句");
    }
    let said = words(&record(&table, Copy::Internal));
    assert!(said.contains("\n一、金都大市场周边停车难\n"), "{said}");
    assert!(said.contains("\n一、金都大市场周边停车难（续）\n"), "{said}");
}

#[test]
fn the_sheet_that_goes_round_tells_neither_telephones_nor_flats_of_citizens() {
    let all = rows(&sign_in(&Table::signed_in(), Form::Blank, Copy::Internal)).join("\n");
    assert!(all.contains("|周大山|窑湾街道南岭社区|群众代表||||"), "{all}");
    assert!(!all.contains("1381234") && !all.contains("402"), "{all}");
}

#[test]
fn the_totals_of_a_filled_sheet_are_those_of_the_minutes() {
    let mut table = Table::signed_in();
    let counted = |class, count| Tally { class, count, source: "现场清点".into() };
    let tallies = vec![counted(Class::Merchant, 3), counted(Class::Department, 1)];
    table.must(Action::SetTallies { session: SESSION, tallies });
    let all = rows(&sign_in(&table, Form::Filled, Copy::Internal));
    for expected in ["||未留名商户3人|商户||||", "||未留名部门单位1个|部门单位||||"]
    {
        assert!(all.contains(&expected.to_owned()), "{expected}\n{all:#?}");
    }
    let heads = "委员13人、群众11人、部门单位3个、列席1人";
    assert_eq!(all.last().unwrap(), &format!("合计：{heads}"));
    let minutes = Minutes::of(&table.world, SESSION, &setting(Lang::Zh)).unwrap().sheet();
    assert!(words(&minutes).contains(heads), "{}", words(&minutes));
    let blank = rows(&sign_in(&table, Form::Blank, Copy::Internal));
    assert!(blank.iter().all(|row| !row.contains("合计")), "{blank:#?}");
}
