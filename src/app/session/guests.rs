//! Who is invited, on the page of a session; what it lacks before it can start; and who did not come.

use super::super::context::{Known, named};
use super::super::page::{Paper, Span, Tone, span};
use super::super::state::{Medium, State};
use super::super::verbs;
use crate::command::guest_seat;
use crate::command::remedy::remedy;
use crate::command::screens::Ui;
use crate::domain::session::{
    Absentee, Column, Excuse, Guest, Invitation, Lack, Party, Reply, Session,
};
use crate::domain::world::World;
use crate::i18n::wording::{day_in_list, lack_text};
use crate::i18n::{Label, Lang, sentence};

/// What a planned session lacks, and by when its notice goes out.
pub(super) fn lacks(state: &State, world: &World, session: &Session, paper: &mut Paper) {
    let seat = |guest| guest_seat(world, &*state.catalog, session, guest);
    let preparation = session.preparation(world, seat, (state.today, &state.calendar));
    if let Some(by) = preparation.notice_by.filter(|by| *by >= state.today) {
        let (least, _) = crate::domain::session::NOTICE_WORKING_DAYS;
        let ahead = sentence::working_days(state.lang, least.into());
        let by = day_in_list(by);
        let words = match state.lang {
            Lang::Zh => format!("{by} 前发出（提前 {ahead}）"),
            Lang::En => format!("by {by} ({ahead} ahead)"),
        };
        paper.pair(state.say("会议通知", "Notice"), &words);
    }
    if preparation.lacks.is_empty() {
        return;
    }
    let count = i64::try_from(preparation.lacks.len()).unwrap_or(i64::MAX);
    let note = sentence::missing_count(state.lang, count);
    paper.heading(state.say("召开之前", "Before it starts"), &note);
    let known = Known::of(state);
    for lack in preparation.lacks {
        let head = vec![span(Tone::Warning, "  ! ")];
        let mut body = vec![span(Tone::Text, lack_text(lack, state.lang, &known))];
        let (key, about) = match lack {
            // It is accepted on its own page.
            Lack::Unaccepted(issue) => (verbs::key_of(state, Ui::Open), Some(issue.into())),
            _ => (remedy(lack).map_or_else(String::new, |it| verbs::verb_key(state, it)), None),
        };
        // Where a copy goes to somebody else, there are no keys.
        match state.medium {
            Medium::Screen if !key.is_empty() => body.push(span(Tone::Key, format!("  {key}"))),
            // What is typed there is told among what can be done.
            Medium::Lines if about.is_none() && !key.is_empty() => {
                let words = format!("{}{key}", state.say("。打 ", ". Type "));
                body.push(span(Tone::Key, words));
            }
            _ => {}
        }
        paper.item(head, &body, 4, about);
    }
}

/// Everybody who is invited, by column, with what they answered: a department answers once, whoever of
/// it is invited by name.
pub(super) fn invitations(state: &State, world: &World, session: &Session, paper: &mut Paper) {
    if session.invitations.is_empty() {
        return;
    }
    let parties = session.parties(|guest| guest_seat(world, &*state.catalog, session, guest));
    let count = |reply| parties.iter().filter(|it| it.reply() == reply).count();
    let words = [Reply::Coming, Reply::Awaited, Reply::Excused]
        .map(|reply| (reply, count(reply)))
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(reply, count)| format!("{} {count}", reply.label(state.lang)));
    let note = words.collect::<Vec<_>>().join(" · ");
    paper.heading(state.say("邀请", "Invited"), &note);
    for column in Column::ALL {
        let of_it: Vec<&Party<'_>> = parties.iter().filter(|it| it.column == *column).collect();
        if of_it.is_empty() {
            continue;
        }
        let head = vec![span(Tone::Dim, format!("  {} {}", column.label(state.lang), of_it.len()))];
        paper.item(head, &[], 4, Some(session.id.into()));
        for invitation in of_it.iter().flat_map(|party| &party.invitations) {
            guest(state, invitation, paper);
        }
    }
}

fn guest(state: &State, invitation: &Invitation, paper: &mut Paper) {
    let tone = match invitation.reply {
        Reply::Awaited => Tone::Dim,
        Reply::Coming => Tone::Success,
        Reply::Excused => Tone::Warning,
    };
    let mut body = vec![span(Tone::Text, name_of(state, invitation.guest))];
    body.push(span(tone, format!("  {}", invitation.reply.label(state.lang))));
    if invitation.reply == Reply::Excused {
        let excuse =
            Excuse { reason: invitation.reason.clone(), substitute: invitation.substitute };
        body.extend(excuse_span(state, &excuse));
    }
    let head = vec![span(Tone::Text, "    ")];
    paper.item(head, &body, 6, Some(invitation.guest.into()));
}

fn name_of(state: &State, guest: Guest) -> String {
    named(&state.catalog, guest.into())
}

/// Why, and who comes instead.
fn excuse_span(state: &State, excuse: &Excuse) -> Option<Span> {
    let words = excuse_words(state, excuse);
    (!words.is_empty()).then(|| span(Tone::Dim, format!("{}{words}", state.say("：", ": "))))
}

fn excuse_words(state: &State, excuse: &Excuse) -> String {
    let mut words = Vec::new();
    if !excuse.reason.is_empty() {
        words.push(excuse.reason.clone());
    }
    if let Some(person) = excuse.substitute {
        let name = named(&state.catalog, person.into());
        words.push(match state.lang {
            Lang::Zh => format!("由{name}代"),
            Lang::En => format!("{name} instead"),
        });
    }
    words.join(state.say("，", ", "))
}

/// Who was excused, and who did not come.
pub(super) fn absentees(state: &State, session: &Session, paper: &mut Paper) {
    let absentees = session.absentees();
    if absentees.is_empty() {
        return;
    }
    let (excused, absent): (Vec<&Absentee>, Vec<&Absentee>) =
        absentees.iter().partition(|it| it.excuse.is_some());
    paper.heading(state.say("没有到会", "Not there"), "");
    for (label, of_it) in
        [(state.say("请假", "Excused"), excused), (state.say("缺席", "Absent"), absent)]
    {
        if of_it.is_empty() {
            continue;
        }
        let names: Vec<String> = of_it.iter().map(|it| absentee_words(state, it)).collect();
        let head = vec![span(Tone::Dim, format!("  {label} "))];
        let body = [span(Tone::Text, names.join(state.say("、", ", ")))];
        paper.item(head, &body, 4, Some(session.id.into()));
    }
}

fn absentee_words(state: &State, absentee: &Absentee) -> String {
    let name = name_of(state, absentee.guest);
    let why = absentee.excuse.as_ref().map(|it| excuse_words(state, it)).unwrap_or_default();
    match (why.is_empty(), state.lang) {
        (true, _) => name,
        (false, Lang::Zh) => format!("{name}（{why}）"),
        (false, Lang::En) => format!("{name} ({why})"),
    }
}
