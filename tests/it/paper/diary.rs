//! Sessions and deadlines in the calendars of those concerned, read back by a reader that is not ours.

use super::fixture::{LIFTS, LIGHTS, PARKING, PROMISE, SESSION, Table, URBAN, day};
use chrono::NaiveTime;
use icalendar::{CalendarComponent, Component, DatePerhapsTime, Event};
use std::collections::BTreeMap;
use tanshi::{
    domain::{
        action::{Action, StepRequest},
        commitment::{Benefit, CommitmentFacts},
        date::DateSpan,
        id::{CommitmentId, EntityId, PersonId},
        line::LineKind,
        person::Side,
        provenance::Revision,
        session::{AgendaItem, SessionFacts, SessionStepKind},
        workflow::{Exit, StepKind},
        world::World,
    },
    exchange::icalendar::{Diary, Revisions},
    i18n::Lang,
};

const AT_MILLIS: u64 = 1_684_636_200_000;

/// Every entity that was changed twice.
fn revisions(diary: &Diary) -> Revisions {
    let revision = Revision { changes: 2, at_millis: AT_MILLIS };
    diary.entries.iter().map(|entry| (entry.of, revision)).collect()
}

fn written(world: &World, lang: Lang) -> String {
    let diary = Diary::of_session(world, SESSION, lang).unwrap();
    diary.text(&revisions(&diary))
}

/// The entries as another program reads them.
fn read(text: &str) -> Vec<Event> {
    let calendar: icalendar::Calendar = text.parse().unwrap();
    let events = calendar.components.into_iter().filter_map(|component| match component {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    });
    events.collect()
}

fn session_facts(table: &Table) -> SessionFacts {
    table.world.session(SESSION).unwrap().facts.clone()
}

fn edit(table: &mut Table, change: impl Fn(&mut SessionFacts)) {
    let mut facts = session_facts(table);
    change(&mut facts);
    table.must(Action::EditSession { id: SESSION, facts });
}

fn plan_minutes(table: &mut Table, minutes: &[Option<u16>]) {
    let items = [PARKING, LIFTS, LIGHTS].into_iter().zip(minutes);
    let items = items.map(|(issue, planned_minutes)| AgendaItem {
        issue,
        planned_minutes: *planned_minutes,
        no_consensus: None,
    });
    table.must(Action::SetAgenda { session: SESSION, items: items.collect() });
}

fn promise(table: &mut Table, matter: &str) -> CommitmentId {
    let facts = CommitmentFacts {
        matter: matter.into(),
        promised: Benefit::Works,
        lead: Some(URBAN),
        supporting: Vec::new(),
        deadline: Some(day(6, 15)),
        funds: None,
    };
    table.promise(PARKING, None, facts)
}

#[test]
fn a_place_that_bears_somebodys_given_name_is_told_as_the_minutes_tell_it() {
    let mut table = Table::planned();
    table.person(70, "刘建国", Side::Public, |_| {});
    table.line(Some(PARKING), LineKind::Statement, Some(PersonId::from_bytes([70; 16])), "好");
    edit(&mut table, |facts| {
        facts.venue = "建国饭店".into();
        facts.title = "建国饭店停车协商议事会".into();
    });
    let mut issue = table.world.issue(PARKING).unwrap().facts.clone();
    issue.title = "建国饭店门前停车难".into();
    table.must(Action::EditIssue { id: PARKING, facts: issue });
    table.start();
    promise(&mut table, "划线");
    let text = written(&table.world, Lang::Zh);
    let [session, due] = &read(&text)[..] else { panic!("{text}") };
    assert_eq!(session.property_value("LOCATION"), Some("建国饭店"));
    assert_eq!(session.get_summary(), Some("建国饭店停车协商议事会"));
    assert!(session.get_description().unwrap().contains("1. 建国饭店门前停车难"));
    let about = due.get_description().unwrap();
    assert!(about.contains("建国饭店门前停车难") && about.contains("建国饭店停车协商"), "{about}");
}

