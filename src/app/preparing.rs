//! Preparing a session by keys: what is done at once to what the cursor is on, and what forms begin
//! with and understand.

use super::context::{self, guest, named, on_agenda, own_session};
use super::form::{FieldState, Form};
use super::input::Effect;
use super::offered;
use super::state::State;
use super::understood::fault_words;
use super::verbs;
use crate::command::fill::{Directory, FieldFault, Found, unmarked};
use crate::command::screens::Ui;
use crate::command::verb::{self, Noun};
use crate::command::{Values, read_minutes, read_order, read_orders, several, write_stages};
use crate::domain::id::{EntityId, EntityKind, IssueId, SessionId};
use crate::domain::line::Line;
use crate::domain::session::{Guest, ItemOrder, Session, Stage};
use crate::i18n::label::order_name;
use crate::i18n::{Label, Lang, sentence};

/// Performs a verb with what the cursor is on.
pub(super) fn perform(state: &mut State, ui: Ui, effects: &mut Vec<Effect>) {
    let Some(session) = own_session(state) else { return };
    let mut values = Values::default();
    let name = match ui {
        Ui::ItemUp | Ui::ItemDown | Ui::ItemOff | Ui::TakeOffer => {
            let Some(number) = number_under_cursor(state) else { return };
            values.set("issue", number);
            match ui {
                Ui::ItemUp => values.set("up", "yes"),
                Ui::ItemDown => values.set("down", "yes"),
                Ui::ItemOff => values.set("remove", "yes"),
                _ => state.go_to = offered::beside(state, session),
            }
            if matches!(ui, Ui::ItemUp | Ui::ItemDown) { "move" } else { "agenda" }
        }
        _ => {
            let Some(guest) = guest(state) else { return };
            begin_with_guest(state, guest, &mut values);
            "reply"
        }
    };
    if let Some(verb) = verb::find(Noun::Session, name) {
        verbs::perform(state, verb, Some(session.into()), values, effects);
    }
}

fn number_under_cursor(state: &State) -> Option<String> {
    let issue = IssueId::try_from(context::under_cursor(state)?).ok()?;
    state.catalog.issues.get(&issue).map(|row| row.number.to_string())
}

/// What the form of a verb about a session begins with, by what the cursor is on.
pub(super) fn begin(state: &State, name: &str, values: &mut Values) {
    match name {
        "time" | "order" | "move" if on_agenda(state) == Some(true) => {
            if let Some(number) = number_under_cursor(state) {
                values.set("issue", number);
            }
            if let Some((session, issue)) = item_under_cursor(state) {
                begin_with_item(session, issue, name, values);
            }
        }
        "order" => {
            values.set("order", order_name(&ItemOrder::built_in().name, state.lang));
        }
        "reply" | "excuse" | "uninvite" => {
            if let Some(guest) = guest(state) {
                begin_with_guest(state, guest, values);
            }
        }
        _ => {}
    }
}

fn item_under_cursor(state: &State) -> Option<(&Session, IssueId)> {
    let issue = IssueId::try_from(context::under_cursor(state)?).ok()?;
    let session = state.dossier.as_ref()?.world.session(own_session(state)?)?;
    Some((session, issue))
}

/// What is planned for an item.
fn begin_with_item(session: &Session, issue: IssueId, name: &str, values: &mut Values) {
    let minutes = session.item(issue).and_then(|item| item.planned_minutes);
    if let Some(minutes) = minutes.filter(|_| name == "time") {
        values.set("minutes", minutes.to_string());
    }
    let stages = session.stages_of(issue);
    if name == "order" && !stages.is_empty() {
        values.set("order", write_stages(stages, Lang::Zh));
    }
}

fn begin_with_guest(state: &State, guest: Guest, values: &mut Values) {
    let key = match guest {
        Guest::Person(_) => "person",
        Guest::Department(_) => "department",
    };
    values.set(key, state.catalog.name(guest.into()).unwrap_or_default());
}

