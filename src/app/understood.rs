//! What a field was understood to say while it is typed, and what is wrong with it.

use super::attending;
use super::context::{Known, named};
use super::form::{FieldState, Form, Note};
use super::intake;
use super::page::Tone;
use super::preparing;
use super::state::{Medium, Overlay, State};
use super::verbs::key_of;
use crate::command::fill::{
    Directory, Fault, FieldFault, Found, Likelihood, check_name, check_newness, name_and_unit,
    read_deadline, read_number, read_overrides, read_time, unmarked,
};
use crate::command::verb::{FieldKind, Noun, find};
use crate::command::wording::{Typing, field_fault_text, unknown_where};
use crate::command::{class_of_newcomer, screens::Ui, several};
use crate::domain::amount::Amount;
use crate::domain::calendar::Due;
use crate::domain::date::{DateSpan, parse_day};
use crate::domain::id::{EntityId, EntityKind};
use crate::domain::person::Side;
use crate::domain::session::Class;
use crate::i18n::wording::{clock_time, weekday};
use crate::i18n::{Label, Lang, Text, Wording, sentence};
use chrono::NaiveDate;

/// The line under a field.
pub(crate) fn note(state: &State, field: &FieldState) -> Note {
    let text = field.editor.text().trim();
    if field.is_choice() {
        return dim(choice_hint(state, field));
    }
    if let Some(own) = preparing::of_items(state, open_form(state), field)
        && text.is_empty()
    {
        return dim(own);
    }
    if text.is_empty() {
        return dim(placeholder(state, field).to_owned());
    }
    if let Some(own) = preparing::note(state, open_form(state), field) {
        return told(own);
    }
    if let Some(own) = intake::note(state, open_form(state), field) {
        return told(own);
    }
    let read = match field.field.kind {
        FieldKind::Span => DateSpan::parse(text, state.today)
            .map(|span| span_words(span, state))
            .map_err(|fault| fault.words(state.lang)),
        FieldKind::Day => parse_day(text, state.today)
            .map(|day| day_words(day, state))
            .map_err(|fault| fault.words(state.lang)),
        FieldKind::Deadline => read_deadline(text, spoken_on(state), &state.calendar)
            .map(|due| due_words(&due, state))
            .map_err(|fault| fault.words(state.lang)),
        FieldKind::Time => {
            read_time(text).map(clock_time).map_err(|fault| fault_words(state, &fault))
        }
        FieldKind::Amount => Amount::parse(text)
            .map(|amount| amount.words(state.lang))
            .map_err(|fault| fault.words(state.lang)),
        FieldKind::Heads => Amount::parse_heads(text)
            .map(|count| crate::i18n::wording::people(count, state.lang))
            .map_err(|fault| fault.words(state.lang)),
        FieldKind::Number { least, most } => read_number(text, least..=most)
            .map(|number| number.to_string())
            .map_err(|fault| fault_words(state, &fault)),
        FieldKind::Reference(kind) => reference(state, kind, text),
        FieldKind::References(kind) => several(state, kind, text),
        FieldKind::Person => person(state, field, text),
        FieldKind::People => people(state, field, text),
        FieldKind::Overrides => overrides(state, text),
        FieldKind::Line
        | FieldKind::Block
        | FieldKind::Tags
        | FieldKind::File
        | FieldKind::Records
        | FieldKind::Flag
        | FieldKind::Choice(_)
        | FieldKind::Choices(_) => return dim(String::new()),
    };
    told(read)
}

pub(super) fn told(read: Result<String, String>) -> Note {
    match read {
        Ok(words) => Note { tone: Tone::Success, text: format!("→ {words}") },
        Err(text) => Note { tone: Tone::Warning, text },
    }
}

/// The day that a deadline in the open form counts from: that of the session, as when it is saved.
fn spoken_on(state: &State) -> NaiveDate {
    let Some(form) = open_form(state) else { return state.today };
    let named =
        form.fields.iter().find(|field| field.field.key == "session").and_then(|field| match state
            .catalog
            .find(EntityKind::Session, field.editor.text())
        {
            Found::One(id) => Some(id),
            Found::None | Found::Several(_) => None,
        });
    let own = form.target.and_then(|id| super::lists::commitment(state, id));
    let is_edit = form.verb.name == "edit";
    let session = named.or_else(|| own.filter(|_| is_edit)?.session.map(EntityId::from));
    session.and_then(|id| state.catalog.held_on(id)).unwrap_or(state.today)
}

fn open_form(state: &State) -> Option<&Form> {
    state.overlays.iter().rev().find_map(|overlay| match overlay {
        Overlay::Form(form) => Some(&**form),
        _ => None,
    })
}

