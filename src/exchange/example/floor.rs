//! What is said at a session: the record of each item, and the commitments spoken in it.

use super::{
    course::Made,
    data::script::Promise,
    directory::{Directory, Office},
    fate::Fate,
    maker::{Maker, days_after},
    site::Site,
    sitting::Item,
};
use crate::domain::{
    action::Action,
    amount::{Amount, Qualifier},
    commitment::CommitmentFacts,
    id::{CommitmentId, IssueId, LineId, PersonId, SessionId},
    line::{LineFacts, LineKind},
    session::{Attendance, Class, Column, Presence, SessionStepKind},
};
use chrono::{NaiveDate, NaiveTime, TimeDelta};

/// A session that was announced.
#[derive(Debug, Clone, Copy)]
pub(super) struct Announced {
    pub(super) id: SessionId,
    pub(super) starts_at: NaiveTime,
}

/// What is entered about a session, in the order of its clock.
pub(super) struct Floor {
    session: SessionId,
    day: NaiveDate,
    clock: NaiveTime,
    /// Who came, of the two sides that speak most.
    pub(super) members: Vec<PersonId>,
    public: Vec<PersonId>,
    pub(super) actions: Vec<Action>,
}

impl Floor {
    pub(super) const fn open(announced: Announced, day: NaiveDate) -> Self {
        Self {
            session: announced.id,
            day,
            clock: announced.starts_at,
            members: Vec::new(),
            public: Vec::new(),
            actions: Vec::new(),
        }
    }

    pub(super) fn step(&mut self, kind: SessionStepKind) {
        let (id, reason) = (self.session, String::new());
        self.actions.push(Action::StepSession { id, kind, reason, to: None });
    }

    /// The commitments made so far, to be entered later.
    pub(super) fn take_promises(&mut self) -> Vec<Action> {
        let is_promise = |action: &mut Action| matches!(action, Action::MakeCommitment { .. });
        self.actions.extract_if(.., is_promise).collect()
    }

    /// Enters a row of the sign-in sheet.
    pub(super) fn sign(
        &mut self,
        maker: &mut Maker,
        person: PersonId,
        class: Class,
        office: Option<&Office>,
    ) {
        match class.column() {
            Column::Member => self.members.push(person),
            Column::Public => self.public.push(person),
            Column::Department | Column::Other => {}
        }
        let early = maker.chance.between(1, 25);
        let row = Attendance {
            person,
            class,
            department: office.map(|office| office.id),
            presence: Presence::Present,
            arrived_at: Some(self.clock - TimeDelta::minutes(early.into())),
            left_at: None,
            correction: false,
        };
        self.actions.push(Action::SetAttendance { session: self.session, person, row: Some(row) });
    }

    /// Enters somebody who was asked and could not come.
    pub(super) fn excuse(&mut self, person: PersonId) {
        let row = Attendance {
            person,
            class: Class::Member,
            department: None,
            presence: Presence::Excused,
            arrived_at: None,
            left_at: None,
            correction: false,
        };
        self.actions.push(Action::SetAttendance { session: self.session, person, row: Some(row) });
    }

    /// Talks about every item in turn; returns the commitments that each led to.
    pub(super) fn debate(
        &mut self,
        maker: &mut Maker,
        directory: &Directory,
        site: &Site,
        items: &[Item],
        seats: &[Office],
    ) -> Vec<Vec<Made>> {
        let chair = Some(site.convenor);
        let opening = "人到齐了，现在开会。先请诉求人讲情况，再请部门答复，最后议结果。";
        self.say(maker, LineKind::Statement, chair, None, opening);
        let made = items
            .iter()
            .map(|item| {
                self.present(maker, site, item);
                self.answer(maker, directory, site, item, seats);
                self.conclude(maker, directory, site, item, seats)
            })
            .collect();
        let closing = "今天议定的事，工作室会后出纪要，逐件跟到底。散会。";
        self.say(maker, LineKind::Statement, chair, None, closing);
        made
    }

    fn say(
        &mut self,
        maker: &mut Maker,
        kind: LineKind,
        speaker: Option<PersonId>,
        issue: Option<IssueId>,
        text: &str,
    ) -> LineId {
        let id = LineId::from_bytes(maker.next_id(self.day));
        self.clock += TimeDelta::minutes(maker.chance.between(1, 5).into());
        let facts = LineFacts {
            kind,
            speaker,
            issue,
            text: text.to_owned(),
            at: Some(self.clock),
            correction: false,
        };
        self.actions.push(Action::AddLine { id, session: self.session, facts });
        id
    }

