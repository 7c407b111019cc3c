//! The list that a session is closed by: what is loose, each with the way to settle it, and what
//! becomes of the issues.

use super::cockpit::{self, Mode, Unsaved};
use super::confirm::{Asked, Confirm};
use super::context::{Known, named};
use super::input::Effect;
use super::page::{Line, Paper, Tone, span};
use super::reader::not_there;
use super::state::{Medium, State, ToastTone};
use super::verbs;
use crate::command::fill::{Directory, Values};
use crate::command::verb::{self, Noun, Verb};
use crate::domain::closing::{Loose, closing};
use crate::domain::id::{CommitmentId, EntityId, EntityKind, LineId, SessionId};
use crate::domain::session::Session;
use crate::domain::workflow::Missing;
use crate::domain::world::World;
use crate::i18n::wording::missing_text;
use crate::i18n::{Lang, sentence};

/// The page.
pub(crate) fn lines(state: &State, id: SessionId, width: usize) -> Vec<Line> {
    let mut paper = Paper::new(width, state.ambiguous);
    let dossier = state.dossier.as_ref().filter(|dossier| dossier.id == id.into());
    let found = dossier.and_then(|it| Some((&it.world, it.world.session(id)?)));
    let Some((world, session)) = found else {
        not_there(state, id.into(), &mut paper);
        return paper.finish();
    };
    let found = closing(world, session, state.today);
    paper.heading(state.say("散会前核对", "Before closing"), "");
    let unsaved = cockpit::unsaved(state, id);
    for typed in &unsaved {
        let (tone, words, target) = not_saved(state, typed);
        paper.item(vec![span(tone, "  ! ")], &[span(tone, words)], 4, Some(target));
    }
    let is_settled = found.loose.is_empty() && unsaved.is_empty();
    if is_settled {
        let words = state.say("都齐了，可以散会。", "Everything is there.");
        paper.text(Tone::Success, 2, words);
    }
    for loose in &found.loose {
        let (tone, words) = told(state, world, session, *loose);
        let head = vec![span(tone, "  □ ")];
        paper.item(head, &[span(tone, words)], 4, Some(goes_to(session, *loose)));
    }
    paper.heading(state.say("散会后转为已协商", "Consulted by closing"), "");
    if found.moves.is_empty() {
        paper.text(Tone::Dim, 2, state.say("没有", "None"));
    }
    for issue in &found.moves {
        let body = [span(Tone::Text, named(&state.catalog, (*issue).into()))];
        paper.item(vec![span(Tone::Consulted, "  √ ")], &body, 4, Some((*issue).into()));
    }
    if !found.stays.is_empty() {
        paper.heading(state.say("仍是已提交，因为", "Stay submitted, because"), "");
    }
    let known = Known::of(state);
    for (issue, gaps) in &found.stays {
        let target = Some((*issue).into());
        let body = [span(Tone::Text, named(&state.catalog, (*issue).into()))];
        paper.item(vec![span(Tone::Warning, "  · ")], &body, 4, target);
        for gap in gaps {
            paper.under(Tone::Dim, 6, &missing_text(gap, state.lang, &known), target);
        }
    }
    if state.medium == Medium::Lines {
        return paper.finish();
    }
    paper.gap();
    let key = verb::find(Noun::Session, "close").map(|verb| verbs::verb_key(state, verb));
    let key = key.unwrap_or_default();
    let words = match (is_settled, state.lang) {
        (false, Lang::Zh) if !unsaved.is_empty() => {
            format!("带 ! 的存好或清掉才能散会。回车去补；{key} 散会；Esc 回到会场。")
        }
        (false, Lang::En) if !unsaved.is_empty() => format!(
            "What has a ! has to be saved or cleared first. Enter goes there; {key} closes the \
             session; Esc goes back."
        ),
        (false, Lang::Zh) => format!("回车去补；{key} 散会；Esc 回到会场。"),
        (false, Lang::En) => format!("Enter goes there; {key} closes the session; Esc goes back."),
        (true, Lang::Zh) => format!("{key} 散会；Esc 回到会场。"),
        (true, Lang::En) => format!("{key} closes the session; Esc goes back."),
    };
    paper.text(Tone::Dim, 0, &words);
    paper.finish()
}

