//! A form that was not saved and the lines beside it, as they are kept until they are: what was typed
//! survives a closed window, a killed process and a power cut.

use super::cockpit::KeptPoll;
use super::form::Form;
use super::input::Effect;
use super::state::{Overlay, State, StoreState, ToastTone};
use super::{cockpit, marked, verbs};
use crate::command::fill::{Directory, Values};
use crate::command::verb::{self, Noun, Verb};
use crate::domain::id::{EntityId, SessionId};
use serde_json::{Map, Value, json};

/// What was typed into a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    pub(crate) verb: &'static Verb,
    pub(crate) target: Option<EntityId>,
    /// What it is done to where that is several things.
    pub(crate) several: Vec<EntityId>,
    pub(crate) values: Values,
    /// The lines that were typed on the floor of sessions beside it, and are in no record yet.
    pub(crate) lines: Vec<(SessionId, String)>,
    /// The polls on the floor of sessions that are not saved.
    pub(crate) polls: Vec<(SessionId, KeptPoll)>,
}

impl Unsaved {
    /// What is typed into the lowest form of the screen that says anything, and the lines that were
    /// typed on the floor of sessions; `None` where nothing is.
    pub(crate) fn of(state: &State) -> Option<Self> {
        let all = state.cockpits.values().map(|it| (it.session, it.drafts.new_lines()));
        let mut lines: Vec<_> = all.filter(|(_, lines)| !lines.is_empty()).collect();
        let all = state.cockpits.values();
        let mut polls: Vec<_> = all.filter_map(|it| Some((it.session, it.kept_poll()?))).collect();
        if let Some(form) = lowest_typed(state) {
            for above in forms_above(state, form) {
                let Some(session) = above.target.and_then(|id| SessionId::try_from(id).ok()) else {
                    continue;
                };
                if above.verb.reads_lines {
                    let text = above.typed().first("text").unwrap_or_default().to_owned();
                    lines.push((session, text));
                }
                polls.extend(Self::of_form(above).poll().map(|kept| (session, kept)));
            }
            return Some(Self { lines, polls, ..Self::of_form(form) });
        }
        if lines.is_empty() && polls.is_empty() {
            return None;
        }
        // So is a poll.
        if lines.is_empty() {
            let verb = verb::find(Noun::Session, "poll")?;
            let (session, kept) = polls.remove(0);
            let mut values = Values::default();
            values.set("question", kept.question);
            values.set("answers", kept.answers);
            let (target, several) = (Some(session.into()), Vec::new());
            return Some(Self { verb, target, several, values, lines, polls });
        }
        // Lines alone are kept as what saves them.
        let verb = verb::find(Noun::Session, "say")?;
        let (session, text) = lines.remove(0);
        let mut values = Values::default();
        values.set("text", text);
        let (target, several) = (Some(session.into()), Vec::new());
        Some(Self { verb, target, several, values, lines, polls })
    }

    fn of_form(form: &Form) -> Self {
        let (verb, target, several) = (form.verb, form.target, form.several.clone());
        let (lines, polls) = (Vec::new(), Vec::new());
        Self { verb, target, several, values: form.typed(), lines, polls }
    }

    /// The poll that it is, where it is one that was typed on the floor: a new one.
    pub(crate) fn poll(&self) -> Option<KeptPoll> {
        let is_new = self.values.first("number").is_none_or(str::is_empty);
        (is_new && self.verb.noun == Noun::Session && self.verb.name == "poll").then(|| KeptPoll {
            question: self.values.first("question").unwrap_or_default().to_owned(),
            answers: self.values.first("answers").unwrap_or_default().to_owned(),
        })
    }

    /// As JSON; personal data, for the data folder alone.
    pub fn to_json(&self) -> String {
        let values: Map<String, Value> =
            self.values.iter().map(|(key, typed)| (key.to_owned(), json!(typed))).collect();
        let target = self.target.map(|id| id.to_string());
        let (noun, name) = (self.verb.noun.key(), self.verb.name);
        let mut all = json!({"noun": noun, "verb": name, "target": target, "values": values});
        if !self.several.is_empty() {
            all["several"] = self.several.iter().map(|id| json!(id.to_string())).collect();
        }
        if !self.lines.is_empty() {
            let lines = self.lines.iter();
            let lines = lines.map(|(id, text)| json!([EntityId::from(*id).to_string(), text]));
            all["lines"] = lines.collect();
        }
        if !self.polls.is_empty() {
            let polls = self.polls.iter().map(|(id, kept)| {
                json!([EntityId::from(*id).to_string(), kept.question, kept.answers])
            });
            all["polls"] = polls.collect();
        }
        all.to_string()
    }

