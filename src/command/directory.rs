//! Verbs about studios, people and departments.

use super::fill::{Directory, Fault, FieldFault, Filling, Found, Values, check_name, names};
use super::role::Role;
use super::several::unpadded;
use super::verb::{Field, FieldKind, Noun, Verb, Words, choices, field};
use crate::domain::action::Action;
use crate::domain::commitment::Handling;
use crate::domain::department::DepartmentFacts;
use crate::domain::id::{DepartmentId, EntityId, EntityKind, PersonId, StudioId};
use crate::domain::number::StudioCode;
use crate::domain::person::{PersonFacts, Side};
use crate::domain::studio::{StudioFacts, StudioKind};
use crate::domain::text::fold_width;
use crate::domain::world::World;
use crate::search::naming::{said_to_be_new, split_unit};

const STUDIO_FIELDS: &[Field] = &[
    field("name", Words::new("名称", "Name"), FieldKind::Line).required().positional(),
    field("code", Words::new("代码", "Code"), FieldKind::Line),
    field("kind", Words::new("类型", "Kind"), FieldKind::Choice(choices!(StudioKind))),
    field("district", Words::new("县市区", "District"), FieldKind::Line),
    field("township", Words::new("乡镇街道", "Township"), FieldKind::Line),
    field("founded", Words::new("成立日期", "Founded"), FieldKind::Span).role_of(Role::Day),
    field("convenor", Words::new("召集人", "Convenor"), FieldKind::Person).newcomers(Side::Member),
    field("member", Words::new("驻室委员", "Resident members"), FieldKind::People)
        .newcomers(Side::Member),
    field("note", Words::new("备注", "Note"), FieldKind::Block),
    field("source", Words::new("补录来源", "Recorded from"), FieldKind::Line),
];

/// What can be done to studios.
pub(super) const STUDIO: &[Verb] = &[
    Verb::on(
        Noun::Studio,
        "add",
        Words::new("新建工作室", "Add a studio"),
        Words::new("登记一个委员工作室", "Enters a consultation studio"),
        STUDIO_FIELDS,
        add_studio,
    )
    .adding(),
    Verb::on(
        Noun::Studio,
        "edit",
        Words::new("修改工作室", "Edit the studio"),
        Words::new("更正工作室的情况", "Corrects what is stated about a studio"),
        STUDIO_FIELDS,
        edit_studio,
    )
    .prefilled(current_studio),
];

fn add_studio(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let code = match filling.text("code") {
        Some(text) if !text.is_empty() => {
            StudioCode::parse(text).map_err(|_fault| filling.fault("code", FieldFault::Code))?
        }
        _ => free_code(filling)?,
    };
    let id = StudioId::from_bytes(filling.fresh());
    let start = StudioFacts::named("", code);
    let facts = studio_facts(filling, &start)?;
    Ok(vec![Action::AddStudio { id, facts, source: filling.source() }])
}

fn free_code(filling: &Filling<'_>) -> Result<StudioCode, Fault> {
    let taken = |code: &StudioCode| {
        filling.world.studios().any(|studio| !studio.retracted && studio.facts.code == *code)
    };
    let code = studio_code(&filling.text_or("name", ""), &taken);
    code.ok_or_else(|| filling.fault("code", FieldFault::Required))
}

/// A code for a studio of this name that is not taken: the initials of the name where they are Latin,
/// else S and a number.
pub fn studio_code(name: &str, is_taken: &dyn Fn(&StudioCode) -> bool) -> Option<StudioCode> {
    let initials: String = crate::search::initials::initials_of(name).chars().take(3).collect();
    let numbered = (1..1_000).map(|number| format!("S{number}"));
    std::iter::once(initials)
        .chain(numbered)
        .filter_map(|text| StudioCode::parse(&text).ok())
        .find(|code| !is_taken(code))
}

fn edit_studio(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let id: StudioId = filling.target()?;
    let Some(studio) = filling.world.studio(id) else {
        return Err(filling.fault("target", FieldFault::Unknown(EntityKind::Studio)));
    };
    let facts = studio_facts(filling, &studio.facts)?;
    Ok(vec![Action::EditStudio { id, facts }])
}