#[test]
fn a_session_is_read_back_with_its_time_in_beijing_and_what_it_is_about() {
    let text = written(&Table::planned().world, Lang::Zh);
    let events = read(&text);
    let [session] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!(session.get_summary(), Some("金都大市场停车和小区改造协商议事会"));
    assert_eq!(session.property_value("LOCATION"), Some("窑湾街道会议室"));
    assert_eq!(session.property_value("STATUS"), Some("CONFIRMED"));
    let about = session.get_description().unwrap();
    for told in
        ["工作室：窑湾街道委员工作室", "主持人：政协委员缪健辉", "3. 背街小巷路灯不亮（约30分钟）"]
    {
        assert!(about.lines().any(|line| line == told), "{told} in {about}");
    }
    let at = |hour, minute| {
        let date_time = day(5, 20).and_hms_opt(hour, minute, 0).unwrap();
        let tzid = "Asia/Shanghai".to_owned();
        let time = icalendar::CalendarDateTime::WithTimezone { date_time, tzid };
        Some(DatePerhapsTime::DateTime(time))
    };
    assert_eq!((session.get_start(), session.get_end()), (at(14, 30), at(16, 0)));
    let zone = "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\nDTSTART:19920101T000000\r\n\
                TZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    assert_eq!(text.matches(zone).count(), 1, "{text}");
}

#[test]
fn a_deadline_is_a_whole_day_with_department_and_matter_that_takes_nobodys_time() {
    let mut table = Table::held();
    promise(&mut table, "划设卸货区");
    let events = read(&written(&table.world, Lang::Zh));
    let [_, parking, lights, unloading] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!(
        parking.get_summary(),
        Some("办理时限｜区住建局：利用市场北侧空地新增临时泊位八十个")
    );
    let on = |it: &Event| (it.get_start().unwrap(), it.get_end().unwrap());
    assert_eq!(on(lights), (day(6, 10).into(), day(6, 11).into()));
    assert_eq!(on(unloading), (day(6, 15).into(), day(6, 16).into()));
    assert!(events[1..].iter().all(|it| it.property_value("TRANSP") == Some("TRANSPARENT")));
    let about = parking.get_description().unwrap();
    assert!(about.contains("会办单位：区城管局\n议题：金都大市场周边停车难（YW-23-"), "{about}");
}

#[test]
fn what_is_done_says_so_on_the_day_that_was_granted() {
    let events = read(&written(&Table::followed_up().world, Lang::Zh));
    let done = events.iter().find(|it| it.get_summary().unwrap().ends_with("（已办结）")).unwrap();
    assert_eq!(done.get_start(), Some(day(7, 10).into()));
}

#[test]
fn the_same_data_are_the_same_bytes_and_a_change_counts_on() {
    let world = Table::held().world;
    assert_eq!(written(&world, Lang::Zh), written(&world, Lang::Zh));
    let first = read(&written(&world, Lang::Zh)).remove(0);
    assert_eq!(first.get_sequence(), Some(1));
    assert_eq!(first.get_uid(), Some("session-01010101010101010101010101010101@tanshi"));
    assert_eq!(first.property_value("DTSTAMP"), Some("20230521T023000Z"));
    assert_eq!(first.property_value("LAST-MODIFIED"), Some("20230521T023000Z"));
    let diary = Diary::of_session(&world, SESSION, Lang::Zh).unwrap();
    let later = Revision { changes: 7, at_millis: AT_MILLIS + 60_000 };
    let later = read(&diary.text(&BTreeMap::from([(EntityId::from(SESSION), later)]))).remove(0);
    assert_eq!((later.get_sequence(), later.get_uid()), (Some(6), first.get_uid()));
    assert_eq!(later.property_value("DTSTAMP"), Some("20230521T023100Z"));
}

#[test]
fn a_session_that_was_called_off_is_cancelled_under_the_same_identity() {
    let mut table = Table::planned();
    let before = read(&written(&table.world, Lang::Zh)).remove(0);
    table.step_because(SessionStepKind::Cancel, "场地停电", None);
    let after = read(&written(&table.world, Lang::Zh)).remove(0);
    assert_eq!(after.property_value("STATUS"), Some("CANCELLED"));
    assert_eq!(after.property_value("TRANSP"), Some("TRANSPARENT"));
    assert!(after.get_summary().unwrap().starts_with("已取消："));
    assert_eq!(after.get_uid(), before.get_uid());
}

#[test]
fn what_lapsed_with_its_issue_is_cancelled() {
    let mut table = Table::held();
    let request = StepRequest::new(StepKind::Exit(Exit::Withdrawn)).because("诉求人撤回");
    table.must(Action::StepIssue { id: LIGHTS, request });
    let events = read(&written(&table.world, Lang::Zh));
    let lights = events.iter().find(|it| it.get_summary().unwrap().contains("路灯")).unwrap();
    assert_eq!(lights.property_value("STATUS"), Some("CANCELLED"));
}

