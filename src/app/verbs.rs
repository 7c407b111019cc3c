//! Starting a verb: what it is done to, and what its form begins with.

use super::confirm::{Asked, Confirm};
use super::context::{self, named};
use super::form::{Form, likeliest_root};
use super::input::Effect;
use super::palette::Pick;
use super::preparing;
use super::state::{Medium, Overlay, State};
use super::{closing, cockpit, figures, marked};
use crate::command::TABLE_AS_USUAL;
use crate::command::Verb;
use crate::command::fill::{Directory, Values};
use crate::command::place::Place;
use crate::command::screens::Ui;
use crate::command::table::{Command, What, of_ui, of_verb};
use crate::command::verb::Noun;
use crate::domain::id::{EntityId, IssueId, SessionId};
use crate::domain::line::{Line, LineFacts};
use crate::domain::session::{SessionStatus, SessionStepKind};
use crate::i18n::Lang;
use crate::i18n::wording::clock_time;

/// The first key of something that the screens do, named.
pub(crate) fn key_of(state: &State, ui: Ui) -> String {
    of_ui(ui).map(|command| key_of_command(state, command)).unwrap_or_default()
}

/// The first key of a command, named; in lines what is typed for it, which every command has.
fn key_of_command(state: &State, command: &Command) -> String {
    let place = context::place(state);
    if state.medium == Medium::Lines {
        // On the floor lines are typed, and these two letters alone are none.
        let is_taken_back = matches!(command.what, What::Ui(Ui::Undo | Ui::Redo));
        let place = if is_taken_back { Place::Issue } else { place };
        let typed = state.keymap.typed_key_of(command, place);
        return typed.unwrap_or_else(|| format!(":{}", command.label.get(state.lang)));
    }
    state.keymap.key_of(command, place).unwrap_or_default()
}

/// The first key of a verb, named.
pub(crate) fn verb_key(state: &State, verb: &'static Verb) -> String {
    of_verb(verb).map(|command| key_of_command(state, command)).unwrap_or_default()
}

/// Begins a verb: asks what it is done to where several could be meant.
pub(crate) fn start(state: &mut State, verb: &'static Verb, effects: &mut Vec<Effect>) {
    if !verb.has_target {
        let target = (verb.noun == Noun::Settings).then_some(EntityId::SETTINGS);
        return open(state, verb, target, effects);
    }
    let takes_marked =
        (verb.noun, verb.name) == (Noun::Session, "agenda") && marked::are_meant(state);
    let mut targets =
        if takes_marked { marked::sessions(state) } else { context::targets(state, verb.noun) };
    if takes_marked && targets.is_empty() {
        return marked::no_session(state);
    }
    if verb.noun == Noun::Session
        && let Some(step) = verb.session_step
    {
        let possible = |id: &EntityId| {
            let row = SessionId::try_from(*id).ok().and_then(|id| state.catalog.sessions.get(&id));
            row.is_some_and(|row| {
                crate::domain::session::session_successor(row.status, step).is_some()
            })
        };
        let fitting: Vec<EntityId> = targets.iter().copied().filter(possible).collect();
        targets = if fitting.is_empty() { targets } else { fitting };
    }
    if verb.mark.is_some() {
        let fits = |id: &EntityId| context::progress(state, *id).is_none_or(|it| verb.fits(it));
        let fitting: Vec<EntityId> = targets.iter().copied().filter(fits).collect();
        targets = if fitting.is_empty() { targets } else { fitting };
    }
    match targets.as_slice() {
        [] => {}
        [only] => open(state, verb, Some(*only), effects),
        _ => state.overlays.push(Overlay::Pick(Pick::of(state, verb, &targets))),
    }
}

/// Opens the form of a verb, or asks at once where there is nothing to fill in.
pub(crate) fn open(
    state: &mut State,
    verb: &'static Verb,
    target: Option<EntityId>,
    effects: &mut Vec<Effect>,
) {
    if let Some(values) = cockpit::at_once(state, verb) {
        return at_once(state, verb, target, values, effects);
    }
    let closes = verb.session_step == Some(SessionStepKind::Close);
    if closes && target.is_some_and(|id| closing::is_held_up(state, id)) {
        return;
    }
    if closes && let Some(confirm) = target.and_then(|id| closing::question(state, verb, id)) {
        return state.overlays.push(Overlay::Confirm(confirm));
    }
    if verb.fields.iter().all(|field| field.scripted) {
        let name = target.map(|id| named(&state.catalog, id)).unwrap_or_default();
        let text = match state.lang {
            Lang::Zh => format!("{}。\n「{name}」", verb.about.zh),
            Lang::En => format!("{}.\n“{name}”", verb.about.en),
        };
        state.overlays.push(Overlay::Confirm(Confirm {
            title: verb.label.get(state.lang).to_owned(),
            text,
            yes: verb.label.get(state.lang),
            no: state.say("取消", "Cancel"),
            asked: Asked::Perform { verb, target, values: Values::default() },
            on_yes: true,
            offset: 0,
        }));
        return;
    }
    let start = beginning(state, verb, target);
    let form = Form::new(state, verb, target, &start);
    show(state, form, effects);
}