/// A line that the record does not have yet stands for the one that is typed: no line is called so.
const TYPED_LINE: LineId = LineId::from_bytes([0; 16]);
/// The same for a poll that is not saved yet.
const TYPED_POLL: LineId = LineId::from_bytes([0xff; 16]);

/// What was typed and is not saved, in words, and by what the way to it is found.
fn not_saved(state: &State, typed: &Unsaved) -> (Tone, String, EntityId) {
    let words =
        |zh: &'static str, en: &'static str, text: &str| format!("{}{text}", state.say(zh, en));
    match typed {
        Unsaved::Saving(text) => {
            (Tone::Dim, words("正在存：", "Being saved: ", text), TYPED_LINE.into())
        }
        Unsaved::Line(text) => {
            let words = words("这一行还没有存：", "This line is not saved: ", text);
            (Tone::Danger, words, TYPED_LINE.into())
        }
        Unsaved::Poll(text) => {
            let words = words("测询还没有存：", "This poll is not saved: ", text);
            (Tone::Danger, words, TYPED_POLL.into())
        }
    }
}

/// Says that a session is not closed over what was typed and is not saved; whether it is so.
pub(crate) fn is_held_up(state: &mut State, target: EntityId) -> bool {
    let Ok(session) = SessionId::try_from(target) else { return false };
    let unsaved = cockpit::unsaved(state, session);
    let Some(first) = unsaved.first() else { return false };
    let (_, words, _) = not_saved(state, first);
    let words = match (unsaved.len(), state.lang) {
        (1, Lang::Zh) => format!("还没有存，不能散会。{words}"),
        (1, Lang::En) => format!("Not saved yet, so the session is not closed. {words}"),
        (more, Lang::Zh) => format!("有 {more} 处还没有存，不能散会。{words}"),
        (more, Lang::En) => {
            format!("{more} things are not saved yet, so the session is not closed. {words}")
        }
    };
    state.toast(ToastTone::Refused, words);
    true
}

/// What is loose, in words.
fn told(state: &State, world: &World, session: &Session, loose: Loose) -> (Tone, String) {
    let issue = |id: crate::domain::id::IssueId| named(&state.catalog, id.into());
    let matter = |id: CommitmentId| {
        world.commitment(id).map_or("", |it| it.facts.matter.as_str()).to_owned()
    };
    let zh = state.lang == Lang::Zh;
    match loose {
        Loose::QueueWaiting(count) if zh => {
            (Tone::Danger, format!("还有 {count} 人在等发言：请他们讲，或移出次序"))
        }
        Loose::QueueWaiting(count) => {
            (Tone::Danger, format!("{count} still wait to speak: let them, or take them out"))
        }
        Loose::Quorum(lacking) => (Tone::Warning, sentence::lacking(state.lang, lacking)),
        Loose::NotSignedIn(id) => {
            let name = named(&state.catalog, id.into());
            let facts = &session.facts;
            let (did, does) = match Some(id) {
                it if it == facts.chair => ("是主持人", "chairs"),
                it if it == facts.recorder => ("是记录人", "keeps the record"),
                _ => ("发过言", "spoke"),
            };
            let words = if zh {
                format!("{name} {did}，但没有签到")
            } else {
                format!("{name} {does} and is not on the sign-in sheet")
            };
            (Tone::Warning, words)
        }
        Loose::NoOutcome(id) if zh => {
            (Tone::Warning, format!("「{}」议过，但没有议定事项，也没有记“未达成共识”", issue(id)))
        }
        Loose::NoOutcome(id) => (
            Tone::Warning,
            format!("“{}” was discussed: nothing agreed, nor noted as no consensus", issue(id)),
        ),
        Loose::Undiscussed(id) if zh => {
            (Tone::Text, format!("「{}」没有议到：散会后回到待办，下次优先列入", issue(id)))
        }
        Loose::Undiscussed(id) => (
            Tone::Text,
            format!(
                "“{}” was not discussed: it goes back, and is offered first next time",
                issue(id)
            ),
        ),
        Loose::UnmadeCommitment(line) => {
            let number = session.lines.iter().position(|it| *it == line).map_or(0, |at| at + 1);
            let words = if zh {
                format!("第 {number} 行是承诺，还没有登记为承办事项")
            } else {
                format!("Line {number} promises something, and no commitment was made of it")
            };
            (Tone::Warning, words)
        }
        Loose::NoDepartment(id) if zh => {
            (Tone::Warning, format!("承办事项「{}」没有主办单位", matter(id)))
        }
        Loose::NoDepartment(id) => {
            (Tone::Warning, format!("The commitment “{}” has no lead department", matter(id)))
        }
        Loose::NoDeadline(id) if zh => {
            (Tone::Warning, format!("承办事项「{}」没有时限", matter(id)))
        }
        Loose::NoDeadline(id) => {
            (Tone::Warning, format!("The commitment “{}” has no deadline", matter(id)))
        }
        Loose::NotThere(department, id) => {
            let (name, matter) = (named(&state.catalog, department.into()), matter(id));
            let words = if zh {
                format!("{name} 没有到会，也没有邀请，却要承办「{matter}」：请核对，会后告知")
            } else {
                format!("{name} neither came nor was invited, and is to act on “{matter}”")
            };
            (Tone::Text, words)
        }
        Loose::NotStated(unstated) => (Tone::Text, not_stated(state, unstated)),
    }
}

