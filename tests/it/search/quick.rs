//! Quick search over the example city: a fixed list of what people type, with what must come first.

use chrono::NaiveDate;
use std::sync::LazyLock;
use tanshi::command::Catalog;
use tanshi::command::query::{Looked, Query, Ready};
use tanshi::domain::action::Action;
use tanshi::domain::calendar::Calendar;
use tanshi::domain::decide::{Moment, decide};
use tanshi::domain::id::{EntityKind, IssueId, PersonId, StudioId};
use tanshi::domain::issue::IssueFacts;
use tanshi::domain::number::ReplicaMark;
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::domain::priority::{Reason, Terms};
use tanshi::domain::row::IssueRow;
use tanshi::domain::settings::Settings;
use tanshi::domain::world::World;
use tanshi::exchange::example::{SEED, TODAY, generate};

/// Issues that the city has not: title, place, who raised it, and a label.
const MORE: [(&str, &str, &str, &str); 14] = [
    ("水渠闸门锈蚀", "射埠镇", "曾桂香", ""),
    ("单身公寓隔音差", "姜畲镇", "单立新", ""),
    ("危桥限载牌缺失", "育塅乡", "仇满福", ""),
    ("人行道地砖破损", "长城乡", "解思远", ""),
    ("院墙外排水沟堵塞", "", "任红霞", ""),
    ("晚班车停运", "", "区长庚", ""),
    ("水库坝坡白蚁", "", "查良庚", ""),
    ("冲里饮用水管网老化", "", "覃雪松", "急办"),
    ("老屋用电线路", "", "谌湘莲", ""),
    ("码头轮渡班次少", "", "缪思源", ""),
    ("河长制公示牌褪色", "重庆路", "", ""),
    ("EV 充电站 WiFi 信号弱", "", "Grace Chen", ""),
    ("舊樓消防通道堵塞", "", "", ""),
    ("行道树遮挡红绿灯", "", "", ""),
];

fn moment(today: NaiveDate, actor: PersonId) -> Moment {
    Moment { today, actor, replica_mark: ReplicaMark::parse("K7").unwrap() }
}

/// The example city with those, as the screens have it.
static CITY: LazyLock<Catalog> = LazyLock::new(|| {
    let mut world = World::default();
    let mut actor = None;
    for change in generate(SEED).unwrap().changes {
        actor = Some(change.actor);
        decide(&mut world, &change.actions, &moment(change.today, change.actor)).unwrap();
    }
    let studio = world.of_kind(EntityKind::Studio).next().unwrap().id();
    let studio = StudioId::try_from(studio).unwrap();
    for (at, (title, place, raiser, tag)) in (1_u8..).zip(MORE) {
        let mut actions = Vec::new();
        let mut facts = IssueFacts { place: place.to_owned(), ..IssueFacts::titled(title) };
        if !raiser.is_empty() {
            let id = PersonId::from_bytes([at; 16]);
            let named = PersonFacts::named(raiser, Side::Public);
            actions.push(Action::AddPerson { id, facts: named, source: None });
            facts.raisers.push(id);
        }
        if !tag.is_empty() {
            facts.tags.push(tag.to_owned());
        }
        let id = IssueId::from_bytes([at; 16]);
        actions.push(Action::AddIssue { id, studio, facts, source: None });
        decide(&mut world, &actions, &moment(TODAY, actor.unwrap())).unwrap();
    }
    Catalog::of(&world)
});

/// What is found, the best first: exactly, or else what is near.
fn found(typed: &str) -> Vec<IssueRow> {
    let reading = Query::read(typed, TODAY);
    let day = Terms::of(&Settings::default(), &Calendar::built_in(), TODAY);
    let rows = || CITY.issues.values();
    let ready = Ready::new(&reading.query, (&*CITY).into(), &day);
    let ready = if rows().any(|row| ready.wants(&row)) {
        ready
    } else {
        Ready::near(&reading.query, (&*CITY).into(), &day, || rows().map(Looked::whole))
            .unwrap_or(ready)
    };
    let mut found: Vec<IssueRow> = rows().filter(|row| ready.wants(row)).collect();
    found.sort_by_key(|row| ready.rank(row));
    found
}