/// Does a verb without asking for anything, but for people who would be passed over.
fn at_once(
    state: &mut State,
    verb: &'static Verb,
    target: Option<EntityId>,
    values: Values,
    effects: &mut Vec<Effect>,
) {
    let cockpit = cockpit::on_top(state).filter(|_| verb.name == "item");
    let waits = cockpit.and_then(|cockpit| cockpit::found(state, cockpit));
    let waits = waits.filter(|(_, session)| !session.floor.queue.is_empty());
    if let Some((_, session)) = waits {
        let confirm = cockpit::ask_about_queue(state, session, verb, &values);
        return state.overlays.push(Overlay::Confirm(confirm));
    }
    perform(state, verb, target, values, effects);
}

/// Opens the form of a verb that begins with this.
pub(crate) fn open_begun(
    state: &mut State,
    verb: &'static Verb,
    target: Option<EntityId>,
    start: &Values,
    effects: &mut Vec<Effect>,
) {
    let form = Form::new(state, verb, target, start);
    show(state, form, effects);
}

/// Gives the keyboard to a field of the form on top.
pub(crate) fn go_to_field(state: &mut State, key: &str) {
    if let Some(Overlay::Form(form)) = state.overlays.last_mut()
        && let Some(at) = form.fields.iter().position(|it| it.field.key == key)
    {
        form.focus = at;
    }
}

/// Opens the form of a verb with what was typed into it before.
pub(crate) fn open_with(
    state: &mut State,
    verb: &'static Verb,
    target: Option<EntityId>,
    typed: &Values,
    effects: &mut Vec<Effect>,
) {
    let mut form = Form::new(state, verb, target, &Values::default());
    form.retype(typed.clone());
    show(state, form, effects);
}

/// Shows a form, and asks for what it starts from where it is about something.
pub(crate) fn show(state: &mut State, mut form: Form, effects: &mut Vec<Effect>) {
    let verb = form.verb;
    if let Some(target) = form.target {
        let generation = state.next_generation();
        form.prefilling = Some(generation);
        effects.push(Effect::Prefill { generation, verb, target });
    } else {
        form.start(state);
    }
    state.overlays.push(Overlay::Form(Box::new(form)));
}

/// Asks the store to perform a verb; the answer carries the number that is returned.
pub(crate) fn perform(
    state: &mut State,
    verb: &'static Verb,
    target: Option<EntityId>,
    values: Values,
    effects: &mut Vec<Effect>,
) -> u64 {
    let generation = state.next_generation();
    effects.push(Effect::Perform { generation, verb, target, values });
    generation
}

/// What the place where a verb was asked for says about its fields.
fn beginning(state: &State, verb: &'static Verb, target: Option<EntityId>) -> Values {
    let mut values = Values::default();
    let catalog = &state.catalog;
    let issue = context::issue(state).and_then(|id| catalog.issues.get(&id));
    let studio = state.scope().or(state.settings.my_studio).or_else(|| {
        let mut ids = catalog.studios.keys();
        match (ids.next(), ids.next()) {
            (Some(only), None) => Some(*only),
            _ => None,
        }
    });
    let name = |id: EntityId| catalog.name(id).unwrap_or_default();
    match (verb.noun, verb.name) {
        (Noun::Settings, "freeze-report") => figures::beginning(state, &mut values),
        (Noun::Settings, "import") => {
            for (field, usual) in TABLE_AS_USUAL {
                values.set(field, usual);
            }
        }
        (Noun::Settings, "drop-report") => {
            if let Some(name) = figures::drop_name(state) {
                values.set("name", name);
            }
        }
        (Noun::Issue, "add") => {
            if let Some(studio) = studio {
                values.set("studio", name(studio.into()));
            }
        }
        (Noun::Issue, "merge") => {
            let issue = target.and_then(|id| IssueId::try_from(id).ok());
            let row = issue.and_then(|id| catalog.issues.get(&id));
            if let Some(root) = row.and_then(|row| likeliest_root(state, &row)) {
                values.set("into", root);
            }
        }
        (Noun::Issue, "consult") => {
            let issue = target.and_then(|id| IssueId::try_from(id).ok());
            if let Some(session) = issue.and_then(|id| only_session(state, id)) {
                values.set("session", name(session.into()));
            }
        }
        (Noun::Session, "plan") => {
            let are_marked = marked::are_meant(state);
            let studio = if are_marked {
                marked::studio(state)
            } else {
                issue.as_ref().map(|row| row.studio).or(studio)
            };
            if let Some(studio) = studio {
                values.set("studio", name(studio.into()));
            }
            if are_marked {
                values.set_all("agenda", marked::numbers(state));
            } else if let Some(row) = issue {
                values.set("agenda", row.number.to_string());
                let title = match state.lang {
                    Lang::Zh => format!("{}协商议事会", row.title),
                    Lang::En => format!("Session on {}", row.title),
                };
                values.set("title", title);
            }
        }
        (Noun::Commitment, "add") => {
            if let Some(row) = issue {
                values.set("issue", row.number.to_string());
                if let Some(session) = held_session(state, row.id) {
                    values.set("session", name(session.into()));
                }
            }
        }
        (Noun::Session | Noun::Commitment, "finalise") => {
            super::paper::begin(state, target, &mut values);
        }
        (Noun::Session, "poll") => {
            let answers = state.say("赞成 0、不赞成 0、弃权 0", "yes 0, no 0, abstain 0");
            values.set("answers", answers);
        }
        (Noun::Session, "line" | "no-consensus") => {
            let meant = target.and_then(|id| item_meant(state, SessionId::try_from(id).ok()?));
            if let Some(row) = meant.and_then(|id| catalog.issues.get(&id)) {
                values.set("issue", row.number.to_string());
            }
        }
        (Noun::Session, "edit-line" | "strike-line" | "promise") => {
            if let Some((number, line)) = context::line_under_cursor(state) {
                begin_with_line(state, verb, (number, line), &mut values);
            }
        }
        (Noun::Session, "agenda") if marked::are_meant(state) => {
            values.set_all("issue", marked::numbers(state));
        }
        (Noun::Session, "agenda") => {
            let session = target.and_then(|id| SessionId::try_from(id).ok());
            let row = session.and_then(|id| catalog.sessions.get(&id));
            if let Some(issue) =
                issue.filter(|issue| row.is_some_and(|row| !row.issues.contains(&issue.id)))
            {
                values.set("issue", issue.number.to_string());
            }
        }
        (Noun::Session, name) => preparing::begin(state, name, &mut values),
        _ => {}
    }
    values
}