/// Which facts of a session nobody put down; it is closed without them as well.
fn not_stated(state: &State, unstated: [bool; 3]) -> String {
    let names = [("地点", "venue"), ("主持人", "chair"), ("记录人", "recorder")];
    let names = names.into_iter().zip(unstated).filter(|(_, is_unstated)| *is_unstated);
    let names: Vec<&str> = names.map(|((zh, en), _)| state.say(zh, en)).collect();
    let names = names.join(state.say("、", ", "));
    match state.lang {
        Lang::Zh => format!("{names}还没有填：不填也能散会，但文件定稿前要填"),
        Lang::En => format!("Not stated: {names}. It closes without; no document is final without"),
    }
}

/// What stands behind a line of the list, by which the way to it is found.
fn goes_to(session: &Session, loose: Loose) -> EntityId {
    match loose {
        Loose::QueueWaiting(_) => session
            .floor
            .queue
            .first()
            .map_or_else(|| session.id.into(), |waiting| waiting.person.into()),
        Loose::Quorum(_) => session.id.into(),
        Loose::NotSignedIn(id) => id.into(),
        Loose::NoOutcome(id) | Loose::Undiscussed(id) => id.into(),
        Loose::UnmadeCommitment(id) => id.into(),
        Loose::NoDepartment(id) | Loose::NoDeadline(id) | Loose::NotThere(_, id) => id.into(),
        // The session itself stands for its sign-in sheet; its studio stands in its form.
        Loose::NotStated(_) => session.facts.studio.into(),
    }
}

/// The question before a session is closed, where nothing can be passed over with a reason: then
/// there is nothing to fill in.
pub(crate) fn question(state: &State, verb: &'static Verb, target: EntityId) -> Option<Confirm> {
    let id = SessionId::try_from(target).ok()?;
    let dossier = state.dossier.as_ref().filter(|it| it.id == target && !it.stale)?;
    let found = closing(&dossier.world, dossier.world.session(id)?, state.today);
    let can_pass =
        |gaps: &[Missing]| !gaps.is_empty() && gaps.iter().all(|gap| gap.rule.is_overridable());
    if found.stays.iter().any(|(_, gaps)| can_pass(gaps)) {
        return None;
    }
    let (moves, stays) = (found.moves.len(), found.stays.len());
    let text = match (stays, state.lang) {
        (0, Lang::Zh) => format!("{moves} 件议题转为已协商。"),
        (0, Lang::En) => format!("{moves} of the issues will be consulted."),
        (_, Lang::Zh) => format!("{moves} 件议题转为已协商，{stays} 件仍是已提交。"),
        (_, Lang::En) => {
            format!("{moves} of the issues will be consulted, {stays} stay submitted.")
        }
    };
    Some(Confirm {
        title: verb.label.get(state.lang).to_owned(),
        text,
        yes: verb.label.get(state.lang),
        no: state.say("先不散会", "Not yet"),
        asked: Asked::Perform { verb, target: Some(target), values: Values::default() },
        on_yes: true,
        offset: 0,
    })
}