fn studio_facts(filling: &mut Filling<'_>, current: &StudioFacts) -> Result<StudioFacts, Fault> {
    let code = match filling.text("code") {
        Some(text) if !text.is_empty() => {
            StudioCode::parse(text).map_err(|_fault| filling.fault("code", FieldFault::Code))?
        }
        _ => current.code.clone(),
    };
    Ok(StudioFacts {
        name: filling.text_or("name", &current.name),
        code,
        kind: filling
            .choice_or("kind", StudioKind::from_key, Some(current.kind))?
            .unwrap_or(StudioKind::Unknown),
        district: filling.text_or("district", &current.district),
        township: filling.text_or("township", &current.township),
        founded: filling.span_or("founded", current.founded)?,
        convenor: filling.person_or("convenor", current.convenor)?,
        members: filling.people_or("member", &current.members)?,
        note: filling.text_or("note", &current.note),
    })
}

fn current_studio(world: &World, id: EntityId, directory: &dyn Directory) -> Values {
    let mut values = Values::default();
    let studio = StudioId::try_from(id).ok().and_then(|id| world.studio(id));
    let Some(facts) = studio.map(|studio| &studio.facts) else { return values };
    values.set("name", &facts.name);
    values.set("code", facts.code.as_str());
    values.set("kind", facts.kind.key());
    values.set("district", &facts.district);
    values.set("township", &facts.township);
    values.set("founded", facts.founded.map(|day| day.to_string()).unwrap_or_default());
    let convenor: Vec<PersonId> = facts.convenor.into_iter().collect();
    values.set_all("convenor", names(directory, &convenor));
    values.set_all("member", names(directory, &facts.members));
    values.set("note", &facts.note);
    values
}

const PERSON_FIELDS: &[Field] = &[
    field("name", Words::new("姓名", "Name"), FieldKind::Line).required().positional(),
    field("side", Words::new("身份", "Side"), FieldKind::Choice(choices!(Side))),
    field("unit", Words::new("单位（住址）", "Unit"), FieldKind::Line),
    field("post", Words::new("职务", "Post"), FieldKind::Line),
    field("sector", Words::new("界别", "Sector"), FieldKind::Line),
    field("phone", Words::new("联系电话", "Telephone"), FieldKind::Line),
    field(
        "department",
        Words::new("所属部门", "Department"),
        FieldKind::Reference(EntityKind::Department),
    ),
    field("note", Words::new("备注", "Note"), FieldKind::Block),
    field("source", Words::new("补录来源", "Recorded from"), FieldKind::Line),
];

/// What can be done to people.
pub(super) const PERSON: &[Verb] = &[
    Verb::on(
        Noun::Person,
        "add",
        Words::new("新建人员", "Add a person"),
        Words::new("登记一位委员、群众或其他人员", "Enters a member, a citizen or another person"),
        PERSON_FIELDS,
        add_person,
    )
    .adding(),
    Verb::on(
        Noun::Person,
        "edit",
        Words::new("修改人员", "Edit the person"),
        Words::new("更正人员的情况", "Corrects what is stated about a person"),
        PERSON_FIELDS,
        edit_person,
    )
    .prefilled(current_person),
];

fn add_person(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let id = PersonId::from_bytes(filling.fresh());
    let facts = person_facts(filling, &PersonFacts::named("", Side::Other))?;
    Ok(vec![Action::AddPerson { id, facts, source: filling.source() }])
}

fn edit_person(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let id: PersonId = filling.target()?;
    let Some(person) = filling.world.person(id) else {
        return Err(filling.fault("target", FieldFault::Unknown(EntityKind::Person)));
    };
    let facts = person_facts(filling, &person.facts)?;
    Ok(vec![Action::EditPerson { id, facts }])
}

fn person_facts(filling: &Filling<'_>, current: &PersonFacts) -> Result<PersonFacts, Fault> {
    let department = match filling.entity("department", EntityKind::Department)? {
        None => current.department,
        Some(found) => found.and_then(|id| DepartmentId::try_from(id).ok()),
    };
    Ok(PersonFacts {
        name: person_name(filling, &current.name)?,
        side: filling.choice_or("side", Side::from_key, Some(current.side))?.unwrap_or(Side::Other),
        unit: filling.text_or("unit", &current.unit),
        title: filling.text_or("post", &current.title),
        sector: filling.text_or("sector", &current.sector),
        phone: phone(filling, &current.phone)?,
        department,
        note: filling.text_or("note", &current.note),
    })
}