/// The item of a session that is meant: the one that the cursor is on, the one that is talked about
/// just now, or the only one. Nobody else's guess is put in its place.
fn item_meant(state: &State, session: SessionId) -> Option<IssueId> {
    let agenda = &state.catalog.sessions.get(&session)?.issues;
    let under = context::under_cursor(state).and_then(|id| IssueId::try_from(id).ok());
    let spoken_of = || context::line_under_cursor(state)?.1.facts.issue;
    // Elsewhere than on its own page the issue that is selected is meant.
    let selected = || {
        let is_its_page = context::own_session(state) == Some(session);
        context::issue(state).filter(|_| !is_its_page)
    };
    let is_on = || {
        let dossier = state.dossier.as_ref()?.world.session(session)?;
        dossier.floor.course().item.filter(|_| dossier.is_live())
    };
    let meant = under.or_else(spoken_of).or_else(selected).or_else(is_on);
    let only = || match agenda.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    meant.filter(|id| agenda.contains(id)).or_else(only)
}

/// What the form of a verb about a line begins with.
fn begin_with_line(
    state: &State,
    verb: &Verb,
    (number, line): (usize, &Line),
    values: &mut Values,
) {
    values.set("line", number.to_string());
    match verb.name {
        "edit-line" => stated(state, &line.facts, values),
        "strike-line" if line.struck => values.set("restore", "yes"),
        "promise" => {
            if let Some(row) = line.facts.issue.and_then(|id| state.catalog.issues.get(&id)) {
                values.set("issue", row.number.to_string());
            }
        }
        _ => {}
    }
}

/// The session that an issue was on the agenda of, where there is no other.
fn only_session(state: &State, issue: IssueId) -> Option<SessionId> {
    let sessions = state.catalog.sessions_of_issue(issue);
    let mut standing = sessions.filter(|row| row.status != SessionStatus::Cancelled);
    let only = standing.next()?.id;
    standing.next().is_none().then_some(only)
}

/// Whether a name is offered in the field with the keyboard: the studio that leads a session does
/// not join it.
pub(crate) fn is_offered(form: &Form, name: &str) -> bool {
    let is_joint = form.current().is_some_and(|field| field.field.key == "co-studio");
    let lead = form.fields.iter().find(|field| field.field.key == "studio");
    !is_joint || lead.is_none_or(|lead| lead.editor.text().trim() != name)
}

/// What a line of the record states.
pub(crate) fn stated(state: &State, facts: &LineFacts, values: &mut Values) {
    let name = |id: EntityId| state.catalog.name(id).unwrap_or_default();
    values.set("text", facts.text.clone());
    values.set("kind", facts.kind.key());
    if let Some(speaker) = facts.speaker {
        values.set("speaker", name(speaker.into()));
    }
    if let Some(row) = facts.issue.and_then(|id| state.catalog.issues.get(&id)) {
        values.set("issue", row.number.to_string());
    }
    if let Some(at) = facts.at {
        values.set("at", clock_time(at));
    }
}

/// The latest session of an issue that was held or is running.
fn held_session(state: &State, issue: IssueId) -> Option<SessionId> {
    state
        .catalog
        .sessions_of_issue(issue)
        .filter(|row| row.status != SessionStatus::Cancelled)
        .max_by_key(|row| (matches!(row.status, SessionStatus::Closed(_)), row.on))
        .map(|row| row.id)
}
