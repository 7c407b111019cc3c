//! The fields of the minutes (DOMAIN §4), and what they hold for one session.

use super::{COPY, DRAFT, PUBLIC_COPY, VERSION, imprint};
use crate::{
    document::{
        Absent, Setting,
        cast::Cast,
        minutes::{Agreement, Item, Minutes, Promise},
        phrase::Phrase,
        record,
        roll::{Group, Roll},
        satisfaction,
        template::{Both, Catalogue, Data, Field},
    },
    domain::{
        id::{IssueId, SessionId},
        session::{Column, Session},
        world::World,
    },
    i18n::{Label, Lang, Paper},
};

/// What a template for the minutes 会议纪要 can name.
pub const MINUTES: Catalogue = Catalogue {
    title: Both { zh: "会议纪要", en: "Minutes" },
    fields: &[
        Field::text(("会议名称", "title"), ("这次协商议事会的名称", "what the session is called")),
        Field::text(("编号", "number"), ("文号，如 潭协商〔2023〕3号", "number of the document")),
        Field::text(("日期", "date"), ("会议日期，如 2023年10月20日", "day of the session")),
        Field::text(("时间", "time"), ("日期，从几时到几时", "the day, from when to when")),
        Field::text(("地点", "venue"), ("开会地点", "where it was held")),
        Field::text(("主持人", "chair"), ("主持人姓名和职务", "who chaired, with the post")),
        Field::text(("记录人", "recorder"), ("记录人姓名", "who kept the record")),
        Field::text(("工作室", "studio"), ("牵头的工作室", "the studio that led")),
        Field::text(
            ("联合工作室", "co_studios"),
            ("联合举办的工作室", "studios that held it together"),
        ),
        Field::text(("发文机关", "office"), ("署名印发纪要的机关", "the issuing office")),
        Field::text(
            ("印发日期", "issued"),
            ("纪要的印发日期", "day on which the minutes were issued"),
        ),
        VERSION,
        COPY,
        DRAFT,
        PUBLIC_COPY,
        Field::list(
            ("议题", "issues"),
            ("议程上的议题，依次", "the issues of the agenda in order"),
            ISSUE,
        ),
        Field::list(("承办事项", "commitments"), ("全部承办事项", "all commitments"), COMMITMENT),
        Field::list(
            ("其他听取", "other_heard"),
            ("议程以外听取了什么", "what was heard beside the agenda"),
            TEXT,
        ),
        Field::list(
            ("其他认为", "other_views"),
            ("议程以外的会议认为", "what was thought beside the agenda"),
            TEXT,
        ),
        Field::list(
            ("其他议定", "other_agreed"),
            ("议程以外的会议议定", "what was agreed beside the agenda"),
            TEXT,
        ),
        Field::list(
            ("说明", "notes"),
            ("破例放行的理由，一条一项", "why a rule was passed over, an item each"),
            TEXT,
        ),
        Field::list(
            ("更正说明", "amendments"),
            ("更正版改了什么，一条一项", "what a corrected version corrects, an item each"),
            TEXT,
        ),
        Field::list(
            ("出席", "present"),
            ("出席人员，一类一项", "who was present, an item for each class"),
            CLASS,
        ),
        Field::list(
            ("列席", "attending"),
            ("列席人员，一类一项", "who attended, an item for each class"),
            CLASS,
        ),
        Field::list(
            ("请假", "excused"),
            ("请假人员，一类一项", "who was excused, an item for each class"),
            CLASS,
        ),
        Field::list(
            ("缺席", "absent"),
            ("缺席人员，一类一项", "who was absent, an item for each class"),
            CLASS,
        ),
        Field::text(("委员人数", "member_count"), ("参加的委员人数", "how many members took part")),
        Field::text(
            ("群众人数", "public_count"),
            ("参加的群众人数", "how many of the public took part"),
        ),
        Field::text(
            ("部门数", "department_count"),
            ("参加的部门单位数", "how many departments took part"),
        ),
        Field::text(("其他人数", "other_count"), ("专家、媒体等人数", "how many others took part")),
    ],
};