/// A due day, and that no notice was at hand for its year.
fn due_words(due: &Due, state: &State) -> String {
    let mut words = day_words(due.date, state);
    if !due.assumed.is_empty() {
        words = format!("{words}  {}", sentence::assumed_years(state.lang, &due.assumed));
    }
    words
}

const fn dim(text: String) -> Note {
    Note { tone: Tone::Dim, text }
}

/// The names in a field of several, parted as saving parts them.
fn names(state: &State, kind: EntityKind, text: &str) -> Vec<String> {
    several::split(text, |name| state.catalog.find(kind, unmarked(name)) != Found::None)
}

/// What stands in an empty field.
pub(crate) fn placeholder(state: &State, field: &FieldState) -> &'static str {
    let lang = state.lang;
    if let Some(own) = preparing::placeholder(state, field) {
        return own;
    }
    if let Some(own) = intake::placeholder(state, open_form(state), field) {
        return own;
    }
    match field.field.kind {
        FieldKind::Span if field.field.key == "on" && !field.field.required => state.say(
            "空着就是今天；也可写 6月30日、昨天、2023年2月",
            "empty means today; or 30 June 2023, yesterday, June 2023",
        ),
        FieldKind::Day => state
            .say("空着就是今天；也可写 6月30日、昨天", "empty means today; or 30 June, yesterday"),
        FieldKind::Span => Text::PromptDate.label(lang),
        FieldKind::Deadline => Text::PromptDeadline.label(lang),
        FieldKind::Time => state.say("如 9:30 或 下午2点半", "such as 9:30 or 2:30 pm"),
        FieldKind::Amount => Text::PromptAmount.label(lang),
        FieldKind::Heads => {
            state.say("人数，如 193、约200人、300余人", "how many, such as 193 or about 200")
        }
        FieldKind::Number { .. } => state.say("一个整数", "a whole number"),
        FieldKind::Reference(EntityKind::Department)
        | FieldKind::References(EntityKind::Department) => Text::PromptDepartment.label(lang),
        FieldKind::Reference(_)
            if open_form(state).is_some_and(|form| form.verb.name == "import") =>
        {
            state.say("表里没写工作室的议题归它", "of issues for which the table names none")
        }
        FieldKind::Reference(_) => state
            .say("名称、编号或拼音首字母；↓ 列出全部", "name, number or initials; Down lists all"),
        FieldKind::References(_) => state.say(
            "可填多个，用顿号隔开；↓ 列出全部",
            "several, with commas between; Down lists all",
        ),
        FieldKind::Person => state
            .say("姓名或拼音首字母；新人直接写姓名", "a name or initials; new people are added"),
        FieldKind::People if open_form(state).is_some_and(|form| form.verb.name == "absent") => {
            state.say(
                "签到表上的人，可填多人，用顿号隔开",
                "who is on the sheet; several with commas between",
            )
        }
        FieldKind::People if !brings_in(state, field) => state.say(
            "可填多人，用顿号隔开；↓ 列出全部",
            "several, with commas between; Down lists all",
        ),
        FieldKind::People => state.say(
            "可填多人，用顿号隔开；新人直接写姓名",
            "several, with commas between; new people are added",
        ),
        FieldKind::Tags => state.say("用顿号隔开", "with commas between"),
        FieldKind::Overrides => state.say(
            "规则：理由；Ctrl-O 列出可放行的",
            "RULE=REASON; Ctrl-O lists what can be passed over",
        ),
        FieldKind::Records => state.say(
            "表格（CSV、XLSX）或记录文件的位置，可以拖进来；先看结果再保存",
            "a table (CSV, XLSX) or a file of records; may be dropped here; shown before saving",
        ),
        FieldKind::File => state.say(
            "文件位置；没有文件就留空，写明存放处",
            "path of a file; leave empty for a paper on the shelf",
        ),
        FieldKind::Block => {
            state.say("可多行；Ctrl-E 用外部编辑器", "several lines; Ctrl-E opens your editor")
        }
        FieldKind::Line | FieldKind::Flag | FieldKind::Choice(_) | FieldKind::Choices(_) => {
            if field.field.key == "sheet" {
                state.say(
                    "工作簿有几张表时才填：工作表名",
                    "only for one of several sheets: its name",
                )
            } else if field.field.key == "columns" {
                state.say("列名不同时才填：事由=议题", "only for other names: Subject=title")
            } else if field.field.key == "source" {
                state.say("补录过去的事项才填：出处", "only for past work: where it is recorded")
            } else if field.field.required {
                Text::PromptRequired.label(lang)
            } else {
                Text::PromptOptional.label(lang)
            }
        }
    }
}