    /// Reads it; `None` for anything else, and for a verb that is not there any more.
    pub fn from_json(text: &str) -> Option<Self> {
        let read: Value = serde_json::from_str(text).ok()?;
        let noun = Noun::ALL.into_iter().find(|it| read["noun"] == it.key())?;
        let verb = verb::find(noun, read["verb"].as_str()?)?;
        let target = match &read["target"] {
            Value::Null => None,
            target => Some(target.as_str()?.parse::<EntityId>().ok()?),
        };
        let several = read["several"].as_array().into_iter().flatten();
        let several = several.filter_map(|it| it.as_str()?.parse().ok()).collect();
        let mut values = Values::default();
        for (key, typed) in read["values"].as_object()? {
            let texts = typed.as_array()?.iter().filter_map(Value::as_str).map(str::to_owned);
            // A field that has gone meanwhile is left out.
            if let Some(field) = verb.field(key) {
                values.set_all(field.key, texts.collect());
            }
        }
        let lines = read["lines"].as_array();
        let lines = lines.into_iter().flatten().filter_map(read_lines).collect();
        let polls = read["polls"].as_array();
        let polls = polls.into_iter().flatten().filter_map(read_poll).collect();
        Some(Self { verb, target, several, values, lines, polls })
    }
}

/// The poll of one session; `None` for anything else.
fn read_poll(read: &Value) -> Option<(SessionId, KeptPoll)> {
    let (session, question) = read_lines(read)?;
    Some((session, KeptPoll { question, answers: read[2].as_str()?.to_owned() }))
}

/// The lines of one session; `None` for anything else.
fn read_lines(read: &Value) -> Option<(SessionId, String)> {
    let session = read[0].as_str()?.parse::<EntityId>().ok()?;
    Some((SessionId::try_from(session).ok()?, read[1].as_str()?.to_owned()))
}

fn lowest_typed(state: &State) -> Option<&Form> {
    state.overlays.iter().find_map(|overlay| match overlay {
        Overlay::Form(form) if form.is_dirty() => Some(&**form),
        _ => None,
    })
}

/// The forms above one that say anything.
fn forms_above<'s>(state: &'s State, lowest: &'s Form) -> impl Iterator<Item = &'s Form> {
    let forms = state.overlays.iter().filter_map(|overlay| match overlay {
        Overlay::Form(form) => Some(&**form),
        _ => None,
    });
    let above = forms.skip_while(move |form| !std::ptr::eq(*form, lowest)).skip(1);
    above.filter(|form| form.is_dirty())
}

/// Says whether what is kept has to follow what is typed: `Some(None)` when nothing is left.
#[expect(clippy::option_option, reason = "nothing to do and nothing to keep are not the same")]
pub(super) fn follow(state: &mut State) -> Option<Option<Unsaved>> {
    let now = Unsaved::of(state);
    if now == state.kept {
        return None;
    }
    state.kept.clone_from(&now);
    Some(now)
}

/// Shows the form again that was not saved last time; not when what it was about has gone.
///
/// It waits on the disk where nothing can be saved, and until a menu or a question is closed. Over a
/// form that was just begun it comes first: typed on, that one would be kept in its place.
pub(super) fn take_up_again(state: &mut State, effects: &mut Vec<Effect>) {
    let is_hopeless = state.read_only.as_ref().is_some_and(|it| !it.is_worth_trying);
    let is_free = matches!(state.overlays.last(), None | Some(Overlay::Form(_)));
    if is_hopeless || !is_free || state.store != StoreState::Open {
        return;
    }
    let Some(unsaved) = state.unsaved.take() else { return };
    let (live, ended): (Vec<_>, Vec<_>) =
        unsaved.lines.iter().partition(|(session, _)| cockpit::is_live(state, *session));
    for (session, lines) in live {
        cockpit::type_again(state, *session, lines);
        cockpit::enter(state, *session);
    }
    for (session, kept) in &unsaved.polls {
        if cockpit::is_live(state, *session) {
            cockpit::ask_again(state, *session, kept);
        }
    }
    open_again(state, &unsaved, effects);
    for (session, lines) in ended {
        fill_again(state, *session, ("say", &[("text", lines)]), effects);
    }
    for (session, kept) in &unsaved.polls {
        if !cockpit::is_live(state, *session) {
            let values = [("question", &*kept.question), ("answers", &*kept.answers)];
            fill_again(state, *session, ("poll", &values), effects);
        }
    }
}