const ISSUE: &[Field] = &[
    Field::text(("名称", "title"), ("议题名称", "what the issue is called")),
    Field::text(("编号", "number"), ("议题编号", "number of the issue")),
    Field::text(("类别", "category"), ("温度、力度或深度", "livelihood, governance or policy")),
    Field::text(
        ("诉求人", "raiser"),
        ("提出议题的人；公开版不填", "who raised it; not in a public copy"),
    ),
    Field::list(
        ("听取", "heard"),
        ("会议听取了什么，一条一项", "what was heard, an item each"),
        TEXT,
    ),
    Field::list(("认为", "views"), ("会议认为，一条一项", "what was thought, an item each"), TEXT),
    Field::list(("议定", "agreed"), ("会议议定，一条一项", "what was agreed, an item each"), TEXT),
    Field::list(("承办事项", "commitments"), ("这件议题的承办事项", "its commitments"), COMMITMENT),
    Field::flag(("未达成共识", "no_consensus"), ("没有达成共识", "no consensus was reached")),
    Field::text(
        ("未达成共识说明", "no_consensus_note"),
        ("分歧在哪里", "what stood between the sides"),
    ),
    Field::flag(("未议及", "undiscussed"), ("这次没有议到", "it was not discussed this time")),
    Field::text(
        ("结果", "outcome"),
        ("没有记下结果时留空待填，有结果的不填", "a blank where no outcome is recorded"),
    ),
];

const TEXT: &[Field] = &[Field::text(("内容", "text"), ("这一条的文字", "the text of the item"))];

const COMMITMENT: &[Field] = &[
    Field::text(("事项", "matter"), ("要办的事", "what is to be done")),
    Field::text(("主办", "lead"), ("主办单位", "the department that leads")),
    Field::text(
        ("会办", "supporting"),
        ("会办单位，用顿号隔开", "supporting departments in one line"),
    ),
    Field::text(("时限", "deadline"), ("办结的时限", "the deadline")),
    Field::text(("资金", "funds"), ("承诺的资金", "the funds that were promised")),
];

const CLASS: &[Field] = &[
    Field::text(("类别", "class"), ("身份类别，如 政协委员", "class, such as members")),
    Field::text(("名单", "names"), ("这一类的人，按姓氏笔画", "the names, by stroke count")),
    Field::text(("人数", "count"), ("这一类的人数", "how many there are")),
];

/// What the fields of the minutes hold for a session, in the words of the copy.
///
/// # Errors
/// [`Absent`] when the session is not at hand.
pub(super) fn minutes(world: &World, id: SessionId, setting: &Setting) -> Result<Data, Absent> {
    let content = Minutes::of(world, id, setting)?;
    let session = world.session(id).ok_or_else(|| Absent(id.into()))?;
    let cast = Cast::new(world, setting, Some(session));
    let issues = content.items.iter().filter(|item| item.issue.is_some());
    let promised = content.items.iter().flat_map(promises);
    let other = content.items.iter().find(|item| item.issue.is_none());
    let of_other = |pick: fn(&Item, Lang) -> Vec<String>| {
        texts(other.map(|item| pick(item, cast.lang())).unwrap_or_default())
    };
    let said = |phrases: Vec<Phrase>| texts(phrases.iter().map(Phrase::plain).collect());
    let amendments = content.amendments.iter().map(|it| it.words(cast.lang())).collect();
    let roll = &content.roll;
    let data = facts(&cast, session, imprint(&cast))
        .phrase("time", &record::time(&cast, session))
        .list("issues", issues.map(|item| issue(&cast, item)).collect())
        .list("commitments", promised.map(commitment).collect())
        .list("other_heard", of_other(heard))
        .list("other_views", of_other(|item, _| item.considered.clone()))
        .list("other_agreed", of_other(agreed))
        .list("notes", said(content.overrides.clone()))
        .list("amendments", said(amendments));
    Ok(present(&cast, roll, data))
}