fn choice_hint(state: &State, field: &FieldState) -> String {
    match field.field.kind {
        FieldKind::Choices(_) => {
            state
                .say("数字或空格勾选，可多选；Tab 到下一项", "digits or Space, several; Tab goes on")
                .to_owned()
        }
        _ if field.field.key == "class" && !field.field.required => state
            .say(
                "数字或首字母选择，Tab 到下一项；空着按名册定；几人里有新人时只给新人",
                "digit or letter, Tab goes on; empty: as in the directory; of several, for newcomers",
            )
            .to_owned(),
        FieldKind::Flag => state.say("空格切换", "Space switches it").to_owned(),
        _ => state
            .say(
                "数字、首字母或方向键选择，回车到下一项；退格清空",
                "digit, letter or arrows, Enter goes on; Backspace clears",
            )
            .to_owned(),
    }
}

fn span_words(span: DateSpan, state: &State) -> String {
    if span.first() == span.last() {
        return day_words(span.first(), state);
    }
    span.words(state.lang)
}

/// A day with its weekday and how far it is away.
fn day_words(day: NaiveDate, state: &State) -> String {
    let near = sentence::near(state.lang, day, state.today);
    let weekday = weekday(day, state.lang);
    match state.lang {
        Lang::Zh => format!("{day} {weekday}，{near}"),
        Lang::En => format!("{day}, {weekday}, {near}"),
    }
}

fn reference(state: &State, kind: EntityKind, text: &str) -> Result<String, String> {
    let text = unmarked(text);
    match state.catalog.find(kind, text) {
        Found::One(id) => Ok(named(&state.catalog, id)),
        Found::None => match state.catalog.studio_in_part(text) {
            Some(id) if kind == EntityKind::Studio => Ok(named(&state.catalog, id)),
            _ => Err(fault_words(state, &FieldFault::Unknown(kind))),
        },
        Found::Several(ids) => Err(fault_words(state, &FieldFault::Ambiguous(ids))),
    }
}

fn several(state: &State, kind: EntityKind, text: &str) -> Result<String, String> {
    let said = each(state, &names(state, kind, text), |name| reference(state, kind, name));
    said.map(|names| several::join(&names, state.lang))
}

/// What each of several names was understood as; of those that were not, the first is named.
fn each(
    state: &State,
    names: &[String],
    understand: impl Fn(&str) -> Result<String, String>,
) -> Result<Vec<String>, String> {
    let is_alone = names.len() == 1;
    let told = |name: &String| {
        understand(name).map_err(|words| if is_alone { words } else { of(state, name, &words) })
    };
    names.iter().map(told).collect()
}

/// What is wrong with one of several.
fn of(state: &State, typed: &str, words: &str) -> String {
    match state.lang {
        Lang::Zh => format!("“{typed}”：{words}"),
        Lang::En => format!("“{typed}”: {words}"),
    }
}

/// What is wrong with what was typed into a field; named, where it is only a part of that.
pub(crate) fn part_fault_words(state: &State, fault: &Fault, whole: &str) -> String {
    let words = fault_words(state, &fault.fault);
    let is_part = !fault.typed.is_empty() && fault.typed != whole.trim();
    let is_named = matches!(
        fault.fault,
        FieldFault::Unknown(_)
            | FieldFault::Ambiguous(_)
            | FieldFault::Namesakes(_)
            | FieldFault::NearName(_)
            | FieldFault::ADepartment
    );
    if is_part && is_named { of(state, &fault.typed, &words) } else { words }
}

/// Those that a field names; at a session each with their class, where one is stated.
fn people(state: &State, field: &FieldState, text: &str) -> Result<String, String> {
    let names = names(state, EntityKind::Person, text);
    let classes = open_form(state).map(|form| attending::classes(state, form, &names));
    let classes = classes.unwrap_or_default().into_iter().chain(std::iter::repeat(None));
    let said = each(state, &names, |name| person(state, field, name))?;
    let said = said.into_iter().zip(classes).map(|(said, class)| {
        match (class.map(|class| class.label(state.lang)), state.lang) {
            (None, _) => said,
            (Some(class), Lang::Zh) => format!("{said}（以{class}身份）"),
            (Some(class), Lang::En) => format!("{said} (as: {class})"),
        }
    });
    Ok(said.collect::<Vec<_>>().join(state.say("；", "; ")))
}

fn person(state: &State, field: &FieldState, text: &str) -> Result<String, String> {
    let text = unmarked(text);
    match state.catalog.find(EntityKind::Person, text) {
        Found::One(id) => Ok(state.catalog.name(id).unwrap_or_default()),
        Found::Several(ids) => Err(fault_words(state, &FieldFault::Ambiguous(ids))),
        Found::None if !brings_in(state, field) => {
            Err(fault_words(state, &FieldFault::Unknown(EntityKind::Person)))
        }
        Found::None => newcomer(state, field, text),
    }
}

