//! The example city: it comes out the same for the same seed, passes every guard, and adds up.

use chrono::{NaiveDate, NaiveTime};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use tanshi::domain::{
    action::{Action, StepRequest},
    commitment::Commitment,
    date::{DateSpan, Interval},
    decide::{Moment, decide},
    event::Event,
    figures::{Figure, Report, Scope, Tally},
    id::{ChangeId, EntityId, IssueId},
    number::ReplicaMark,
    provenance::Envelope,
    refusal::Refusal,
    row::CommitmentRow,
    session::SessionStatus,
    workflow::{Exit, Missing, Rule, Status, Step, StepKind},
    world::World,
};
use tanshi::exchange::example::{Example, SEED, TODAY, generate};

const SEEDS: [u64; 6] = [SEED, 0, 1, 2, 3, u64::MAX];

/// The city of each seed, settled once for all tests.
static CITIES: LazyLock<Vec<City>> =
    LazyLock::new(|| SEEDS.into_iter().map(City::settle).collect());

/// The world of the demonstration, and how the program itself counts it from 2022 to today.
pub(crate) fn counted() -> (&'static World, Report) {
    (&city().world, city().tally())
}

/// The city of the demonstration.
fn city() -> &'static City {
    &CITIES[0]
}

/// A city after everything was decided, and what that took.
struct City {
    seed: u64,
    example: Example,
    world: World,
    events: Vec<Event>,
}

impl City {
    /// Decides every change; a refusal ends the test and names itself.
    fn settle(seed: u64) -> Self {
        let example = generate(seed).unwrap();
        let (mut world, mut scratch) = (World::default(), World::default());
        let mut events = Vec::new();
        for (place, change) in example.changes.iter().enumerate() {
            let moment = Moment {
                today: change.today,
                actor: change.actor,
                replica_mark: ReplicaMark::parse("K7").unwrap(),
            };
            let decided =
                decide(&mut scratch, &change.actions, &moment).unwrap_or_else(|refusal| {
                    panic!(
                        "seed {seed}, change {place} on {}: {refusal:?}\n{:#?}",
                        change.today, change.actions
                    )
                });
            let midnight = change.today.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
            for event in decided {
                let envelope = Envelope {
                    replica: [7; 16],
                    seq: events.len() as u64 + 1,
                    at_millis: midnight.unsigned_abs(),
                    change: ChangeId::from_bytes((place as u128).to_be_bytes()),
                    actor: change.actor,
                };
                world.apply(&event, &envelope);
                events.push(event);
            }
            // What was decided on carries provisional marks; the next change sees the real ones.
            for id in world.take_touched() {
                scratch.load(world.entity(id).unwrap().clone());
            }
        }
        Self { seed, example, world, events }
    }

    fn tally(&self) -> Report {
        let first = NaiveDate::from_ymd_opt(2022, 1, 1).unwrap();
        let interval = Interval::between(first, TODAY).unwrap();
        let mut tally = Tally::new(Scope { interval, cut_off: TODAY, studio: None });
        self.world.studios().for_each(|it| tally.studio(it));
        self.world.sessions().for_each(|it| tally.session(it));
        self.world.issues().for_each(|it| tally.issue(it));
        self.world.commitments().for_each(|it| tally.commitment(it));
        tally.report()
    }

    fn case(&self, key: &str) -> IssueId {
        IssueId::try_from(self.example.cases[key]).unwrap()
    }

    fn resolve_gaps(&self, issue: IssueId) -> Vec<Missing> {
        let moment = Moment {
            today: TODAY,
            actor: self.example.me,
            replica_mark: ReplicaMark::parse("K7").unwrap(),
        };
        let action = Action::StepIssue { id: issue, request: StepRequest::new(StepKind::Resolve) };
        match decide(&mut self.world.clone(), &[action], &moment) {
            Err(Refusal::Missing { missing, .. }) => missing,
            other => panic!("not refused by a guard: {other:?}"),
        }
    }

    /// How many issues there are by status.
    fn statuses(&self) -> BTreeMap<&'static str, usize> {
        let mut statuses = BTreeMap::new();
        for issue in self.world.issues() {
            *statuses.entry(issue.status.key()).or_insert(0) += 1;
        }
        statuses
    }
}