    /// The topic, and what the raiser says about it.
    fn present(&mut self, maker: &mut Maker, site: &Site, item: &Item) {
        let (draft, issue) = (&item.draft, Some(item.draft.id));
        let topic = format!("议题：{}。", draft.title);
        self.say(maker, LineKind::Topic, Some(site.convenor), issue, &topic);
        let letter = draft.script.letter.replace("{place}", draft.place);
        self.say(maker, LineKind::Statement, Some(draft.raiser), issue, &letter);
    }

    /// Questions of the public, each with the reply of the department that it concerns.
    fn answer(
        &mut self,
        maker: &mut Maker,
        directory: &Directory,
        site: &Site,
        item: &Item,
        seats: &[Office],
    ) {
        let (script, issue) = (item.draft.script, Some(item.draft.id));
        for (question, (bureau, reply)) in script.questions.iter().zip(script.replies) {
            let asker = maker.chance.choose(&self.public).copied();
            self.say(maker, LineKind::Question, asker, issue, question);
            let office = directory.office(*bureau, site.district);
            if let Some(official) = office.and_then(|office| spokesperson(seats, office)) {
                self.say(maker, LineKind::Reply, Some(official), issue, reply);
            } else {
                let reply = format!("{}书面答复：{reply}", bureau.name());
                self.say(maker, LineKind::Reply, Some(site.liaison), issue, &reply);
            }
        }
    }

    /// What members advise, what is agreed, and who promises what.
    fn conclude(
        &mut self,
        maker: &mut Maker,
        directory: &Directory,
        site: &Site,
        item: &Item,
        seats: &[Office],
    ) -> Vec<Made> {
        let (script, issue, chair) = (item.draft.script, Some(item.draft.id), Some(site.convenor));
        for statement in script.statements {
            let member = maker.chance.choose(&self.members).copied();
            self.say(maker, LineKind::Statement, member, issue, statement);
        }
        let unfinished = match item.fate {
            Fate::Carried => Some("底数还没摸清，请驻室委员再去看一次，下次会接着议。"),
            Fate::NoConsensus => Some("今天没有谈拢，把分歧记清楚，各自回去再想想，下次再议。"),
            _ => None,
        };
        if let Some(words) = unfinished {
            self.say(maker, LineKind::Statement, chair, issue, words);
            return Vec::new();
        }
        for agreed in script.agreed {
            self.say(maker, LineKind::Agreed, chair, issue, agreed);
        }
        let count = if maker.chance.percent(55) { script.promises.len() } else { 1 };
        let promises = script.promises.iter().take(count);
        promises
            .filter_map(|promise| self.commit(maker, directory, site, item, promise, seats))
            .collect()
    }

    /// A line that promises, and the commitment that it makes.
    fn commit(
        &mut self,
        maker: &mut Maker,
        directory: &Directory,
        site: &Site,
        item: &Item,
        promise: &'static Promise,
        seats: &[Office],
    ) -> Option<Made> {
        let lead = directory.office(promise.lead, site.district)?;
        let deadline = days_after(self.day, promise.handling_days.into());
        let when = deadline.format("%-m月%-d日");
        let speaker = spokesperson(seats, lead);
        let text = match speaker {
            Some(_) => format!("我们负责{}，{when}前完成。", promise.matter),
            None => format!("会后交办{}：{}，{when}前完成。", lead.short, promise.matter),
        };
        let issue = item.draft.id;
        let speaker = speaker.or(Some(site.convenor));
        let line = self.say(maker, LineKind::Commitment, speaker, Some(issue), &text);
        let id = CommitmentId::from_bytes(maker.next_id(self.day));
        let office = |bureau| directory.office(bureau, site.district).map(|office| office.id);
        let facts = CommitmentFacts {
            matter: promise.matter.to_owned(),
            promised: promise.benefit,
            lead: Some(lead.id),
            supporting: promise.supporting.iter().copied().filter_map(office).collect(),
            deadline: Some(deadline),
            funds: promise.funds_wan.and_then(wan),
        };
        let (session, line, source) = (Some(self.session), Some(line), None);
        self.actions.push(Action::MakeCommitment { id, issue, session, line, facts, source });
        Some(Made { id, promise, lead: lead.id, deadline })
    }
}

/// Who speaks for an office, when it sent somebody.
fn spokesperson(seats: &[Office], office: &Office) -> Option<PersonId> {
    let seat = seats.iter().find(|seat| seat.id == office.id)?;
    seat.officials.first().copied()
}

/// So many ten thousand yuan, exactly.
pub(super) fn wan(amount: u16) -> Option<Amount> {
    Amount::from_yuan(i64::from(amount) * 10_000, Qualifier::Exact).ok()
}
