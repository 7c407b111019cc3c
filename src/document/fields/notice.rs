//! The fields of the notice of a session, and what they hold.

use super::{COPY, DRAFT, PUBLIC_COPY, VERSION, imprint, minutes::facts};
use crate::{
    document::{
        Absent, Setting,
        cast::Cast,
        minutes::issue_title,
        notice::{self, News, Notice},
        record::planned_time,
        template::{Both, Catalogue, Data, Field},
    },
    domain::{id::SessionId, world::World},
    i18n::Paper,
};

/// What a template for the notice 会议通知 can name.
pub const NOTICE: Catalogue = Catalogue {
    title: Both { zh: "会议通知", en: "Notice" },
    fields: &[
        Field::text(("会议名称", "title"), ("这次协商议事会的名称", "what the session is called")),
        Field::text(("编号", "number"), ("文号，如 潭协商〔2023〕3号", "number of the document")),
        Field::text(
            ("收文单位", "departments"),
            ("请到会的部门", "the departments that are asked"),
        ),
        Field::text(("日期", "date"), ("会议日期，如 2023年10月20日", "day of the session")),
        Field::text(("时间", "time"), ("日期和开始的时间", "the day, and when it begins")),
        Field::text(("地点", "venue"), ("开会地点", "where it is held")),
        Field::text(("主持人", "chair"), ("主持人姓名和职务", "who chairs, with the post")),
        Field::text(("记录人", "recorder"), ("记录人姓名", "who keeps the record")),
        Field::text(("工作室", "studio"), ("牵头的工作室", "the studio that leads")),
        Field::text(
            ("联合工作室", "co_studios"),
            ("联合举办的工作室", "studios that hold it together"),
        ),
        Field::text(
            ("开头", "opening"),
            (
                "开头一句：召开、改期或取消，连同原因和原定日期",
                "the first sentence: that it is held, moved or cancelled, with reason and former day",
            ),
        ),
        Field::flag(("改期", "moved"), ("会议改期", "it was moved to another day")),
        Field::flag(("取消", "cancelled"), ("会议取消", "it was cancelled")),
        Field::text(
            ("原因", "reason"),
            ("改期或取消的原因，前面不带“因”字", "why it was moved or cancelled"),
        ),
        Field::text(
            ("原定日期", "former_date"),
            ("改期、取消以前原定的日期", "the day for which it was planned before"),
        ),
        Field::list(
            ("参加人员", "participants"),
            (
                "请到会的人，一类或一个部门一项",
                "who is expected, an item for each class or department",
            ),
            PARTICIPANT,
        ),
        Field::list(
            ("议题", "issues"),
            ("议程上的议题，依次", "the issues of the agenda in order"),
            ISSUE,
        ),
        Field::text(("联系人", "contact"), ("有事找谁", "whom to ask")),
        Field::text(
            ("联系电话", "contact_phone"),
            ("联系人的电话；公开版不填", "their telephone; not in a public copy"),
        ),
        Field::text(("发文机关", "office"), ("署名印发的机关", "the issuing office")),
        Field::text(("印发日期", "issued"), ("印发日期", "day on which it was issued")),
        VERSION,
        COPY,
        DRAFT,
        PUBLIC_COPY,
    ],
};

const ISSUE: &[Field] = &[
    Field::text(("名称", "title"), ("议题名称", "what the issue is called")),
    Field::text(("分钟", "minutes"), ("计划几分钟，没有计划的不填", "planned minutes, if any")),
];

const PARTICIPANT: &[Field] = &[
    Field::text(
        ("类别", "class"),
        ("身份类别或部门，如 政协委员", "class or department, such as members"),
    ),
    Field::text(("名单", "names"), ("姓名，没有点名的不填", "the names, where anybody is named")),
];

/// What the fields hold for a session.
///
/// # Errors
/// [`Absent`] when the session is not at hand.
pub(super) fn notice(world: &World, id: SessionId, setting: &Setting) -> Result<Data, Absent> {
    let content = Notice::of(world, id, setting)?;
    let session = world.session(id).ok_or_else(|| Absent(id.into()))?;
    let cast = Cast::new(world, setting, Some(session));
    let issues = session.agenda.iter().map(|item| {
        let minutes = item.planned_minutes.map(|it| it.to_string()).unwrap_or_default();
        Data::new().text("title", issue_title(&cast, item.issue)).text("minutes", minutes)
    });
    let participants = notice::expected(&cast, session).into_iter();
    let participants =
        participants.map(|(class, names)| Data::new().text("class", class).text("names", names));
    let departments = content.recipients.join(cast.word(Paper::Comma));
    let contact = notice::contact(&cast, session);
    let (contact, phone) = contact.map(|it| (it.name, it.phone)).unwrap_or_default();
    let data = facts(&cast, session, imprint(&cast))
        .text("contact", contact)
        .text("contact_phone", phone)
        .phrase("time", &planned_time(&cast, session))
        .text("departments", departments)
        .phrase("opening", &content.opening(&cast, session))
        .flag("moved", matches!(content.news, News::Moved { .. }))
        .flag("cancelled", matches!(content.news, News::Cancelled { .. }))
        .text("reason", content.reason())
        .phrase("former_date", &content.former_day(&cast, session))
        .list("participants", participants.collect());
    Ok(data.list("issues", issues.collect()))
}