/// What was typed on the floor of a session that was closed meanwhile, where nobody can go to: it is
/// shown in the form that saves it.
fn fill_again(
    state: &mut State,
    session: SessionId,
    (verb, typed): (&str, &[(&'static str, &str)]),
    effects: &mut Vec<Effect>,
) {
    let Some(verb) = verb::find(Noun::Session, verb) else { return };
    if state.catalog.name(session.into()).is_some() {
        let mut values = Values::default();
        for (key, text) in typed {
            values.set(key, *text);
        }
        verbs::open_with(state, verb, Some(session.into()), &values, effects);
        tell_found_again(state);
    }
}

fn open_again(state: &mut State, unsaved: &Unsaved, effects: &mut Vec<Effect>) {
    let is_there = |id: EntityId| id == EntityId::SETTINGS || state.catalog.name(id).is_some();
    if !unsaved.target.is_none_or(is_there) {
        return effects.push(Effect::Keep(None));
    }
    // What was typed on the floor of a session is shown there again.
    let live = unsaved.target.and_then(|id| SessionId::try_from(id).ok());
    if let Some(session) = live.filter(|id| cockpit::is_live(state, *id)) {
        cockpit::enter(state, session);
        if unsaved.verb.reads_lines {
            let lines = unsaved.values.first("text").unwrap_or_default();
            return cockpit::type_again(state, session, lines);
        }
        if let Some(kept) = unsaved.poll() {
            return cockpit::ask_again(state, session, &kept);
        }
    }
    if unsaved.several.is_empty() {
        verbs::open_with(state, unsaved.verb, unsaved.target, &unsaved.values, effects);
    } else if !marked::together::open_again(state, unsaved.verb, &unsaved.several, &unsaved.values)
    {
        return effects.push(Effect::Keep(None));
    }
    tell_found_again(state);
}

fn tell_found_again(state: &mut State) {
    let words = state.say(
        "上次没来得及保存的内容找回来了。核对后保存，或按 Esc 放弃",
        "What was not saved last time is here again. Save it, or give it up with Esc",
    );
    // What was told at the opening may be of the same text.
    let told = state.toast.take().filter(|toast| toast.tone == ToastTone::Notice);
    let words = match told {
        Some(told) if told.text != words => format!("{words}\n{}", told.text),
        _ => words.to_owned(),
    };
    state.toast(ToastTone::Notice, words);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::EntityKind;

    #[test]
    fn what_was_typed_reads_back_and_anything_else_is_nothing() {
        let verb = verb::find(Noun::Issue, "add").unwrap();
        let mut values = Values::default();
        values.set("title", "路灯\n不亮“");
        values.set_all("raiser", vec!["张三".to_owned(), "Mary Jones".to_owned()]);
        for target in [None, Some(EntityId { kind: EntityKind::Issue, bytes: [7; 16] })] {
            let session = SessionId::from_bytes([9; 16]);
            for lines in [vec![], vec![(session, "说 先清北边\n问 谁来清".to_owned())]] {
                let (question, answers) = ("先装护栏？".to_owned(), "赞成 3、不赞成 1".to_owned());
                let polls = vec![(session, KeptPoll { question, answers })];
                let several = target.into_iter().collect();
                let values = values.clone();
                let unsaved = Unsaved { verb, target, several, values, lines, polls };
                assert_eq!(Unsaved::from_json(&unsaved.to_json()), Some(unsaved));
            }
        }
        for text in ["", "{}", "[1]", r#"{"noun":"issue","verb":"fly","values":{}}"#] {
            assert_eq!(Unsaved::from_json(text), None, "{text}");
        }
    }
}