/// The field of a form that is to be filled in first, where what it is about was given by the
/// cursor.
pub(super) fn first_field(name: &str, begun: &Values) -> Option<&'static str> {
    let has_guest = ["person", "department"].iter().any(|key| begun.first(key).is_some());
    match name {
        "time" => Some("minutes"),
        "order" => Some("order"),
        "excuse" if has_guest => Some("reason"),
        "reply" if has_guest => Some("reply"),
        _ => None,
    }
}

/// Whether a field says something still that is only usual or likely and that nobody has said: whoever
/// types means something else, and a form begins with the first such field as with an empty one.
pub(super) fn is_only_guessed(verb: &str, field: &FieldState) -> bool {
    let usual = |lang: &Lang| order_name(&ItemOrder::built_in().name, *lang) == field.editor.text();
    match (verb, field.field.key) {
        ("plan", "title" | "studio") | ("freeze-report", "name") => {
            !field.is_empty() && field.is_as_begun()
        }
        (_, "order") => Lang::ALL.iter().any(usual),
        _ => false,
    }
}

/// Whom or what alone a field of a form about a session can mean.
pub(super) fn expected(state: &State, form: &Form) -> Option<Vec<EntityId>> {
    let id = SessionId::try_from(form.target?).ok()?;
    let key = form.current()?.field.key;
    let session = state.dossier.as_ref()?.world.session(id)?;
    let invited = || session.invitations.iter().map(|it| EntityId::from(it.guest)).collect();
    match (form.verb.name, key) {
        ("absent", "person") => {
            Some(session.attendance.iter().map(|row| row.person.into()).collect())
        }
        ("reply" | "uninvite", "person" | "department") => Some(invited()),
        ("time" | "order" | "move" | "no-consensus", "issue") => {
            Some(session.agenda.iter().map(|item| item.issue.into()).collect())
        }
        _ => None,
    }
}

/// What stands in an empty field of its own sort.
pub(super) fn placeholder(state: &State, field: &FieldState) -> Option<&'static str> {
    match field.field.key {
        "order" => Some(state.say(
            "如 常用，或 通报 5、提问、发言 20、议定",
            "such as Usual, or briefing 5, questions, speeches 20",
        )),
        "item-orders" => Some(state.say(
            "每行一个，如 快议：通报 3、议定 5",
            "one a line, such as short: briefing 3, decision 5",
        )),
        _ => None,
    }
}

/// What stands in an empty field for minutes: for which items they are.
pub(super) fn of_items(state: &State, form: Option<&Form>, field: &FieldState) -> Option<String> {
    if field.field.key != "minutes" || is_number(field) {
        return None;
    }
    let items = items_of(state, form?);
    Some(match (items.as_slice(), state.lang) {
        ([only], Lang::Zh) => {
            format!("「{}」预计多少分钟，写一个数", named(&state.catalog, (*only).into()))
        }
        ([only], Lang::En) => {
            format!("minutes for “{}”, one number", named(&state.catalog, (*only).into()))
        }
        ([], Lang::Zh) => "一个数，或按议题依次写：20、30、15".to_owned(),
        ([], Lang::En) => "one number, or one for each in turn: 20, 30, 15".to_owned(),
        (all, Lang::Zh) => format!("一个数，或按 {} 项议题依次写：20、30", all.len()),
        (all, Lang::En) => format!("one number, or one for each of {} in turn: 20, 30", all.len()),
    })
}

/// In the settings the field of this name is the time for minutes (纪要).
const fn is_number(field: &FieldState) -> bool {
    matches!(field.field.kind, crate::command::FieldKind::Number { .. })
}

/// What a field of its own sort was understood to say; `None` for any other.
pub(super) fn note(
    state: &State,
    form: Option<&Form>,
    field: &FieldState,
) -> Option<Result<String, String>> {
    let text = field.editor.text().trim();
    let kept = &state.settings.options.item_orders;
    let fault = |fault| fault_words(state, &fault);
    match field.field.key {
        "order" => {
            Some(read_order(text, kept).map(|it| stages_words(&it, state.lang)).map_err(fault))
        }
        "item-orders" => {
            let words = |orders: Vec<ItemOrder>| {
                let names: Vec<String> = orders.into_iter().map(|it| it.name).collect();
                several::join(&names, state.lang)
            };
            Some(read_orders(text).map(words).map_err(fault))
        }
        "line" => {
            let (lines, line) = numbered(state, form?, text)?;
            let missing = || fault(FieldFault::NoLine { lines });
            Some(line.map(|line| line_words(state, line)).ok_or_else(missing))
        }
        "minutes" if !is_number(field) => {
            let items = items_of(state, form?);
            let read = read_minutes(text, items.len());
            Some(read.map(|read| minutes_words(state, &items, &read)).map_err(fault))
        }
        _ => None,
    }
}

