//! The page of one commitment: what was promised by whom, and what has become of it.

use super::context::named;
use super::issue::commitment_lines;
use super::page::{Line, Paper};
use super::reader::not_there;
use super::state::State;
use crate::domain::id::CommitmentId;
use crate::i18n::wording::day_in_list;
use crate::i18n::{Label, Wording};

/// The page.
pub(crate) fn lines(state: &State, id: CommitmentId, width: usize) -> Vec<Line> {
    let mut paper = Paper::new(width, state.ambiguous);
    let dossier = state.dossier.as_ref().filter(|dossier| dossier.id == id.into());
    let found = dossier.and_then(|it| Some((&it.world, it.world.commitment(id)?)));
    let Some((world, commitment)) = found else {
        not_there(state, id.into(), &mut paper);
        return paper.finish();
    };
    let (lang, catalog, facts) = (state.lang, &state.catalog, &commitment.facts);
    let number = catalog.commitments.get(&id).map(|row| catalog.commitment_label(&row));
    paper.pair(state.say("编号", "Number"), &number.unwrap_or_default());
    paper.pair(state.say("议题", "Issue"), &named(catalog, commitment.issue.into()));
    let session = commitment.session.map(|id| named(catalog, id.into())).unwrap_or_default();
    paper.pair(state.say("协商议事会", "Session"), &session);
    paper.pair(state.say("承诺内容", "Promised"), facts.promised.label(lang));
    let agreed = facts.deadline.map(day_in_list).unwrap_or_default();
    paper.pair(state.say("约定时限", "Deadline"), &agreed);
    let due = commitment.due().filter(|due| Some(*due) != facts.deadline);
    paper.pair(state.say("延至", "Extended to"), &due.map(day_in_list).unwrap_or_default());
    let funds = facts.funds.map(|funds| funds.words(lang)).unwrap_or_default();
    paper.pair(state.say("资金", "Funds"), &funds);
    if let Some(source) = &commitment.source {
        paper.pair(state.say("补录出处", "Recorded from"), &source.reference);
    }
    paper.gap();
    commitment_lines(state, world, commitment, &mut paper);
    paper.finish()
}