/// What somebody types, and a part of the title that must come among the first three.
const QUERIES: [(&str, &str); 78] = [
    // One character.
    ("墙", "院墙外"),
    ("犬", "流浪犬"),
    ("鸭", ""),
    ("桥", "危桥"),
    // Two and more characters.
    ("停车", "停车"),
    ("加装", "加装"),
    ("护栏", "护栏"),
    ("电梯", "电梯"),
    ("食堂", "食堂"),
    ("路灯", "路灯"),
    ("物业费", "物业费"),
    ("步行街", "充电桩"),
    ("飞线充电", "飞线充电"),
    ("高空抛物", "高空抛物"),
    ("化粪池", "化粪池"),
    ("湘莲", "湘莲"),
    ("缓缴", "缓缴"),
    ("白蚁", "白蚁"),
    // Initials.
    ("tcn", "停车难"),
    ("jzdt", "电梯"),
    ("sqlnst", "社区老年食堂"),
    ("wyf", "物业费"),
    ("llq", "流浪犬"),
    ("gkpw", "高空抛物"),
    ("hfc", "化粪池"),
    ("cyy", "常用药"),
    ("xqdl", "小区道路"),
    ("bjxx", "背街小巷"),
    ("yxt", "夜宵摊"),
    // Pinyin in full, in part, mixed.
    ("tingche", "停车"),
    ("tingchenan", "停车难"),
    ("tingch", "停车"),
    ("dianti", "电梯"),
    ("shitang", "食堂"),
    ("停che", "停车"),
    ("tche", "停车"),
    ("wuye费", "物业费"),
    ("ludeng", "路灯"),
    ("chongdianz", "充电桩"),
    ("baiyi", "白蚁"),
    // Surnames and places that are read otherwise.
    ("zenggx", "水渠闸门"),
    ("zgx", "水渠闸门"),
    ("shanlixin", "单身公寓"),
    ("qiumf", "危桥"),
    ("xiesy", "地砖"),
    ("renhx", "排水沟"),
    ("oucg", "晚班车"),
    ("zhalg", "水库坝坡"),
    ("qinxs", "管网老化"),
    ("tanxuesong", "管网老化"),
    ("chenxl", "老屋用电"),
    ("shenxianglian", "老屋用电"),
    ("miaosy", "码头轮渡"),
    ("msyuan", "码头轮渡"),
    ("place:sb", "水渠闸门"),
    ("地点：js", "单身公寓"),
    ("地点：yd", "危桥"),
    ("地点：cc", "地砖"),
    ("yuduan", "危桥"),
    ("chongqinglu", "河长制"),
    ("hangdaoshu", "行道树"),
    ("xdszd", "行道树"),
    ("hzz", "河长制"),
    // Traditional characters, typed and stored; either width.
    ("停車難", "停车难"),
    ("電梯", "电梯"),
    ("護欄", "护栏"),
    ("旧楼", "舊樓"),
    ("舊樓", "舊樓"),
    ("ｔｃｎ", "停车难"),
    // Latin among characters.
    ("wifi", "WiFi"),
    ("ev充电", ""),
    ("EV wifi", "WiFi"),
    ("gracec", "WiFi"),
    ("ev 充电站", "WiFi"),
    // Slips.
    ("停车南", "停车难"),
    ("tingceh", "停车"),
    ("dianit", "电梯"),
    ("liulangquna", "流浪犬"),
];