/// What is stated about a session, but for its time: a notice tells the planned one.
pub(super) fn facts(cast: &Cast<'_>, session: &Session, data: Data) -> Data {
    use crate::document::phrase::Unknown;
    let (stated, about) = (&session.facts, session.id.into());
    let is_told = session.source.is_some();
    let recorder = stated.recorder.map(|it| cast.name(it)).unwrap_or_default();
    let co_studios: Vec<String> = stated.co_studios.iter().map(|it| cast.studio(*it)).collect();
    data.text("title", cast.heading(&stated.title))
        .phrase("date", &cast.day(stated.on, Unknown::SessionDay, about, is_told))
        .phrase("venue", &cast.venue_or(&stated.venue, about))
        .phrase("chair", &cast.who_or(stated.chair, Unknown::Chair, about))
        .phrase("recorder", &cast.said_or(&recorder, Unknown::Recorder, about))
        .text("studio", cast.studio(stated.studio))
        .text("co_studios", co_studios.join(cast.word(Paper::Comma)))
}

fn present(cast: &Cast<'_>, roll: &Roll, data: Data) -> Data {
    let classes = |groups: &[Group]| groups.iter().map(|group| class(cast, group)).collect();
    let counts = [
        ("member_count", Column::Member),
        ("public_count", Column::Public),
        ("department_count", Column::Department),
        ("other_count", Column::Other),
    ];
    let data = data
        .list("present", classes(&roll.present))
        .list("attending", classes(&roll.attending))
        .list("excused", classes(&roll.excused))
        .list("absent", classes(&roll.absent));
    counts.into_iter().fold(data, |data, (name, column)| {
        let heads = roll.heads.iter().find(|(it, _)| *it == column);
        data.phrase(name, &heads.map_or_else(|| Phrase::said("0"), |(_, it)| it.clone()))
    })
}

fn class(cast: &Cast<'_>, group: &Group) -> Data {
    let count = u32::try_from(group.people.len()).unwrap_or(u32::MAX).saturating_add(group.tally);
    Data::new()
        .text("class", group.title(cast))
        .text("names", group.names(cast))
        .text("count", count.to_string())
}

fn issue(cast: &Cast<'_>, item: &Item) -> Data {
    let known = item.issue.and_then(|id: IssueId| cast.world.issue(id));
    let raisers: Vec<String> =
        known.into_iter().flat_map(|issue| satisfaction::raisers(cast, issue)).collect();
    let category = known.and_then(|issue| issue.facts.category).map(|it| it.label(cast.lang()));
    let outcome = item.outcome_unknown.map(Phrase::unknown).unwrap_or_default();
    Data::new()
        .text("title", item.title.clone())
        .text("number", known.map(|issue| issue.number.to_string()).unwrap_or_default())
        .text("category", category.unwrap_or_default())
        .text("raiser", raisers.join(cast.word(Paper::Comma)))
        .list("heard", texts(heard(item, cast.lang())))
        .list("views", texts(item.considered.clone()))
        .list("agreed", texts(agreed(item, cast.lang())))
        .list("commitments", promises(item).map(commitment).collect())
        .flag("no_consensus", item.no_consensus.is_some() || !item.parted.is_empty())
        .text("no_consensus_note", no_consensus_note(item))
        .flag("undiscussed", item.undiscussed)
        .phrase("outcome", &outcome)
}

/// What stood between the sides, and the sentences of the record that tell that they parted.
fn no_consensus_note(item: &Item) -> String {
    let note = item.no_consensus.iter().filter(|it| !it.is_empty());
    note.chain(&item.parted).map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn texts(all: Vec<String>) -> Vec<Data> {
    all.into_iter().map(|it| Data::new().text("text", it)).collect()
}

fn heard(item: &Item, _: Lang) -> Vec<String> {
    item.heard.iter().map(|it| it.words.clone()).collect()
}

fn agreed(item: &Item, lang: Lang) -> Vec<String> {
    item.agreed.iter().map(|it| it.words(lang).plain()).collect()
}

fn promises(item: &Item) -> impl Iterator<Item = &Promise> {
    item.agreed.iter().filter_map(|agreement| match agreement {
        Agreement::Promise(promise) => Some(promise),
        Agreement::Said(_) => None,
    })
}

fn commitment(promise: &Promise) -> Data {
    Data::new()
        .text("matter", promise.matter.clone())
        .phrase("lead", &promise.lead)
        .text("supporting", promise.supporting.clone())
        .phrase("deadline", &promise.deadline)
        .phrase("funds", &promise.funds.clone().unwrap_or_default())
}