/// How many lines the record has that a form is about, and the one with this number.
fn numbered<'s>(state: &'s State, form: &Form, number: &str) -> Option<(usize, Option<&'s Line>)> {
    let form = Some(form).filter(|form| form.verb.noun == Noun::Session)?;
    let id = SessionId::try_from(form.target?).ok()?;
    let world = &state.dossier.as_ref()?.world;
    let lines = &world.session(id)?.lines;
    let place = number.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let line = place.and_then(|place| lines.get(place)).and_then(|line| world.line(*line));
    Some((lines.len(), line))
}

/// What a form that changes a line begins with, once the number of the line is known.
pub(super) fn of_line(state: &State, form: &Form) -> Option<Values> {
    let field = form.fields.iter().find(|field| field.field.key == "line")?;
    let line = numbered(state, form, field.editor.text())?.1;
    let line = line.filter(|_| form.verb.name == "edit-line")?;
    let mut values = Values::default();
    verbs::stated(state, &line.facts, &mut values);
    Some(values)
}

/// A line as the record shows it.
fn line_words(state: &State, line: &Line) -> String {
    let facts = &line.facts;
    let speaker = facts.speaker.map(|id| named(&state.catalog, id.into()));
    let speaker = speaker.map(|name| format!("{name}{}", state.say("：", ": ")));
    let struck = if line.struck { state.say("（已划去）", " (struck)") } else { "" };
    let (kind, speaker) = (facts.kind.label(state.lang), speaker.unwrap_or_default());
    format!("{kind} {speaker}{}{struck}", facts.text.replace('\n', " "))
}

/// The issues that the minutes of a form are for.
fn items_of(state: &State, form: &Form) -> Vec<IssueId> {
    let field = form.fields.iter().find(|field| field.field.key == "issue");
    let find = |name: &str| state.catalog.find(EntityKind::Issue, unmarked(name));
    let text = field.map(|field| field.editor.text()).unwrap_or_default();
    let named = several::split(text, |name| find(name) != Found::None);
    if !named.is_empty() {
        let found = named.iter().filter_map(|name| match find(name) {
            Found::One(id) => IssueId::try_from(id).ok(),
            Found::None | Found::Several(_) => None,
        });
        return found.collect();
    }
    let session = form.target.and_then(|id| SessionId::try_from(id).ok());
    let row = session.and_then(|id| state.catalog.sessions.get(&id));
    row.map(|row| row.issues).unwrap_or_default()
}

fn minutes_words(state: &State, items: &[IssueId], read: &[Option<u16>]) -> String {
    let said: Vec<String> = items
        .iter()
        .zip(read)
        .map(|(issue, minutes)| {
            let minutes = minutes.map_or_else(
                || state.say("不定", "open").to_owned(),
                |minutes| sentence::minutes(state.lang, minutes.into()),
            );
            format!("{} {minutes}", named(&state.catalog, (*issue).into()))
        })
        .collect();
    said.join(state.say("；", "; "))
}

/// Stages as pages show them: `通报 5 分钟 → 提问 → 议定`.
pub(super) fn stages_words(stages: &[Stage], lang: Lang) -> String {
    let said: Vec<String> = stages
        .iter()
        .map(|stage| {
            let name = order_name(&stage.name, lang);
            match stage.minutes {
                Some(minutes) => format!("{name} {}", sentence::minutes(lang, minutes.into())),
                None => name.to_owned(),
            }
        })
        .collect();
    said.join(" → ")
}

/// The field that says on which side newcomers are, where a form has one beside those who are
/// named.
pub(super) fn side_field(form: &Form) -> Option<&FieldState> {
    form.fields.iter().find(|it| form.verb.name == "invite" && it.field.key == "side")
}
