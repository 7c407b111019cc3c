//! What notice, letters, forms and the case file say.

use super::{
    fixture::{CITIZEN, HOUSING, PARKING, PROMISE, SESSION, Table, URBAN, day, setting, words},
    shelf,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use tanshi::{
    document::{
        Copy, Kind, Setting, Sheet, State, Unknown,
        assignment::{Assignment, recipients},
        case_file::CaseFile,
        compose::{Order, compose, orders, without_department},
        fields,
        notice::Notice,
        progress::Progress,
        satisfaction::Satisfaction,
        sheet::Block,
        template::Data,
    },
    domain::{
        action::{Action, StepRequest},
        commitment::{CommitmentFacts, Completion, Handling},
        date::DateSpan,
        id::{CommitmentId, DepartmentId, EntityId},
        line::LineKind,
        mistake::Mistake,
        person::Side,
        session::{Class, PollAnswer, Presence, SessionStepKind, StrawPoll},
        workflow::StepKind,
        world::World,
    },
    i18n::Lang,
};

/// Everything that a document says, titles and labels among it.
fn all_words(sheet: &Sheet) -> String {
    sheet.canonical()
}

fn public(lang: Lang) -> Setting {
    Setting { copy: Copy::Public, ..setting(lang) }
}

fn letter(table: &Table, department: Option<DepartmentId>) -> Sheet {
    Assignment::of(&table.world, PROMISE, department, &setting(Lang::Zh)).unwrap().sheet()
}

#[test]
fn a_letter_asks_and_never_commands() {
    let said = all_words(&letter(&Table::followed_up(), Some(HOUSING)));
    for expected in [
        "区住建局：",
        "2023年5月20日，窑湾街道委员工作室召开协商议事会，就“金都大市场周边停车难”形成协商意见。现将有关事项转请贵单位主办，请研究办理，并将办理情况及时反馈。",
        "请研究办理，于2023年7月10日前反馈办理情况。如不属于贵单位职责范围，请于收到之日起7个工作日内说明理由并退回。",
        "雨协商纪〔2023〕3号（YW-23-K70001-H/1）",
        "2023年5月24日",
        "回执",
        "退回理由",
        "签收人",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    for commanding in ["必须", "责令", "务必", "限期", "不得"] {
        assert!(!said.contains(commanding), "{commanding}\n{said}");
    }
}

#[test]
fn a_letter_stays_as_it_was_issued_when_it_goes_out_and_more_time_is_granted() {
    let setting = Setting { state: State::sealed(1), ..setting(Lang::Zh) };
    let issued = |table: &Table| {
        let letter = Assignment::of(&table.world, PROMISE, Some(HOUSING), &setting);
        all_words(&letter.unwrap().sheet())
    };
    assert_eq!(issued(&Table::held()), issued(&Table::followed_up()));
}

#[test]
fn each_department_of_a_commitment_gets_a_letter_for_its_part() {
    let table = Table::followed_up();
    assert_eq!(recipients(&table.world, PROMISE), [HOUSING, URBAN]);
    let said = all_words(&letter(&table, Some(URBAN)));
    assert!(said.contains("区城管局：") && said.contains("转请贵单位会办"), "{said}");
}

#[test]
fn a_letter_about_a_commitment_without_lead_and_deadline_has_blanks_for_them() {
    let mut table = Table::signed_in();
    table.start();
    let id = table.promise(
        PARKING,
        None,
        CommitmentFacts {
            matter: "新增泊位".into(),
            promised: tanshi::domain::commitment::Benefit::Works,
            lead: None,
            supporting: Vec::new(),
            deadline: None,
            funds: None,
        },
    );
    let sheet = Assignment::of(&table.world, id, None, &setting(Lang::Zh)).unwrap().sheet();
    let unknown: Vec<_> = sheet.blanks().iter().map(|blank| blank.unknown).collect();
    assert_eq!(unknown, [Unknown::Lead, Unknown::Deadline]);
}

#[test]
fn what_is_not_at_hand_is_named() {
    let id = CommitmentId::from_bytes([9; 16]);
    let absent = Progress::of(&Table::planned().world, id, &setting(Lang::Zh)).unwrap_err();
    assert_eq!(absent.0, id.into());
}

#[test]
fn a_progress_report_asks_for_measures_state_grade_and_why_not() {
    let table = Table::followed_up();
    let sheet = Progress::of(&table.world, PROMISE, &setting(Lang::Zh)).unwrap().sheet();
    let said = all_words(&sheet);
    for expected in [
        "编号：YW-23-K70001-H/1",
        "利用市场北侧空地新增临时泊位八十个",
        "□已办结　□正在办理　□列入计划　□暂不能办理",
        "□A 已解决或基本解决\\n□B 正在解决或列入计划\\n□C 受条件限制\\n□D 留作参考",
        "未办结原因及下一步打算",
        "佐证材料清单\t1. 竣工照片",
        "经办人\t\t审核人",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    assert_eq!(sheet.blanks(), []);
}

#[test]
fn a_satisfaction_form_asks_for_the_word_and_how_it_was_given() {
    let table = Table::followed_up();
    let of = |setting: &Setting| {
        all_words(&Satisfaction::of(&table.world, PARKING, setting).unwrap().sheet())
    };
    let said = of(&setting(Lang::Zh));
    for expected in [
        "□满意　□基本满意　□不满意",
        "□电话　□上门　□书面",
        "诉求人\t周大山",
        "新增临时泊位八十个（区住建局，2023年7月8日办结）新增泊位八十二个，周大山到场查看。",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    let said = of(&public(Lang::Zh));
    assert!(!said.contains("诉求人\t") && said.contains("周某某到场查看"), "{said}");
}

#[test]
fn a_notice_tells_time_place_agenda_and_who_is_expected() {
    let sheet = Notice::of(&Table::signed_in().world, SESSION, &setting(Lang::Zh)).unwrap().sheet();
    let said = words(&sheet);
    for expected in [
        "区住建局、区城管局，各位参加人员：\n兹定于2023年5月20日召开金都大市场停车和小区改造协商议事会，现将有关事项通知如下：",
        "一、会议时间\n2023年5月20日（星期六）下午2时30分。",
        "二、会议地点\n窑湾街道会议室。",
        "三、会议议题\n1.金都大市场周边停车难（约30分钟）。",
        "四、参加人员\n召集人：缪健辉。\n政协委员：丁\u{3000}一、",
        "五、有关要求\n请参加人员",
        "雨湖区政协办公室\n2023年5月25日\n（联系人：联小文）",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
}

#[test]
fn a_session_that_was_postponed_or_called_off_has_a_notice_that_says_so() {
    let notice = |table: &Table| {
        all_words(&Notice::of(&table.world, SESSION, &setting(Lang::Zh)).unwrap().sheet())
    };
    let mut table = Table::planned();
    table.step_because(SessionStepKind::Postpone, "主要单位负责人外出", Some(day(10, 27)));
    let said = notice(&table);
    assert!(said.contains("改期的通知"), "{said}");
    assert!(said.contains("原定于2023年5月20日召开的"), "{said}");
    assert!(said.contains("因主要单位负责人外出，现改期举行。"), "{said}");
    assert!(said.contains("2023年10月27日（星期五）下午2时30分。"), "{said}");
    table.step_because(SessionStepKind::Cancel, "议题已由部门直接办理。", None);
    let said = notice(&table);
    assert!(said.contains("关于取消金都大市场停车和小区改造"), "{said}");
    assert!(said.contains("原定于2023年10月27日召开的"), "{said}");
    assert!(said.contains("因议题已由部门直接办理，现予取消。"), "{said}");
    assert!(!said.contains("会议议题"), "{said}");
}

#[test]
fn a_postponement_stands_when_calling_it_off_was_taken_back() {
    let mut table = Table::planned();
    table.step_because(SessionStepKind::Postpone, "负责人外出", Some(day(10, 27)));
    table.step_because(SessionStepKind::Cancel, "暴雨", None);
    table.step_because(SessionStepKind::TakeBackCancel, "", None);
    let notice = |table: &Table| {
        all_words(&Notice::of(&table.world, SESSION, &setting(Lang::Zh)).unwrap().sheet())
    };
    let said = notice(&table);
    assert!(said.contains("原定于2023年5月20日召开的") && said.contains("因负责人外出"), "{said}");
    table.step_because(SessionStepKind::TakeBackPostpone, "", None);
    assert!(notice(&table).contains("兹定于2023年5月20日召开"));
}

/// What the fields of a notice hold.
fn notice_fields(table: &Table, copy: Copy) -> Data {
    let order = Order { kind: Kind::Notice, of: SESSION.into(), department: None };
    let setting = Setting { copy, ..setting(Lang::Zh) };
    fields::data(&table.world, order, &setting).unwrap()
}

#[test]
fn the_fields_of_a_notice_tell_its_news_its_reason_the_former_day_and_who_is_expected() {
    let text = |data: &Data, path: &str| data.told(path).join("/");
    let mut table = Table::signed_in();
    let called = notice_fields(&table, Copy::Internal);
    for empty in ["moved", "cancelled", "reason", "former_date"] {
        assert!(!called.is_present(empty), "{empty}");
    }
    assert!(text(&called, "opening").starts_with("兹定于2023年5月20日召开"));
    assert!(text(&called, "participants.class").ends_with("群众代表/区住建局/区城管局/记录人"));
    assert!(text(&called, "participants.names").contains("周大山"));
    assert!(!text(&notice_fields(&table, Copy::Public), "participants.names").contains("周大山"));
    table.step_because(SessionStepKind::Postpone, "因周大山住院。", Some(day(10, 27)));
    let moved = notice_fields(&table, Copy::Public);
    assert!(moved.is_present("moved") && !moved.is_present("cancelled"));
    assert_eq!(text(&moved, "reason"), "周某某住院");
    assert_eq!(text(&moved, "former_date"), "2023年5月20日");
    assert_eq!(text(&moved, "date"), "2023年10月27日");
    table.step_because(SessionStepKind::Cancel, "已经办结", None);
    let cancelled = notice_fields(&table, Copy::Public);
    assert!(cancelled.is_present("cancelled") && !cancelled.is_present("moved"));
    assert_eq!(text(&cancelled, "former_date"), "2023年10月27日");
    assert!(text(&cancelled, "opening").contains("因已经办结，现予取消"));
}

#[test]
fn a_template_of_a_notice_has_a_place_for_the_news_and_its_reason() {
    let missing = |data: &Data, used: &[&str]| {
        let used: Vec<String> = used.iter().map(|it| (*it).to_owned()).collect();
        fields::unreachable(Kind::Notice, data, &used, Lang::Zh)
    };
    let mut table = Table::planned();
    let plain = ["title", "time", "issues.title"];
    assert!(missing(&notice_fields(&table, Copy::Internal), &plain).is_empty());
    table.step_because(SessionStepKind::Postpone, "负责人外出", Some(day(10, 27)));
    let moved = notice_fields(&table, Copy::Internal);
    assert_eq!(missing(&moved, &plain), ["改期", "原因"]);
    assert!(missing(&moved, &["opening"]).is_empty());
    assert!(missing(&moved, &["former_date", "reason"]).is_empty());
    table.step_because(SessionStepKind::Cancel, "已经办结", None);
    let cancelled = notice_fields(&table, Copy::Internal);
    assert_eq!(missing(&cancelled, &["former_date", "reason"]), ["取消"]);
    assert!(missing(&cancelled, &["cancelled", "reason"]).is_empty());
}

#[test]
fn the_case_file_tells_everything_about_one_issue() {
    let table = Table::followed_up();
    let sheet = CaseFile::of(&table.world, PARKING, &setting(Lang::Zh)).unwrap().sheet();
    let said = all_words(&sheet);
    for expected in [
        "title\t议题档案：金都大市场周边停车难",
        "编号\tYW-23-K70001-H\t状态\t已解决",
        "诉求人\t周大山",
        "2023年5月5日\t已受理\t",
        "2023年7月15日\t已解决\t泊位已经启用。",
        "2023年5月10日\t调研情况\t走访周大山等商户，察看市场北侧空地。",
        "（一）2023年5月20日，金都大市场停车和小区改造协商议事会（YW-23-K7S0001-X，已召开）。到会委员13人、",
        "周大山（群众代表）：这件事拖了很久",
        "（一）利用市场北侧空地新增临时泊位八十个，由区住建局主办，区城管局会办，于2023年6月30日前完成，资金10万余元（A 已解决或基本解决）。",
        "2023年6月20日\t延期\t延至2023年7月10日。\\n连续降雨，无法施工。",
        "2023年7月8日\t办结\t新增泊位八十二个，周大山到场查看。\\n提供：工程、12万元。",
        "1\t竣工照片\t利用市场北侧空地新增临时泊位八十个\t2023年7月8日\t文件（jpg）\tabababababababab\n",
        "2023年7月12日\t满意\t上门。\\n很满意，电话13812340020随时可以打。",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    // Only what was said of this issue.
    assert!(!said.contains("六栋七层住宅"), "{said}");
}

#[test]
fn the_case_file_tells_overrides_and_what_was_taken_back() {
    let mut table = Table::planned();
    table.sign_in(super::fixture::CHAIR, Class::Convenor, None);
    let class = Class::Department;
    table.sign_in(super::fixture::OFFICIAL, class, Some(HOUSING));
    table.start();
    table.line(Some(PARKING), LineKind::Agreed, None, "两周内答复");
    table.close();
    table.consult_without_public(PARKING, "暴雨，群众未能到会");
    table.study_taken_back(PARKING, "去错了地方");
    let sheet = CaseFile::of(&table.world, PARKING, &setting(Lang::Zh)).unwrap().sheet();
    let said = all_words(&sheet);
    for expected in
        ["有群众出席", "暴雨，群众未能到会。", "（已撤销）", "七、更正记录", "去错了地方。"]
    {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
}

#[test]
fn the_public_case_file_tells_nothing_that_was_taken_back() {
    let mut table = Table::followed_up();
    table.study_taken_back(PARKING, "记成了别家的病情");
    let facts = table.world.commitment(PROMISE).unwrap().facts.clone();
    let facts = CommitmentFacts { matter: "周边全部免费".into(), ..facts };
    let request = StepRequest::new(StepKind::CorrectResolve).because("点错了");
    table.must(Action::StepIssue { id: PARKING, request });
    let mistaken = table.promise(PARKING, None, facts);
    let mistakes = [
        (Mistake::Handling(PROMISE, 4), "评错了级"),
        (Mistake::Handling(PROMISE, 3), "还没有办结"),
        (Mistake::Evaluation(PARKING, 0), "问错了人"),
        (Mistake::Commitment(mistaken), "不是他们承诺的"),
    ];
    for (mistake, reason) in mistakes {
        table.must(Action::TakeBack { mistake, reason: reason.into() });
    }
    let of = |setting: &Setting| {
        all_words(&CaseFile::of(&table.world, PARKING, setting).unwrap().sheet())
    };
    let gone = [
        "等商户，察看市场北侧空地",
        "病情",
        "评错了级",
        "还没有办结",
        "问错了人",
        "不是他们承诺的",
        "周边全部免费",
        "点错了",
        "泊位已经启用",
        "很满意",
        "新增泊位八十二个",
        "已撤销",
        "更正",
    ];
    let (internal, public) = (of(&setting(Lang::Zh)), of(&public(Lang::Zh)));
    for words in gone {
        assert!(internal.contains(words), "{words}\n{internal}");
        assert!(!public.contains(words), "{words}\n{public}");
    }
    assert!(public.contains("2023年5月10日\t调研情况\t察看现场。"), "{public}");
}

#[test]
fn a_part_of_a_name_goes_that_stands_whole_in_any_text_of_the_file() {
    let mut table = Table::followed_up();
    table.person(70, "刘建国", Side::Public, |_| {});
    let request = StepRequest::new(StepKind::CorrectResolve).because("还在办");
    table.must(Action::StepIssue { id: PARKING, request });
    table.line(Some(PARKING), LineKind::Statement, None, "建国家门口最堵");
    let said = |table: &Table| {
        all_words(&CaseFile::of(&table.world, PARKING, &public(Lang::Zh)).unwrap().sheet())
    };
    assert!(said(&table).contains("建国家门口最堵"), "nothing says that he is meant");
    let on = DateSpan::of_day(day(5, 11));
    let poll = StrawPoll {
        question: "刘建国家门口划线？".into(),
        issue: Some(PARKING),
        at: day(5, 20).and_hms_opt(15, 0, 0).unwrap(),
        answers: ["赞成", "不赞成"].map(|it| PollAnswer { text: it.into(), count: 1 }).to_vec(),
    };
    let handled = Handling::Reported { on: day(6, 1), text: "刘建国同意".into() };
    for action in [
        Action::NoteFieldStudy { issue: PARKING, on, text: "走访刘建国".into() },
        Action::Handle { id: PROMISE, handling: handled },
        Action::SetPoll { session: SESSION, from: None, to: Some(poll) },
    ] {
        let mut table = table.clone();
        table.must(action);
        let said = said(&table);
        assert!(said.contains("某某家门口最堵") && !said.contains("建国"), "{said}");
    }
}

#[test]
fn a_case_of_the_source_without_a_session_is_told_without_one() {
    let (world, issue) = shelf::example_case("c2");
    let said = all_words(&CaseFile::of(&world, issue, &Setting::draft(Lang::Zh)).unwrap().sheet());
    assert!(said.contains("三、协商情况\nparagraph\t无。"), "{said}");
    assert!(said.contains("委员服务：为193名务工人员指派律师"), "{said}");
    assert!(said.contains("服务193人。"), "{said}");
}

/// DOMAIN §5: no raiser, no telephone, no address below the community, no citizen's name but on the sheet
/// that they sign.
#[test]
fn no_public_copy_of_any_document_tells_who_a_citizen_is() {
    let table = Table::followed_up();
    let citizens = table.world.people().filter(|person| person.facts.phone.starts_with("138"));
    let names: Vec<_> = citizens.map(|person| person.facts.name.clone()).collect();
    assert_eq!(names.len(), 8);
    for paper in shelf::SHELF.iter().filter(|paper| paper.name.ends_with("public")) {
        let said = all_words(&paper.sheet).replace('\u{3000}', "");
        let is_signed = paper.name.starts_with("sign_in_blank");
        let names = names.iter().map(String::as_str).filter(|_| !is_signed);
        for hidden in names.chain(["1381234", "402", "3栋"]) {
            assert!(!said.contains(hidden), "{}: {hidden}\n{said}", paper.name);
        }
    }
}

#[test]
fn every_document_of_a_draft_says_that_it_is_one() {
    for paper in shelf::SHELF.iter().filter(|paper| paper.name != "final") {
        let stamp = &paper.sheet.blocks[0];
        let is_draft = matches!(stamp, Block::Stamp(words) if words.starts_with("草稿") || words.starts_with("Draft"));
        assert!(is_draft, "{}: {stamp:?}", paper.name);
    }
}

#[test]
fn nobody_came_to_a_session_that_was_called_off() {
    let mut table = Table::signed_in();
    table.step_because(SessionStepKind::Cancel, "由于暴雨。", None);
    let said = all_words(&CaseFile::of(&table.world, PARKING, &setting(Lang::Zh)).unwrap().sheet());
    assert!(said.contains("已取消") && !said.contains("到会"), "{said}");
    let notice = all_words(&Notice::of(&table.world, SESSION, &setting(Lang::Zh)).unwrap().sheet());
    assert!(notice.contains("因暴雨，现予取消。"), "{notice}");
}

#[test]
fn a_notice_speaks_to_all_whom_it_expects_and_to_nobody_who_is_excused() {
    let mut table = Table::signed_in();
    table.attend(CITIZEN, Class::PublicRepresentative, None, Presence::Excused);
    let said = all_words(&Notice::of(&table.world, SESSION, &setting(Lang::Zh)).unwrap().sheet());
    assert!(said.contains("区住建局、区城管局，各位参加人员："), "{said}");
    assert!(!said.contains("周大山"), "{said}");
    let said = all_words(&Notice::of(&table.world, SESSION, &setting(Lang::En)).unwrap().sheet());
    assert!(said.contains("丁一") && !said.contains('\u{3000}'), "{said}");
}

/// DOMAIN §5: whoever raised an issue stands among those who speak for the public, in one order.
#[test]
fn no_public_copy_of_any_document_tells_who_of_the_public_raised_the_issue() {
    let mut table = Table::signed_in();
    table.sign_in(CITIZEN, Class::Raiser, None);
    table.tally(Class::Raiser, 2);
    table.line(Some(PARKING), LineKind::Question, Some(CITIZEN), "何时动工");
    table.start();
    table.close();
    let kinds = [Kind::Minutes, Kind::Record, Kind::SignIn, Kind::SignInBlank, Kind::Notice];
    for kind in kinds.into_iter().chain([Kind::CaseFile]) {
        let of = if kind == Kind::CaseFile { PARKING.into() } else { SESSION.into() };
        let order = Order { kind, of, department: None };
        let said = |setting: &Setting| all_words(&compose(&table.world, order, setting).unwrap());
        let hidden = ["诉求人：", "诉求人周", "（诉求人）", "\t诉求人\t", "诉求人2人"];
        let public = said(&public(Lang::Zh));
        assert!(!hidden.iter().any(|it| public.contains(it)), "{kind:?}\n{public}");
        assert!(kind == Kind::CaseFile || public.contains("群众代表"), "{kind:?}\n{public}");
        let internal = said(&setting(Lang::Zh));
        assert!(hidden.iter().any(|it| internal.contains(it)), "{kind:?}\n{internal}");
        assert!(!said(&self::public(Lang::En)).contains("Raiser"), "{kind:?}");
    }
}

/// An office gets its letters in one piece.
#[test]
fn letters_of_a_session_stand_department_by_department_and_those_to_lead_come_first() {
    let mut table = Table::signed_in();
    table.start();
    let mut promise = |matter: &str, lead, supporting: &[DepartmentId]| {
        let facts = CommitmentFacts {
            matter: matter.into(),
            promised: tanshi::domain::commitment::Benefit::Works,
            lead,
            supporting: supporting.to_vec(),
            deadline: None,
            funds: None,
        };
        table.promise(PARKING, None, facts)
    };
    let one = promise("新增泊位", Some(HOUSING), &[URBAN]);
    let nobodys = promise("另行研究", None, &[]);
    let two = promise("清理占道", Some(URBAN), &[HOUSING]);
    for of in [SESSION.into(), PARKING.into()] {
        let told: Vec<_> = orders(&table.world, Kind::Assignment, of, None)
            .into_iter()
            .map(|it| (it.department.unwrap(), it.of))
            .collect();
        let (one, two) = (one.into(), two.into());
        assert_eq!(told, [(HOUSING, one), (HOUSING, two), (URBAN, two), (URBAN, one)]);
        assert_eq!(without_department(&table.world, Kind::Assignment, of), [nobodys]);
        assert_eq!(without_department(&table.world, Kind::Progress, of), []);
    }
    // Whoever asks for that one letter gets it, with a blank.
    assert_eq!(orders(&table.world, Kind::Assignment, nobodys.into(), None).len(), 1);
}

/// A letter asks about what is past its deadline or near it on its day, department by department, and a
/// draft that is read later says the same.
#[test]
fn a_follow_up_letter_asks_each_department_about_what_presses_on_its_day() {
    let mut table = Table::signed_in();
    table.start();
    let mut promise = |matter: &str, lead, supporting: &[DepartmentId], due: NaiveDate| {
        let facts = CommitmentFacts {
            matter: matter.into(),
            promised: tanshi::domain::commitment::Benefit::Works,
            lead: Some(lead),
            supporting: supporting.to_vec(),
            deadline: Some(due),
            funds: None,
        };
        table.promise(PARKING, None, facts)
    };
    let late = promise("新增泊位", HOUSING, &[URBAN], day(6, 30));
    promise("清理占道", URBAN, &[], day(7, 25));
    promise("另行选址", URBAN, &[], day(12, 30));
    let everybody = EntityId::SETTINGS;
    assert_eq!(
        orders(&table.world, Kind::FollowUp, everybody, Some(day(7, 20))),
        [],
        "nobody has it"
    );
    let promised: Vec<_> = table.world.commitments().map(|it| it.id).collect();
    for id in promised {
        let handling = Handling::Assigned { on: day(5, 22) };
        table.must(Action::Handle { id, handling });
    }
    let dated = |of: EntityId, on| orders(&table.world, Kind::FollowUp, of, Some(on));
    let asked: Vec<_> =
        dated(EntityId::SETTINGS, day(7, 20)).iter().map(|it| it.department.unwrap()).collect();
    assert_eq!(asked.iter().collect::<BTreeSet<_>>(), BTreeSet::from([&HOUSING, &URBAN]));
    assert_eq!(dated(HOUSING.into(), day(6, 1)), [], "nothing presses yet");
    let order = |department: DepartmentId| Order {
        kind: Kind::FollowUp,
        of: department.into(),
        department: Some(department),
    };
    let mut setting = setting(Lang::Zh);
    setting.imprint.dated = Some(day(7, 20));
    let said = |world: &World, department| {
        all_words(&compose(world, order(department), &setting).unwrap())
    };
    let to_urban = said(&table.world, URBAN);
    for words in ["新增泊位", "会办", "20 天", "清理占道", "主办", "临期", "下列 2 件", "请予关注"]
    {
        assert!(to_urban.contains(words), "{words}\n{to_urban}");
    }
    for words in ["另行选址", "责令", "必须"] {
        assert!(!to_urban.contains(words), "{words}\n{to_urban}");
    }
    let followed = Handling::FollowedUp { on: day(7, 21), text: String::new() };
    table.must(Action::Handle { id: late, handling: followed });
    assert!(said(&table.world, HOUSING).contains("此前督办 1 次"));
    let done = Completion {
        on: DateSpan::of_day(day(7, 22)),
        delivered: Vec::new(),
        funds: None,
        received: false,
        text: String::new(),
    };
    table.must(Action::Handle { id: late, handling: Handling::Completed(done) });
    assert_eq!(orders(&table.world, Kind::FollowUp, HOUSING.into(), Some(day(7, 23))), []);
}