#[test]
fn nothing_of_a_citizen_leaves_the_office() {
    let mut table = Table::held();
    promise(&mut table, "答复周大山（13812340020）");
    edit(&mut table, |facts| {
        facts.title = "周大山等反映停车难协商议事会".into();
        facts.venue = "南岭社区3栋2单元402室".into();
    });
    for lang in Lang::ALL {
        let text = written(&table.world, lang).replace("\r\n ", "");
        for private in ["周大山", "13812340020", "402"] {
            assert!(!text.contains(private), "{private}: {text}");
        }
        assert!(text.contains("周某某") && text.contains("缪健辉"), "{text}");
    }
}

#[test]
fn long_chinese_text_is_folded_between_characters_and_read_back_whole() {
    let mut table = Table::held();
    let matter = "新增泊位，含无障碍车位；费用\\另议,".repeat(8);
    promise(&mut table, &matter);
    let text = written(&table.world, Lang::Zh);
    assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains('\n'));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    let last = read(&text).pop().unwrap();
    assert_eq!(last.get_summary().unwrap(), format!("办理时限｜区城管局：{matter}"));
}

#[test]
fn how_long_it_takes_is_as_planned_and_what_nobody_planned_stays_open() {
    let mut table = Table::planned();
    let told = |table: &Table| {
        let event = read(&written(&table.world, Lang::Zh)).remove(0);
        let time = |it: Option<DatePerhapsTime>| match it {
            Some(DatePerhapsTime::DateTime(icalendar::CalendarDateTime::WithTimezone {
                date_time,
                ..
            })) => Some(date_time.format("%d %H:%M").to_string()),
            _ => None,
        };
        (time(event.get_end()), event.get_description().unwrap().to_owned())
    };
    plan_minutes(&mut table, &[Some(40), None, None]);
    let (ends, about) = told(&table);
    assert_eq!(ends.as_deref(), Some("20 15:10"));
    assert!(about.contains("有2项议题没有定时长"), "{about}");
    plan_minutes(&mut table, &[None, None, None]);
    let (ends, about) = told(&table);
    assert_eq!(ends, None);
    assert!(about.contains("结束时间未定"), "{about}");
    plan_minutes(&mut table, &[Some(90), Some(30), Some(5)]);
    edit(&mut table, |facts| facts.starts_at = NaiveTime::from_hms_opt(22, 0, 0));
    assert_eq!(told(&table).0.as_deref(), Some("21 00:05"));
}

#[test]
fn a_session_without_a_time_takes_the_day_and_without_a_day_none() {
    let mut table = Table::planned();
    edit(&mut table, |facts| facts.starts_at = None);
    let text = written(&table.world, Lang::Zh);
    assert_eq!(read(&text)[0].get_start(), Some(day(5, 20).into()));
    assert!(!text.contains("VTIMEZONE"), "{text}");
    edit(&mut table, |facts| facts.on = DateSpan::month(2023, 6).unwrap());
    let diary = Diary::of_session(&table.world, SESSION, Lang::Zh).unwrap();
    assert_eq!((diary.entries.len(), diary.undated), (0, vec![SESSION.into()]));
}

#[test]
fn deadlines_alone_are_in_the_order_asked_for_and_those_without_a_day_are_told() {
    let mut table = Table::held();
    let facts = CommitmentFacts {
        deadline: None,
        ..table.world.commitment(PROMISE).unwrap().facts.clone()
    };
    let undated = table.promise(PARKING, None, facts);
    let lights = CommitmentId::from_bytes([2; 16]);
    let diary = Diary::of_deadlines(&table.world, &[lights, undated, PROMISE], Lang::Zh);
    let of: Vec<EntityId> = diary.entries.iter().map(|entry| entry.of).collect();
    assert_eq!(of, [lights.into(), PROMISE.into()]);
    assert_eq!(diary.undated, [undated.into()]);
    let none = Diary::of_deadlines(&World::default(), &[PROMISE], Lang::Zh);
    assert!(none.entries.is_empty() && none.undated.is_empty());
}

#[test]
fn the_english_calendar_has_english_words() {
    let events = read(&written(&Table::followed_up().world, Lang::En));
    let about = events[0].get_description().unwrap();
    assert!(about.contains("Chair: 缪健辉") && about.contains("(about 30 minutes)"), "{about}");
    assert_eq!(events[2].get_summary(), Some("Due: 修复南岭社区三条小巷的路灯 (区城管局)"));
}
