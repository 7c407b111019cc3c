//! The fields of the assignment letter (DOMAIN §4), and what they hold for one department.

use super::{COPY, DRAFT, PUBLIC_COPY, VERSION, imprint};
use crate::{
    document::{
        Absent, Setting,
        assignment::Assignment,
        cast::Cast,
        matter::{Matter, found},
        phrase::Phrase,
        template::{Both, Catalogue, Data, Field},
    },
    domain::{
        id::{CommitmentId, DepartmentId},
        world::World,
    },
};

/// What a template for the assignment letter 交办单 can name.
pub const ASSIGNMENT: Catalogue = Catalogue {
    title: Both { zh: "交办单", en: "Assignment letter" },
    fields: &[
        Field::text(("编号", "number"), ("文号，如 潭协商〔2023〕3号", "number of the document")),
        Field::text(("事项编号", "matter_number"), ("承办事项的编号", "number of the commitment")),
        Field::text(("收文单位", "department"), ("交给哪个单位", "the department that it goes to")),
        Field::flag(("主办件", "is_lead"), ("收文单位是主办单位", "that department leads")),
        Field::text(("议题", "issue"), ("议题名称", "what the issue is called")),
        Field::text(("来源", "source"), ("议题从哪里来", "how the issue came in")),
        Field::text(("协商日期", "consulted"), ("哪天协商的", "day of the session")),
        Field::text(("工作室", "studio"), ("负责的工作室", "the studio that looks after it")),
        Field::text(("事项", "matter"), ("要办的事", "what is to be done")),
        Field::text(("主办", "lead"), ("主办单位", "the department that leads")),
        Field::text(
            ("会办", "supporting"),
            ("会办单位，用顿号隔开", "supporting departments in one line"),
        ),
        Field::text(("时限", "deadline"), ("办结的时限，含延期", "the deadline with extensions")),
        Field::text(("资金", "funds"), ("承诺的资金", "the funds that were promised")),
        Field::text(
            ("退回期限", "return_working_days"),
            ("几个工作日内可以退回", "working days within which it may be returned"),
        ),
        Field::text(("发文机关", "office"), ("署名印发的机关", "the issuing office")),
        Field::text(
            ("印发日期", "issued"),
            ("交办的日期，没有交办的是印发日期", "day of assignment, else that of issue"),
        ),
        VERSION,
        COPY,
        DRAFT,
        PUBLIC_COPY,
    ],
};

/// What the fields hold for a commitment and a department.
///
/// # Errors
/// [`Absent`] when the commitment or its issue is not at hand.
pub(super) fn assignment(
    world: &World,
    id: CommitmentId,
    department: Option<DepartmentId>,
    setting: &Setting,
) -> Result<Data, Absent> {
    let (commitment, issue, session) = found(world, id)?;
    let cast = Cast::new(world, setting, session);
    let matter = Matter::of(&cast, commitment, issue, session);
    let to = department.map(|it| cast.department(it));
    let letter = Assignment::of(world, id, department, setting)?;
    let data = imprint(&cast)
        .phrase("issued", &letter.assigned)
        .text("matter_number", matter.number.clone())
        .known("department", to)
        .flag("is_lead", department.is_some() && department == commitment.facts.lead)
        .text("issue", matter.issue.clone())
        .text("source", matter.source)
        .text("consulted", matter.consulted.as_ref().map(Phrase::plain).unwrap_or_default())
        .text("studio", matter.studio.clone())
        .text("matter", matter.promise.matter.clone())
        .phrase("lead", &matter.promise.lead)
        .text("supporting", matter.promise.supporting.clone())
        .phrase("deadline", &matter.due)
        .text("funds", matter.funds.clone());
    let days = world.settings().deadlines.return_working_days;
    Ok(data.text("return_working_days", days.to_string()))
}