#[test]
fn the_six_totals_of_the_source_come_out_for_every_seed() {
    for city in CITIES.iter() {
        let (seed, tally) = (city.seed, city.tally());
        let totals = [
            Figure::Studios,
            Figure::Sessions,
            Figure::Resolved,
            Figure::MemberAttendances,
            Figure::PublicAttendances,
            Figure::DepartmentAttendances,
        ]
        .map(|figure| tally.count(figure));
        assert_eq!(totals, [128, 225, 204, 2982, 1794, 450], "seed {seed}");
        assert_eq!(tally.count(Figure::ResolvedRecorded), 4, "seed {seed}");
        assert_eq!(tally.count(Figure::ResolvedByService), 1, "seed {seed}");
        assert_eq!(tally.count(Figure::ResolvedOverridden), 1, "seed {seed}");
        assert_eq!(tally.count(Figure::ActiveStudios), 127, "seed {seed}");
    }
}

#[test]
fn the_same_seed_gives_the_same_city_and_another_gives_another() {
    assert_eq!(generate(5).unwrap(), generate(5).unwrap());
    assert_ne!(generate(5).unwrap().changes, generate(6).unwrap().changes);
}

#[test]
fn changes_come_in_the_order_of_their_days() {
    let changes = generate(SEED).unwrap().changes;
    assert!(changes.is_sorted_by_key(|change| change.today));
    assert!(changes.iter().all(|change| change.today <= TODAY && !change.actions.is_empty()));
}

#[test]
fn only_the_six_cases_are_recorded_from_a_source() {
    let city = city();
    let cases: BTreeSet<EntityId> =
        (1..=6).map(|place| city.case(&format!("c{place}")).into()).collect();
    for issue in city.world.issues() {
        let is_case = cases.contains(&issue.id.into());
        assert_eq!(issue.source.is_some(), is_case, "{}", issue.facts.title);
        assert_eq!(issue.steps.iter().any(Step::is_recorded), is_case, "{}", issue.facts.title);
        assert!(issue.conflicts.is_empty());
    }
    assert_eq!(city.world.sessions().filter(|session| session.source.is_some()).count(), 5);
}

#[test]
fn the_open_cases_say_what_they_wait_for() {
    let city = city();
    let waiting = |key: &str, rule: Rule| -> BTreeSet<EntityId> {
        let gaps = city.resolve_gaps(city.case(key));
        gaps.iter().filter(|gap| gap.rule == rule).map(|gap| gap.entity).collect()
    };
    let cases = &city.example.cases;
    assert_eq!(waiting("c6", Rule::CommitmentCompletion), [cases["c6b"], cases["c6c"]].into());
    assert_eq!(waiting("c3", Rule::CommitmentCompletion), [cases["c3a"]].into());
    assert_eq!(waiting("c3", Rule::CommitmentEvidence), [cases["c3a"]].into());
}

#[test]
fn everything_invented_is_marked() {
    let city = city();
    let is_marked = |note: &str| note == "示例数据";
    for person in city.world.people().filter(|person| person.source.is_none()) {
        assert!(is_marked(&person.facts.note), "{}", person.facts.name);
        assert!(person.facts.phone.starts_with("100"), "{}", person.facts.phone);
    }
    for studio in city.world.studios().filter(|studio| studio.source.is_none()) {
        assert!(is_marked(&studio.facts.note), "{}", studio.facts.name);
    }
    for issue in city.world.issues().filter(|issue| issue.source.is_none()) {
        assert!(issue.facts.tags.iter().any(|tag| is_marked(tag)), "{}", issue.facts.title);
    }
    let named = city.world.people().filter(|person| person.facts.name == "缪健辉").count();
    assert_eq!(named, 1);
}

#[test]
fn no_text_has_a_gap_left_in_it() {
    let city = city();
    let texts =
        city.world.issues().map(|issue| format!("{}{}", issue.facts.title, issue.facts.body));
    for text in texts.chain(city.world.sessions().map(|session| session.facts.title.clone())) {
        assert!(!text.contains(['{', '}']), "{text}");
    }
    for event in &city.events {
        if let Event::LineAdded(added) = event {
            assert!(!added.facts.text.contains(['{', '}']), "{}", added.facts.text);
        }
    }
}

#[test]
fn codes_are_two_to_four_letters() {
    for city in CITIES.iter() {
        for studio in city.world.studios().filter(|studio| studio.source.is_none()) {
            let code = studio.facts.code.as_str();
            assert!((2..=4).contains(&code.len()), "{code}");
            assert!(code.chars().all(|letter| letter.is_ascii_uppercase()), "{code}");
        }
    }
}