/// As what somebody will be entered whom nobody knows yet.
fn newcomer(state: &State, field: &FieldState, text: &str) -> Result<String, String> {
    check_name(text, state.today)
        .and_then(|()| check_newness(text, Likelihood::of(field.field.newcomer), &*state.catalog))
        .map_err(|fault| fault_words(state, &fault))?;
    let lang = state.lang;
    let text = match name_and_unit(text) {
        (name, "") => name,
        (_, _) => text.to_owned(),
    };
    let form = open_form(state);
    if let Some(side_field) = form.and_then(preparing::side_field) {
        let side = side_field.value().first().and_then(|key| Side::from_key(key));
        let side = side.ok_or_else(|| fault_words(state, &FieldFault::SideOf(text.clone())))?;
        return Ok(entered_as(state, &text, side.label(lang)));
    }
    let side = field.field.newcomer.map(|side| side.label(lang));
    let Some(role) = side.or_else(|| attending_as(state).map(|class| class.label(lang))) else {
        return Err(fault_words(state, &FieldFault::ClassOf(text)));
    };
    Ok(entered_as(state, &text, role))
}

fn entered_as(state: &State, name: &str, role: &str) -> String {
    match state.lang {
        Lang::Zh => format!("{name}（新人员，登记为{role}）"),
        Lang::En => format!("{name} (new, entered as: {role})"),
    }
}

/// Whether a field takes somebody whom nobody knows yet; who leaves the sign-in sheet is known.
fn brings_in(state: &State, field: &FieldState) -> bool {
    let brings_in = |form: &Form| {
        attending::class_field(form).is_some() || preparing::side_field(form).is_some()
    };
    field.field.newcomer.is_some() || open_form(state).is_some_and(brings_in)
}

/// The capacity that the open form gives to somebody who is new.
fn attending_as(state: &State) -> Option<Class> {
    let form = open_form(state)?;
    let department = form.fields.iter().find(|field| field.field.key == "department");
    let is_named = department.is_some_and(|field| !field.is_empty());
    class_of_newcomer(attending::stated(form), is_named)
}

fn overrides(state: &State, text: &str) -> Result<String, String> {
    let read = read_overrides(text.lines()).map_err(|fault| fault_words(state, &fault))?;
    if let Some(hard) = read.iter().find(|over| !over.rule.is_overridable()) {
        let words = state.say("不能放行", "cannot be passed over");
        return Err(format!("{}{}{words}", hard.rule.label(state.lang), state.say("：", ": ")));
    }
    let said: Vec<String> =
        read.iter().map(|it| sentence::overridden(state.lang, it.rule, &it.reason)).collect();
    Ok(said.join(state.say("；", "; ")))
}

/// What is wrong with a field, and what to do.
pub(crate) fn fault_words(state: &State, fault: &FieldFault) -> String {
    let words = match fault {
        FieldFault::Unknown(kind) => unknown(state, *kind),
        fault => field_fault_text(fault, Typing::Form, state.lang, &Known::of(state)),
    };
    match state.lang {
        Lang::Zh => words,
        // It stands alone here, not after the name of its field.
        Lang::En => capitalised(&words),
    }
}

/// That there is no such thing, whether there is any to choose, and where one is added.
fn unknown(state: &State, kind: EntityKind) -> String {
    let catalog = &state.catalog;
    let (is_any, adding) = match kind {
        EntityKind::Studio => (!catalog.studios.is_empty(), find(Noun::Studio, "add")),
        EntityKind::Person => (!catalog.people.is_empty(), find(Noun::Person, "add")),
        EntityKind::Department => (!catalog.departments.is_empty(), find(Noun::Department, "add")),
        EntityKind::Issue => (!catalog.issues.is_empty(), find(Noun::Issue, "add")),
        EntityKind::Session => (!catalog.sessions.is_empty(), find(Noun::Session, "plan")),
        _ => (true, None),
    };
    let Some(adding) = adding else {
        let fault = FieldFault::Unknown(kind);
        return field_fault_text(&fault, Typing::Form, state.lang, &Known::of(state));
    };
    let (menu, label) = (key_of(state, Ui::Palette), adding.label.get(state.lang));
    if state.medium == Medium::Lines {
        let kind = kind.label(state.lang);
        return match state.lang {
            Lang::Zh => {
                format!("没有这样的{kind}。请换个写法；要先登记，q 离开这张表，再打 :{label}")
            }
            Lang::En => format!(
                "there is no such {}. Type it another way; to add it first, leave with q and type :{label}",
                kind.to_lowercase()
            ),
        };
    }
    let way = match state.lang {
        Lang::Zh => format!("菜单（{menu}）→ {label}"),
        Lang::En => format!("menu ({menu}) → {label}"),
    };
    unknown_where(kind, is_any, &way, state.lang)
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + rest.as_str()
}
