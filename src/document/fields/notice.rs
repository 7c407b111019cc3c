//! The fields of the notice of a session, and what they hold.

use super::{COPY, DRAFT, PUBLIC_COPY, VERSION, imprint, minutes::facts};
use crate::{
    document::{
        Absent, Setting,
        cast::Cast,
        minutes::issue_title,
        notice::Notice,
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
        Field::list(
            ("议题", "issues"),
            ("议程上的议题，依次", "the issues of the agenda in order"),
            ISSUE,
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
    let departments = content.recipients.join(cast.word(Paper::Comma));
    let data = facts(&cast, session, imprint(&cast))
        .phrase("time", &planned_time(&cast, session))
        .text("departments", departments);
    Ok(data.list("issues", issues.collect()))
}