/// Goes to where something loose is settled.
pub(crate) fn open(
    state: &mut State,
    session: SessionId,
    target: EntityId,
    effects: &mut Vec<Effect>,
) {
    match target.kind {
        EntityKind::Commitment => {
            let Some(verb) = verb::find(Noun::Commitment, "edit") else { return };
            let world = state.dossier.as_ref().map(|dossier| &dossier.world);
            let id = CommitmentId::try_from(target).ok();
            let found = id.and_then(|id| world?.commitment(id));
            let is_due = found.is_some_and(|it| it.due().is_some());
            let has_lead = found.is_some_and(|it| it.facts.lead.is_some());
            verbs::open(state, verb, Some(target), effects);
            verbs::go_to_field(state, if has_lead && !is_due { "deadline" } else { "lead" });
        }
        EntityKind::Line if target == TYPED_LINE.into() => {
            cockpit::enter(state, session);
            cockpit::turn_to(state, Mode::Record);
        }
        EntityKind::Line if target == TYPED_POLL.into() => {
            cockpit::enter(state, session);
            cockpit::turn_to(state, Mode::Poll);
        }
        EntityKind::Line => promise(state, session, target, effects),
        EntityKind::Person => {
            let found = state.dossier.as_ref().and_then(|it| it.world.session(session));
            let waits = |waiting: &crate::domain::session::Waiting| {
                EntityId::from(waiting.person) == target
            };
            let waits = found.is_some_and(|it| it.floor.queue.iter().any(waits));
            cockpit::enter(state, session);
            cockpit::turn_to(state, if waits { Mode::Speaker } else { Mode::CheckIn });
            if !waits {
                cockpit::look_for(state, &state.catalog.name(target).unwrap_or_default());
            }
        }
        EntityKind::Session => {
            cockpit::enter(state, session);
            cockpit::turn_to(state, Mode::CheckIn);
        }
        EntityKind::Studio => state_facts(state, session, effects),
        EntityKind::Issue => {
            let place = state.catalog.sessions.get(&session).and_then(|row| {
                row.issues.iter().position(|issue| EntityId::from(*issue) == target)
            });
            cockpit::enter(state, session);
            if let Some(place) = place {
                cockpit::begin_line(state, &format!("{} #{} ", state.say("决", "d"), place + 1));
            }
        }
        _ => {}
    }
}

/// Opens the form of the session at the first of what closing asks for and nobody put down.
fn state_facts(state: &mut State, session: SessionId, effects: &mut Vec<Effect>) {
    let Some(verb) = verb::find(Noun::Session, "edit") else { return };
    let world = state.dossier.as_ref().map(|dossier| &dossier.world);
    let found = world.and_then(|world| world.session(session)).map(|it| &it.facts);
    let field = match found {
        Some(facts) if facts.venue.trim().is_empty() => "venue",
        Some(facts) if facts.chair.is_none() => "chair",
        _ => "recorder",
    };
    verbs::open(state, verb, Some(session.into()), effects);
    verbs::go_to_field(state, field);
}

/// Makes a commitment of a line that promises something: at once where its issue is known.
fn promise(state: &mut State, session: SessionId, line: EntityId, effects: &mut Vec<Effect>) {
    let Some(verb) = verb::find(Noun::Session, "promise") else { return };
    let world = state.dossier.as_ref().map(|dossier| &dossier.world);
    let found = world.and_then(|world| {
        let id = LineId::try_from(line).ok()?;
        let place = world.session(session)?.lines.iter().position(|it| *it == id)?;
        Some((place, world.line(id)?.facts.issue))
    });
    let Some((place, issue)) = found else { return };
    let mut values = Values::default();
    values.set("line", (place + 1).to_string());
    if issue.is_some() {
        verbs::perform(state, verb, Some(session.into()), values, effects);
    } else {
        verbs::open_with(state, verb, Some(session.into()), &values, effects);
    }
}