/// The name that somebody gets, checked as where they come in by being named; what they are called
/// already is not asked about.
fn person_name(filling: &Filling<'_>, current: &str) -> Result<String, Fault> {
    let name = filling.text_or("name", current);
    if name.is_empty() || name == current {
        return Ok(name);
    }
    check_name(&name, filling.today).map_err(|fault| filling.fault("name", fault))?;
    // Who is added is new without its being said.
    let name = said_to_be_new(&name).map(str::to_owned).unwrap_or(name);
    Ok(unpadded(&name).unwrap_or(name))
}

fn current_person(world: &World, id: EntityId, directory: &dyn Directory) -> Values {
    let mut values = Values::default();
    let person = PersonId::try_from(id).ok().and_then(|id| world.person(id));
    let Some(facts) = person.map(|person| &person.facts) else { return values };
    values.set("name", &facts.name);
    values.set("side", facts.side.key());
    values.set("unit", &facts.unit);
    values.set("post", &facts.title);
    values.set("sector", &facts.sector);
    values.set("phone", &facts.phone);
    let department: Vec<DepartmentId> = facts.department.into_iter().collect();
    values.set_all("department", names(directory, &department));
    values.set("note", &facts.note);
    values
}

const DEPARTMENT_FIELDS: &[Field] = &[
    field("name", Words::new("全称", "Name"), FieldKind::Line).required().positional(),
    field("short", Words::new("简称", "Short name"), FieldKind::Line),
    field("district", Words::new("所在地", "District"), FieldKind::Line),
    field("contact", Words::new("联系人", "Contact"), FieldKind::Line),
    field("phone", Words::new("联系电话", "Telephone"), FieldKind::Line),
    field("source", Words::new("补录来源", "Recorded from"), FieldKind::Line),
];

/// What can be done to departments.
pub(super) const DEPARTMENT: &[Verb] = &[
    Verb::on(
        Noun::Department,
        "add",
        Words::new("新建部门单位", "Add a department"),
        Words::new("登记一个部门单位", "Enters a department or unit"),
        DEPARTMENT_FIELDS,
        add_department,
    )
    .adding(),
    Verb::on(
        Noun::Department,
        "edit",
        Words::new("修改部门单位", "Edit the department"),
        Words::new(
            "更正部门单位的情况（机构改革改名时）",
            "Corrects a department, as when a reform renames it",
        ),
        DEPARTMENT_FIELDS,
        edit_department,
    )
    .prefilled(current_department),
    Verb::on(
        Noun::Department,
        "follow-up",
        Words::new("督办到期事项", "Follow up what is due"),
        Words::new(
            "记下已就这个单位过了时限和临近时限的事项一并督办（督办函已发出等）",
            "Notes that the department was asked about all that is past its deadline or near it",
        ),
        &[
            field(
                "text",
                Words::new("怎么问的、怎么答的", "How, and the answer"),
                FieldKind::Block,
            )
            .positional(),
            field("on", Words::new("日期", "Date"), FieldKind::Day),
        ],
        follow_up,
    ),
];

/// A mark on each of the commitments that a letter of the day asks about.
fn follow_up(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let (on, text) = (filling.day_or_today("on")?, filling.text_or("text", ""));
    let asked = filling.directory.pressing_on(filling.target()?, on);
    if asked.is_empty() {
        let unassigned = filling.directory.unassigned_on(filling.target()?, on);
        let unassigned: Vec<EntityId> = unassigned.into_iter().map(EntityId::from).collect();
        let fault = if unassigned.is_empty() {
            FieldFault::NothingPresses
        } else {
            FieldFault::NoneAssigned(unassigned)
        };
        return Err(filling.fault("on", fault));
    }
    let mark =
        |id| Action::Handle { id, handling: Handling::FollowedUp { on, text: text.clone() } };
    Ok(asked.into_iter().map(mark).collect())
}

fn add_department(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let id = DepartmentId::from_bytes(filling.fresh());
    let facts = department_facts(filling, &DepartmentFacts::named(""))?;
    if facts.district.is_empty() {
        refuse_known_elsewhere(filling, &facts.name)?;
    }
    Ok(vec![Action::AddDepartment { id, facts, source: filling.source() }])
}

