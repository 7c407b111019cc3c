//! The deadline of a commitment as an entry of a calendar: an all-day event.
//!
//! A task (`VTODO`) would say it more exactly, but few see one: Google Calendar and Outlook pass
//! over tasks in a file, and telephones show them in another place, if at all.

use super::{Entry, When, labelled};
use crate::document::cast::Cast;
use crate::domain::commitment::Commitment;
use crate::domain::id::IssueId;
use crate::i18n::Paper;

/// The entry; `None` where nobody set a deadline.
pub(super) fn entry(cast: &Cast<'_>, commitment: &Commitment) -> Option<Entry> {
    Some(Entry {
        of: commitment.id.into(),
        // It lapses with its issue.
        reads: vec![commitment.issue.into()],
        when: When::Day(commitment.due()?),
        title: title(cast, commitment),
        place: String::new(),
        text: text(cast, commitment),
        category: cast.word(Paper::DiaryDeadlines),
        is_cancelled: has_lapsed(cast, commitment),
        is_busy: false,
    })
}

/// Who has to do what. What is done stays, and says so: whoever had it before sees that it is.
fn title(cast: &Cast<'_>, commitment: &Commitment) -> String {
    let lead = commitment.facts.lead.map(|lead| cast.department(lead)).unwrap_or_default();
    let lead = if lead.is_empty() { cast.word(Paper::DiaryNoLead) } else { &lead };
    let matter = cast.text(&commitment.facts.matter);
    let title = cast.words(Paper::DiaryDue, &[("department", lead), ("matter", &matter)]);
    if has_lapsed(cast, commitment) {
        return cast.words(Paper::DiaryCancelled, &[("title", &title)]);
    }
    let done = if commitment.completion().is_some() { cast.word(Paper::DiaryDone) } else { "" };
    title + done
}

/// Whether nothing is due any more: the issue has left, or was resolved without it.
fn has_lapsed(cast: &Cast<'_>, commitment: &Commitment) -> bool {
    let issue = cast.world.issue(commitment.issue);
    issue.is_some_and(|issue| commitment.has_lapsed(issue.status))
}

fn text(cast: &Cast<'_>, commitment: &Commitment) -> Vec<String> {
    let facts = &commitment.facts;
    let lead = facts.lead.map(|lead| cast.department(lead)).unwrap_or_default();
    let rows = [
        labelled(cast, Paper::ProgressMatter, &cast.text(&facts.matter)),
        labelled(cast, Paper::FormLead, &lead),
        labelled(cast, Paper::FormSupporting, &cast.departments(&facts.supporting)),
        labelled(cast, Paper::FormIssue, &issue(cast, commitment.issue)),
        labelled(cast, Paper::DiarySession, &session(cast, commitment)),
    ];
    rows.into_iter().flatten().collect()
}

fn issue(cast: &Cast<'_>, id: IssueId) -> String {
    let Some(issue) = cast.world.issue(id) else { return String::new() };
    let (title, number) = (cast.heading(&issue.facts.title), issue.number.as_str());
    cast.words(Paper::InBrackets, &[("words", &title), ("more", number)])
}

fn session(cast: &Cast<'_>, commitment: &Commitment) -> String {
    let Some(session) = commitment.session.and_then(|id| cast.world.session(id)) else {
        return String::new();
    };
    let (title, number) = (cast.heading(&session.facts.title), session.number.as_str());
    cast.words(Paper::InBrackets, &[("words", &title), ("more", number)])
}