#[test]
fn the_backlog_is_lively() {
    for city in CITIES.iter() {
        let seed = city.seed;
        let statuses = city.statuses();
        for exit in Exit::ALL {
            assert!(
                statuses.get(exit.key()).is_some_and(|count| *count > 0),
                "seed {seed}: {exit:?}"
            );
        }
        let issues = || city.world.issues().filter(|it| it.status == Status::Submitted);
        assert!(issues().filter(|it| !it.is_accepted()).count() >= 20, "seed {seed}");
        assert!(issues().filter(|it| it.is_accepted()).count() >= 20, "seed {seed}");
        let planned = city.world.sessions().filter(|it| it.status == SessionStatus::Planned);
        assert!(planned.filter(|it| it.facts.on.first() > TODAY).count() >= 8, "seed {seed}");
        let rows = city
            .world
            .commitments()
            .filter_map(|it| Some(CommitmentRow::of(it, city.world.issue(it.issue)?.status)));
        let overdue = rows.filter(|it| it.overdue_days(TODAY).is_some());
        assert!(overdue.count() >= 5, "seed {seed}");
        assert!(city.world.commitments().any(Commitment::is_returned), "seed {seed}");
        let reopened = city
            .world
            .issues()
            .filter(|issue| issue.standing_steps().any(|step| step.kind() == StepKind::Reopen));
        let ends: BTreeSet<&str> = reopened.map(|issue| issue.status.key()).collect();
        assert_eq!(ends, ["consulted", "resolved"].into(), "seed {seed}");
    }
}

#[test]
fn the_convenor_of_my_studio_is_at_the_keyboard() {
    for city in CITIES.iter() {
        let seed = city.seed;
        let (me, mine) = (city.example.me, city.example.my_studio);
        let settings = city.world.settings();
        assert_eq!((settings.me, settings.my_studio), (Some(me), Some(mine)));
        assert_eq!(city.world.studio(mine).unwrap().facts.convenor, Some(me));
        let held = city.world.sessions().filter(|it| it.facts.studio == mine && it.is_held());
        assert!(held.count() >= 4, "seed {seed}");
        let open = city.world.issues().filter(|it| it.studio == mine && it.status.is_open());
        assert!(open.count() >= 10, "seed {seed}");
    }
}

#[test]
fn resolved_issues_went_through_everything_in_the_order_of_days() {
    for City { seed, world, .. } in CITIES.iter() {
        let resolved = world
            .issues()
            .filter(|issue| issue.source.is_none())
            .filter(|issue| matches!(issue.status, Status::Resolved(_)));
        for issue in resolved {
            let day = |kind| {
                let step = issue.standing_steps().rfind(|step: &&Step| step.kind() == kind);
                step.map(|step| step.facts().on.first())
            };
            let consulted = issue.consulted_in().and_then(|id| world.session(id)).unwrap();
            let completions = issue.commitments.iter().filter_map(|id| world.commitment(*id));
            let completed =
                completions.filter_map(|it| it.completion()).map(|it| it.on.last()).max();
            let asked = issue.evaluation().map(|given| given.evaluation.on.first());
            let days = [
                issue.facts.submitted.map(DateSpan::first),
                day(StepKind::Accept),
                Some(consulted.facts.on.first()),
                completed,
                asked.or_else(|| completed.and_then(|day| day.succ_opt())),
            ];
            let title = &issue.facts.title;
            assert!(days.iter().all(Option::is_some), "seed {seed}: {title}");
            assert!(days.is_sorted_by(|a, b| a < b), "seed {seed}: {title} {days:?}");
            assert!(day(StepKind::Resolve) >= asked.max(completed), "seed {seed}: {title}");
        }
    }
}

#[test]
fn every_title_of_the_field_comes_up() {
    let city = city();
    let titles: BTreeSet<String> = city.world.issues().map(|it| it.facts.title.clone()).collect();
    for title in [
        "加装电梯",
        "老年食堂",
        "加装护栏",
        "充电桩",
        "水压不足",
        "上下学拥堵",
        "公交线路",
        "常用药",
        "工资支付",
        "无障碍",
        "停车难",
        "物业费",
        "流浪犬",
        "道路提质",
        "飞线充电",
        "油烟噪声",
        "路灯",
        "化粪池",
        "业委会",
        "农贸市场环境",
        "垃圾清运",
        "高空抛物",
        "预缴金",
        "山塘清淤",
        "高标准农田",
        "农机合作社",
        "融资对接",
        "园区企业",
        "湘莲产业",
        "乡村旅游",
    ] {
        assert!(titles.iter().any(|it| it.contains(title)), "{title}");
    }
}

#[test]
fn the_city_stays_small_enough_to_load_at_once() {
    for City { seed, events, .. } in CITIES.iter() {
        let events = events.len();
        assert!((10_000..=20_000).contains(&events), "seed {seed}: {events} events");
    }
}