/// Two of one name, one of them in no district, would be told apart by nobody: what is meant is mostly the
/// one that is there.
fn refuse_known_elsewhere(filling: &Filling<'_>, name: &str) -> Result<(), Fault> {
    let found = match filling.directory.find(EntityKind::Department, name) {
        Found::One(id) => vec![id],
        Found::Several(ids) => ids,
        Found::None => Vec::new(),
    };
    let is_called_so = |id: &EntityId| {
        let known = filling.directory.name(*id).unwrap_or_default();
        known == name || split_unit(&known).is_some_and(|(bare, _)| bare == name)
    };
    let known: Vec<EntityId> = found.into_iter().filter(is_called_so).collect();
    if known.is_empty() {
        return Ok(());
    }
    Err(filling.fault("name", FieldFault::KnownDepartments(known)))
}

fn edit_department(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let id: DepartmentId = filling.target()?;
    let Some(department) = filling.world.department(id) else {
        return Err(filling.fault("target", FieldFault::Unknown(EntityKind::Department)));
    };
    let facts = department_facts(filling, &department.facts)?;
    Ok(vec![Action::EditDepartment { id, facts }])
}

fn department_facts(
    filling: &Filling<'_>,
    current: &DepartmentFacts,
) -> Result<DepartmentFacts, Fault> {
    Ok(DepartmentFacts {
        name: filling.text_or("name", &current.name),
        short: short_name(filling, &current.short)?,
        district: filling.text_or("district", &current.district),
        contact: filling.text_or("contact", &current.contact),
        phone: phone(filling, &current.phone)?,
    })
}

/// The short name; several in its place would never be found by any of them.
fn short_name(filling: &Filling<'_>, current: &str) -> Result<String, Fault> {
    let short = filling.text_or("short", current);
    let is_several = short.contains(['、', '，', ',', '；', ';', '/', '／', '\n']);
    if is_several && short != current {
        return Err(filling.fault("short", FieldFault::SeveralShortNames));
    }
    Ok(short)
}

/// What people write beside a telephone number: which one it is, and how to be put through; what holds
/// another stands before it.
const BESIDE_NUMBERS: [&str; 24] = [
    "分机",
    "转",
    "办公室",
    "办公",
    "办",
    "住宅",
    "宅",
    "家",
    "手机",
    "座机",
    "值班",
    "热线",
    "传真",
    "电话",
    "mobile",
    "office",
    "home",
    "phone",
    "fax",
    "tel.",
    "tel",
    "ext.",
    "ext",
    "x",
];
/// The fewest digits of a number: 110, 12345.
const LEAST_DIGITS: usize = 3;

/// The telephone; what is there already is not asked about.
fn phone(filling: &Filling<'_>, current: &str) -> Result<String, Fault> {
    let phone = filling.text_or("phone", current);
    if phone == current || phone.is_empty() || is_phone(&phone) {
        return Ok(phone);
    }
    Err(filling.fault("phone", FieldFault::Phone))
}

/// Whether it is a telephone number, or several: digits with what parts them and an extension.
fn is_phone(text: &str) -> bool {
    let folded = fold_width(text).to_lowercase();
    let mut rest = folded;
    for word in BESIDE_NUMBERS {
        rest = rest.replace(word, "");
    }
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    let is_mark = |c: char| c.is_ascii_digit() || " +-–—().、,;:/#*".contains(c);
    digits >= LEAST_DIGITS && rest.chars().all(is_mark)
}

fn current_department(world: &World, id: EntityId, _: &dyn Directory) -> Values {
    let mut values = Values::default();
    let department = DepartmentId::try_from(id).ok().and_then(|id| world.department(id));
    let Some(facts) = department.map(|department| &department.facts) else { return values };
    values.set("name", &facts.name);
    values.set("short", &facts.short);
    values.set("district", &facts.district);
    values.set("contact", &facts.contact);
    values.set("phone", &facts.phone);
    values
}

#[cfg(test)]
mod tests {
    use super::is_phone;

    #[test]
    fn a_telephone_number_has_digits_and_no_other_words() {
        for text in [
            "13800138000",
            "０７５２－１２３４５６７",
            "+86 752 1234567",
            "(0752) 1234567 转 801",
            "0752-1234567 ext. 12",
            "13800138000、0752-1234567",
            "0731-1234567（办）",
            "手机：13800138000",
            "tel 13800138000",
            "0731 1234567 x12",
            "0731-1234567#801",
            "12345",
        ] {
            assert!(is_phone(text), "{text}");
        }
        for text in ["abc", "见名片", "转", "1380013800o", "-", "5", "办公室"] {
            assert!(!is_phone(text), "{text}");
        }
    }
}
