//! Records of sessions: agenda, sign-in sheet, counts without names, and the record.

use super::{
    Reader,
    fault::{ImportFault, ImportReason, Shape},
    fields::Fields,
    plan::{Plan, Turn},
};
use crate::domain::{
    action::Action,
    id::{LineId, SessionId},
    line::LineFacts,
    session::{AgendaItem, Attendance, Presence, SessionFacts, SessionStepKind, Tally},
};

pub(super) const SESSION: &[&str] = &[
    "key",
    "studio",
    "co_studios",
    "title",
    "venue",
    "on",
    "starts_at",
    "chair",
    "recorder",
    "held",
    "agenda",
    "attendance",
    "tallies",
    "lines",
    "source",
];
const ITEM: &[&str] = &["issue", "minutes", "no_consensus"];
const ROW: &[&str] = &["person", "class", "department", "presence", "arrived_at", "left_at"];
const TALLY: &[&str] = &["class", "count", "source"];
const LINE: &[&str] = &["kind", "speaker", "issue", "text", "at"];

impl Reader<'_> {
    pub(super) fn session(
        &self,
        id: SessionId,
        fields: &Fields<'_>,
        plan: &mut Plan<'_>,
    ) -> Result<(), ImportFault> {
        let facts = SessionFacts {
            studio: self.needed(fields, "studio")?,
            co_studios: self.all_named(fields, "co_studios")?,
            title: fields.needed_text("title")?,
            venue: fields.text_or_empty("venue")?,
            on: fields.needed("on", fields.span("on", self.today)?)?,
            starts_at: fields.time("starts_at")?,
            chair: self.named(fields, "chair")?,
            recorder: self.named(fields, "recorder")?,
        };
        let source = fields.source(self.source)?;
        let mut actions = vec![
            Action::PlanSession { id, facts, source },
            Action::SetAgenda { session: id, items: self.agenda(fields)? },
        ];
        actions.extend(self.attendance(id, fields)?);
        actions.extend(self.lines(id, fields, plan)?);
        if fields.flag("held")? {
            let kind = SessionStepKind::CloseAfterTheFact;
            actions.push(Action::StepSession { id, kind, reason: String::new(), to: None });
        }
        for action in actions {
            plan.push(Turn::Sessions, fields.line, action);
        }
        Ok(())
    }

    fn agenda(&self, fields: &Fields<'_>) -> Result<Vec<AgendaItem>, ImportFault> {
        fields
            .objects("agenda", ITEM)?
            .iter()
            .map(|item| {
                let planned_minutes = item.count("minutes")?.map(u16::try_from).transpose();
                let field = item.placed("minutes");
                Ok(AgendaItem {
                    issue: self.needed(item, "issue")?,
                    planned_minutes: planned_minutes.ok().ok_or_else(|| {
                        let expected = Shape::Count;
                        item.fault(ImportReason::WrongShape { field, expected })
                    })?,
                    no_consensus: item.text("no_consensus")?.map(ToOwned::to_owned),
                })
            })
            .collect()
    }

    fn attendance(
        &self,
        session: SessionId,
        fields: &Fields<'_>,
    ) -> Result<Vec<Action>, ImportFault> {
        let mut actions = Vec::new();
        for row in fields.objects("attendance", ROW)? {
            let attendance = Attendance {
                person: self.needed(&row, "person")?,
                class: row.needed_word("class")?,
                department: self.named(&row, "department")?,
                presence: row.word("presence")?.unwrap_or(Presence::Present),
                arrived_at: row.time("arrived_at")?,
                left_at: row.time("left_at")?,
                correction: false,
            };
            let person = attendance.person;
            actions.push(Action::SetAttendance { session, person, row: Some(attendance) });
        }
        let mut tallies = Vec::new();
        let of_record = fields.source(self.source)?.map(|source| source.reference);
        for tally in fields.objects("tallies", TALLY)? {
            let own = tally.text("source")?.map(ToOwned::to_owned);
            tallies.push(Tally {
                class: tally.needed_word("class")?,
                count: tally.needed("count", tally.count("count")?)?,
                source: tally.needed("source", own.or_else(|| of_record.clone()))?,
            });
        }
        actions.push(Action::SetTallies { session, tallies });
        Ok(actions)
    }

    fn lines(
        &self,
        session: SessionId,
        fields: &Fields<'_>,
        plan: &mut Plan<'_>,
    ) -> Result<Vec<Action>, ImportFault> {
        fields
            .objects("lines", LINE)?
            .iter()
            .map(|line| {
                let facts = LineFacts {
                    kind: line.needed_word("kind")?,
                    speaker: self.named(line, "speaker")?,
                    issue: self.named(line, "issue")?,
                    text: line.needed_text("text")?,
                    at: line.time("at")?,
                    correction: false,
                };
                Ok(Action::AddLine { id: LineId::from_bytes(plan.next_id()), session, facts })
            })
            .collect()
    }
}
