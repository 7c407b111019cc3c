//! Which mark may follow where a commitment stands (DOMAIN §2): the table of a department's way, as the
//! table of steps is that of an issue's. What comes from a source (补录) is entered as it was.

use super::{
    commitment::{Commitment, Handling, Progress},
    keyed::keyed,
};

keyed! {
    /// The kind of a mark on a commitment's way.
    pub enum MarkKind {
        /// 交办: the assignment letter went out.
        Assigned = "assigned",
        /// 签收: the department acknowledged it.
        Acknowledged = "acknowledged",
        /// 退回: the department says that it is not theirs.
        Returned = "returned",
        /// 延期: more time was granted.
        Extended = "extended",
        /// 反馈: the department reported how far it is.
        Reported = "reported",
        /// 办结: the department says that it is done.
        Completed = "completed",
        /// 评级: the convenor graded the result.
        Graded = "graded",
        /// 督办: the studio asked how far it is.
        FollowedUp = "followed_up",
        /// 退回重办: what was done did not hold.
        SentBack = "sent_back",
        /// 逾期退回: returned although the department had begun or its window had passed.
        ReturnedLate = "returned_late",
        /// 转入余项议题: what remains is looked after by another issue.
        CarriedOver = "carried_over",
    }
}

impl Handling {
    /// Its kind.
    pub const fn kind(&self) -> MarkKind {
        match self {
            Self::Assigned { .. } => MarkKind::Assigned,
            Self::Acknowledged { .. } => MarkKind::Acknowledged,
            Self::Returned { .. } => MarkKind::Returned,
            Self::Extended { .. } => MarkKind::Extended,
            Self::Reported { .. } => MarkKind::Reported,
            Self::Completed(_) => MarkKind::Completed,
            Self::Graded { .. } => MarkKind::Graded,
            Self::FollowedUp { .. } => MarkKind::FollowedUp,
            Self::SentBack { .. } => MarkKind::SentBack,
            Self::ReturnedLate { .. } => MarkKind::ReturnedLate,
            Self::CarriedOver { .. } => MarkKind::CarriedOver,
        }
    }
}

/// Whether a mark has a place where a commitment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It has.
    Free,
    /// Only as something that had happened before the work was done, and is entered late.
    Late,
    /// It has none.
    None,
}

impl MarkKind {
    /// Its place where a commitment stands: the whole table.
    pub const fn after(self, progress: Progress) -> Place {
        use Progress as P;
        match (self, progress) {
            (_, P::CarriedOver)
            // A letter is signed for after it was sent; who gave it back does nothing about it.
            | (Self::Acknowledged, P::Unassigned | P::Returned)
            | (Self::Reported | Self::FollowedUp | Self::Returned | Self::ReturnedLate, P::Returned)
            // What a department has begun, or says is done, is not simply given back any more.
            | (Self::Returned, P::UnderWay | P::SentBack | P::Completed)
            | (Self::ReturnedLate, P::SentBack | P::Completed)
            | (Self::Completed | Self::FollowedUp | Self::CarriedOver, P::Completed)
            | (
                Self::SentBack,
                P::Unassigned
                | P::Assigned
                | P::Acknowledged
                | P::UnderWay
                | P::Returned
                | P::SentBack
                | P::NotStated,
            ) => Place::None,
            (
                Self::Assigned | Self::Acknowledged | Self::Extended | Self::Reported,
                P::Completed,
            ) => Place::Late,
            (Self::Graded | Self::SentBack, P::Completed)
            | (
                Self::Assigned
                | Self::Acknowledged
                | Self::Returned
                | Self::Extended
                | Self::Reported
                | Self::Completed
                | Self::Graded
                | Self::FollowedUp
                | Self::ReturnedLate
                | Self::CarriedOver,
                P::Unassigned
                | P::Assigned
                | P::Acknowledged
                | P::UnderWay
                | P::Returned
                | P::SentBack
                | P::NotStated,
            ) => Place::Free,
        }
    }
}

impl MarkKind {
    /// Whether a later mark rests on one of this kind, so that this is not taken back below it: what was
    /// done is judged and sent back, what was sent back is done again, a letter is answered.
    pub const fn bears(self, later: Self) -> bool {
        matches!(
            (self, later),
            (Self::Completed, Self::Graded | Self::SentBack)
                | (Self::SentBack, Self::Completed | Self::Graded)
                | (Self::Assigned, Self::Acknowledged | Self::Returned | Self::ReturnedLate)
        )
    }
}

impl Commitment {
    /// The places of the standing marks that rest on the one at a place, the newest first.
    pub fn resting_on(&self, place: usize) -> impl Iterator<Item = (usize, &Handling)> {
        let kind = self.handlings.get(place).map(|it| it.handling.kind());
        let later = self.handlings.iter().enumerate().skip(place + 1).rev();
        later
            .filter(move |(_, it)| {
                !it.taken_back && kind.is_some_and(|kind| kind.bears(it.handling.kind()))
            })
            .map(|(at, it)| (at, &it.handling))
    }

    /// Whether a letter went out that nobody has signed for yet, nor given back.
    pub fn awaits_receipt(&self) -> bool {
        let answers = self.standing().rev().find_map(|handling| match handling {
            Handling::Assigned { .. } => Some(true),
            Handling::Acknowledged { .. }
            | Handling::Returned { .. }
            | Handling::ReturnedLate { .. } => Some(false),
            _ => None,
        });
        answers.unwrap_or(false)
    }

    /// Whether its department may give it back by itself: while it has neither begun, nor given it back, nor
    /// done it.
    pub fn is_returnable(&self) -> bool {
        matches!(MarkKind::Returned.after(self.progress()), Place::Free)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_follows_what_another_issue_looks_after_and_every_other_state_leads_on() {
        for progress in Progress::ALL.iter().copied() {
            let free = MarkKind::ALL.iter().filter(|it| it.after(progress) == Place::Free);
            assert_eq!(free.count() == 0, progress == Progress::CarriedOver, "{progress:?}");
        }
    }
}