#[test]
fn what_is_meant_comes_among_the_first_three() {
    let mut wrong = Vec::new();
    for (typed, title) in QUERIES {
        let found = found(typed);
        let first: Vec<&str> = found.iter().take(3).map(|row| &*row.title).collect();
        let is_there = first.iter().any(|it| it.contains(title));
        // What has no title here must not be found at all.
        if title.is_empty() && !first.is_empty() || !title.is_empty() && !is_there {
            wrong.push(format!("{typed} ({title}): {} found, {first:?}", found.len()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_number_a_studio_and_a_department_lead_to_their_issues() {
    let row = CITY.issues.values().find(|row| !row.departments.is_empty()).unwrap();
    let number = row.number.as_str();
    assert_eq!(found(number)[0].id, row.id);
    assert!(found(&number.to_lowercase()).iter().any(|it| it.id == row.id));
    let department = CITY.departments.get(&row.departments[0]).unwrap();
    let studio = CITY.studios.get(&row.studio).unwrap();
    let query = format!("dept:\"{}\" studio:\"{}\"", department.name, studio.name);
    assert!(found(&query).iter().any(|it| it.id == row.id), "{query}");
}

#[test]
fn what_is_near_does_not_drown_what_is_there() {
    let total = CITY.issues.len();
    let exact = found("tcn");
    assert!(
        exact.iter().all(|row| Query::read("tcn", TODAY).faults.is_empty() && row.title.len() > 3)
    );
    assert!(exact.len() < total / 4, "{} of {total}", exact.len());
    for typed in ["tcx", "qqx", "xyz", "停柱", "zzzzzz", "qwertyuiop", "车停"] {
        assert!(found(typed).len() < total / 10, "{typed}: {}", found(typed).len());
    }
}

#[test]
fn the_keys_of_a_query_find_what_they_say() {
    let all = CITY.issues.len();
    let count = |query: &str| found(query).len();
    assert_eq!(count("status:submitted") + count("-status:submitted"), all);
    assert_eq!(count("is:open") + count("非情形：未办结"), all);
    assert_eq!(count("is:recorded"), 6);
    assert_eq!(count("due:overdue"), count("is:overdue"));
    assert_eq!(count("due:<0d is:open"), count("is:overdue"));
    assert_eq!(count("due:none") + count("-due:none"), all);
    assert_eq!(count("类别：温度,力度,深度,无"), all);
    assert_eq!(count("标签：急办"), 1);
    assert_eq!(count("tag:none") + count("-tag:none"), all);
    let resolved = CITY.issues.values().filter(|row| row.resolved.is_some()).count();
    assert_eq!(count("resolved:..2023-10-20"), resolved);
    assert_eq!(count("resolved:none"), all - resolved);
    assert_eq!(count("submitted:2022|2023,none"), all);
    assert!(count("部门：zj 状态：已协商") > 0);
    assert!(found("dept:住建").iter().all(|row| {
        let all = row.departments.iter().chain(&row.supporting);
        all.clone().any(|id| CITY.departments.get(id).unwrap().name.contains("住"))
    }));
    assert!(count("district:yhq") > 0 && count("source:letter") > 0 && count("age:>60d") > 0);
    assert_eq!(count("session:none"), all - count("-session:none"));
}

/// One rule for what is near: filter line, *Today* and the colour of a list are never of two minds.
#[test]
fn what_is_near_its_deadline_is_the_same_for_a_query_and_for_today() {
    let mut near = 0;
    for today in TODAY.iter_days().rev().take(400) {
        let terms = Terms::of(&Settings::default(), &Calendar::built_in(), today);
        let query = Query::read("情形：临期", today).query;
        let ready = Ready::new(&query, (&*CITY).into(), &terms);
        for row in CITY.issues.values() {
            let reasons = CITY.pressing(&row, &terms);
            let presses = reasons.iter().any(|it| matches!(it, Reason::DueSoon { .. }));
            assert_eq!(ready.wants(&row), presses, "{} on {today}", row.number);
            near += usize::from(presses);
        }
    }
    assert!(near > 100, "{near}");
}
