//! What the backlog offers for a session: one line each for people, `{"offers":[…]}` for scripts.

use super::error::CliError;
use super::json::{name, name_of, names};
use super::output::Output;
use super::parser::{ALL, MOST};
use super::{Call, close, today};
use crate::command::{Catalog, Directory, Noun, suggested};
use crate::domain::id::SessionId;
use crate::domain::offer::{Offer, Offers};
use crate::domain::priority::{Reason, Terms};
use crate::domain::session::Session;
use crate::i18n::wording::{reason_text, reasons_text};
use crate::i18n::{Label, Lang, Text, Wording, sentence};
use crate::shell::desk::Desk;
use chrono::NaiveDate;
use clap::ArgMatches;
use serde_json::{Value, json};

/// The word that lists them.
pub(super) const OFFERS: &str = "offers";
/// How many are listed where nobody says.
const USUAL: usize = 20;

/// Lists what the backlog offers for a session.
pub(super) fn run(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let mut desk = call.open(output)?;
    let today = today(desk.lists())?;
    let id = super::verbs::target_meant(&desk, Noun::Session, words)?;
    let world = desk.dossier(id)?;
    let session = SessionId::try_from(id).ok().and_then(|id| world.session(id));
    let most = words.get_one::<u16>(MOST).map_or(USUAL, |most| usize::from(*most));
    let offers = session.map(|session| {
        let wide = (words.get_flag(ALL), most);
        offered(desk.catalog(), session, (&desk, today), wide)
    });
    let offers = offers.unwrap_or_default();
    if output.is_json() {
        output.value(&json!({
            "offers": offers_json(desk.catalog(), &offers, call.lang),
            "total": offers.total,
            "elsewhere": elsewhere_json(desk.catalog(), &offers),
        }))?;
    } else {
        tell(desk.catalog(), &offers, call.lang, output)?;
    }
    close(desk)
}

fn offered(
    catalog: &Catalog,
    session: &Session,
    (desk, today): (&Desk, NaiveDate),
    wide: (bool, usize),
) -> Offers {
    let terms = Terms::of(desk.settings(), desk.calendar(), today);
    suggested(catalog, session, terms, wide)
}

/// What the page of a session tells of the backlog.
pub(super) fn on_page(desk: &Desk, session: &Session, today: NaiveDate) -> Offers {
    offered(desk.catalog(), session, (desk, today), (false, USUAL))
}

fn tell(
    catalog: &Catalog,
    offers: &Offers,
    lang: Lang,
    output: &mut Output,
) -> Result<(), CliError> {
    if offers.best.is_empty() {
        let words = lang.pick("没有可以列入的议题。", "The backlog has nothing to offer.");
        output.note(words);
    } else {
        let head =
            [Text::ColumnNumber.label(lang), Text::ColumnTitle.label(lang), reason_head(lang)];
        let rows: Vec<Vec<String>> =
            offers.best.iter().filter_map(|offer| row(catalog, offer, lang)).collect();
        super::table::print(&head, &rows, output)?;
        let more = offers.total.saturating_sub(offers.best.len());
        if more > 0 {
            output.note(&sentence::more(lang, more));
        }
    }
    for (issue, session) in &offers.elsewhere {
        let issue = Directory::name(catalog, (*issue).into()).unwrap_or_default();
        let on = catalog.sessions.get(session).map(|row| row.on.words(lang)).unwrap_or_default();
        output.note(&match lang {
            Lang::Zh => format!("{issue} 已列入 {on} 的会"),
            Lang::En => format!("{issue} is on the agenda of {on}"),
        });
    }
    Ok(())
}

const fn reason_head(lang: Lang) -> &'static str {
    lang.pick("理由", "Why")
}

fn row(catalog: &Catalog, offer: &Offer, lang: Lang) -> Option<Vec<String>> {
    let row = catalog.issues.get(&offer.issue)?;
    let why = reasons_text(&offer.reasons, lang, catalog);
    Some(vec![row.number.to_string(), row.title.to_string(), why])
}

/// Offers for scripts.
pub(super) fn offers_json(catalog: &Catalog, offers: &Offers, lang: Lang) -> Vec<Value> {
    let offer = |offer: &Offer| {
        let title = catalog.issues.get(&offer.issue).map(|row| row.title.to_string());
        let reasons = offer.reasons.iter().map(|it| reason_json(catalog, it, lang));
        json!({
            "issue": name(catalog, offer.issue),
            "title": title,
            "reasons": reasons.collect::<Vec<_>>(),
        })
    };
    offers.best.iter().map(offer).collect()
}

pub(super) fn reason_json(catalog: &Catalog, reason: &Reason, lang: Lang) -> Value {
    let (session, on) = match reason {
        Reason::LeftOver { session, on } => (Some(*session), Some(on.to_string())),
        Reason::Reopened(on) | Reason::Dissatisfied(on) | Reason::Returned { on, .. } => {
            (None, Some(on.to_string()))
        }
        _ => (None, None),
    };
    let tier = match reason {
        Reason::Overdue { lateness, .. } => Some(lateness.key()),
        _ => None,
    };
    let departments = match reason {
        Reason::Invited(departments) => departments.as_slice(),
        Reason::Overdue { by: Some(by), .. }
        | Reason::DueSoon { by: Some(by), .. }
        | Reason::Returned { by: Some(by), .. }
        | Reason::Unassigned { to: Some(by), .. } => std::slice::from_ref(by),
        _ => &[],
    };
    let studio = match reason {
        Reason::OtherStudio(studio) => Some(*studio),
        _ => None,
    };
    json!({
        "reason": reason.key(),
        "days": reason.days(),
        "tier": tier,
        "session": name_of(catalog, session),
        "on": on,
        "departments": names(catalog, departments),
        "studio": name_of(catalog, studio),
        "text": reason_text(reason, lang, catalog),
    })
}

/// What is on the agenda of another session, for scripts.
pub(super) fn elsewhere_json(catalog: &Catalog, offers: &Offers) -> Vec<Value> {
    let told = offers.elsewhere.iter();
    told.map(|(issue, session)| {
        json!({"issue": name(catalog, *issue), "session": name(catalog, *session)})
    })
    .collect()
}
