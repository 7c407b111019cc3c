//! Who is invited to a session, and what they answer.

use super::{session, verb, w};
use crate::command::fill::{Fault, FieldFault, Filling, Newcomer};
use crate::command::verb::{Field, FieldKind, Verb, choices, field};
use crate::domain::action::Action;
use crate::domain::id::{DepartmentId, EntityKind, PersonId};
use crate::domain::person::Side;
use crate::domain::session::{Guest, Invitation, Reply, Session};

const PEOPLE: Field = field("person", w("人员", "People"), FieldKind::People).positional();
const DEPARTMENTS: Field = field(
    "department",
    w("部门单位", "Departments"),
    FieldKind::References(EntityKind::Department),
);
const SIDE: Field =
    field("side", w("新人身份", "Newcomers are"), FieldKind::Choice(choices!(Side)));

pub(super) const INVITE: Verb = verb(
    "invite",
    w("邀请", "Invite"),
    w(
        "邀请人员和部门单位；名册上没有的人要写明身份",
        "Invites people and departments; say on which side those are whom nobody knows yet",
    ),
    &[PEOPLE, DEPARTMENTS, SIDE],
    invite,
);

pub(super) const REPLY: Verb = verb(
    "reply",
    w("记回复", "Note the reply"),
    w(
        "记下受邀的人参加不参加；不写就是参加",
        "Notes whether who is invited comes; they do unless told",
    ),
    &[PEOPLE, DEPARTMENTS, field("reply", w("回复", "Reply"), FieldKind::Choice(choices!(Reply)))],
    reply,
);

pub(super) const EXCUSE: Verb = verb(
    "excuse",
    w("请假", "Excuse"),
    w(
        "记下谁请假、为什么、由谁代替；没有邀请过的一并列入",
        "Notes who is excused, why, and who comes instead; whoever was not invited is now",
    ),
    &[
        PEOPLE,
        DEPARTMENTS,
        field("reason", w("原因", "Reason"), FieldKind::Line),
        field("substitute", w("由谁代替", "Substitute"), FieldKind::Person).newcomers(Side::Other),
    ],
    excuse,
);

pub(super) const UNINVITE: Verb = verb(
    "uninvite",
    w("撤回邀请", "Take an invitation back"),
    w("邀请是误登，或不再邀请", "The invitation was a mistake, or does not stand any more"),
    &[PEOPLE, DEPARTMENTS],
    uninvite,
);

fn invite(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let guests = guests(filling)?;
    let new = guests.into_iter().filter(|guest| session.invitation(*guest).is_none());
    Ok(new.map(|guest| set(session, guest, Some(Invitation::to(guest)))).collect())
}

fn reply(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let reply = filling.choice_or("reply", Reply::from_key, None)?.unwrap_or(Reply::Coming);
    let answered = |guest: Guest| {
        let before = session.invitation(guest).cloned();
        let invitation = Invitation { reply, ..before.unwrap_or_else(|| Invitation::to(guest)) };
        set(session, guest, Some(invitation))
    };
    Ok(guests(filling)?.into_iter().map(answered).collect())
}

fn excuse(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let guests = guests(filling)?;
    let named = filling.person_or("substitute", None)?;
    if named.is_some() && guests.len() > 1 {
        return Err(filling.fault("substitute", FieldFault::OneSubstitute));
    }
    let reason = filling.text("reason").map(str::to_owned);
    let is_cleared = filling.text("substitute") == Some("");
    let excused = |guest: Guest| {
        let before = session.invitation(guest);
        let stated = before.map(|it| it.reason.clone()).unwrap_or_default();
        let substitute = before.and_then(|it| it.substitute).filter(|_| !is_cleared);
        let invitation = Invitation {
            guest,
            reply: Reply::Excused,
            reason: reason.clone().unwrap_or(stated),
            substitute: named.or(substitute),
        };
        set(session, guest, Some(invitation))
    };
    Ok(guests.into_iter().map(excused).collect())
}

fn uninvite(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let guests = guests(filling)?;
    if let Some(stranger) = guests.iter().find(|guest| session.invitation(**guest).is_none()) {
        let key = match stranger {
            Guest::Person(_) => "person",
            Guest::Department(_) => "department",
        };
        return Err(filling.fault(key, FieldFault::NotInvited));
    }
    Ok(guests.into_iter().map(|guest| set(session, guest, None)).collect())
}

const fn set(session: &Session, guest: Guest, invitation: Option<Invitation>) -> Action {
    Action::SetInvitation { session: session.id, guest, invitation }
}

/// Those named, people first, each once. Nobody new comes in for want of a word on which side they
/// are: whose side is not told is not known (DOMAIN §3).
fn guests(filling: &mut Filling<'_>) -> Result<Vec<Guest>, Fault> {
    let side = match filling.verb.field("side") {
        Some(_) => filling.choice_or("side", Side::from_key, None)?,
        None => None,
    };
    let before = filling.newcomers.len();
    let newcomer = Newcomer { side: side.unwrap_or(Side::Other), department: None };
    let people: Vec<PersonId> = filling.people_as("person", newcomer)?.unwrap_or_default();
    if side.is_none() && filling.newcomers.len() > before {
        let unknown = filling.newcomers.get(before).and_then(|action| match action {
            Action::AddPerson { facts, .. } => Some(facts.name.clone()),
            _ => None,
        });
        let fault = match filling.verb.field("side") {
            Some(_) => FieldFault::SideOf(unknown.unwrap_or_default()),
            None => FieldFault::Unknown(EntityKind::Person),
        };
        return Err(filling.fault("person", fault));
    }
    let departments: Vec<DepartmentId> =
        filling.ids_or("department", EntityKind::Department, Vec::new())?;
    let mut guests: Vec<Guest> = Vec::new();
    let people = people.into_iter().map(Guest::Person);
    for guest in people.chain(departments.into_iter().map(Guest::Department)) {
        if !guests.contains(&guest) {
            guests.push(guest);
        }
    }
    if guests.is_empty() {
        return Err(filling.fault("person", FieldFault::Required));
    }
    Ok(guests)
}
