//! Titles: behind a name, and behind a surname alone.

use super::{AFTER_A_NAME, Called, meant_among};
use crate::command::grammar::Ground;
use crate::command::grammar::typed::{Typed, ends_token, folded};
use crate::domain::id::PersonId;
use crate::domain::person::Side;
use crate::domain::person::surname_chars;
use crate::domain::session::{Class, Column};

/// What somebody is called by behind the name, longest first.
const TITLES: [&str; 46] = [
    "副大队长",
    "副支队长",
    "副秘书长",
    "总工程师",
    "副局长",
    "副主任",
    "副书记",
    "副科长",
    "副处长",
    "副主席",
    "副区长",
    "副市长",
    "副镇长",
    "副乡长",
    "支队长",
    "大队长",
    "中队长",
    "秘书长",
    "总经理",
    "董事长",
    "理事长",
    "召集人",
    "网格员",
    "委员",
    "局长",
    "主任",
    "书记",
    "科长",
    "处长",
    "主席",
    "区长",
    "市长",
    "镇长",
    "乡长",
    "村长",
    "支书",
    "队长",
    "所长",
    "站长",
    "经理",
    "会长",
    "代表",
    "同志",
    "先生",
    "女士",
    "老师",
];

/// The fewest characters of a post.
const LEAST_POST_CHARS: usize = 2;
/// The most characters of a post that people are called by.
const POST_CHARS: usize = 12;
/// The title of a member of the CPPCC.
const MEMBER: &str = "委员";
/// Titles that anybody may have.
const ANYBODY: [&str; 6] = ["代表", "同志", "先生", "女士", "老师", "召集人"];

/// Where the title ends that stands behind a name, if the word ends with it: 王强委员 is Wang Qiang,
/// and 王强代表居民 speaks for them.
pub(super) fn past_title(typed: &Typed<'_>, end: usize) -> usize {
    title_at(typed, end).map_or(end, |(_, after)| after)
}

/// A title that stands at a place and ends the word, and where it ends.
fn title_at(typed: &Typed<'_>, at: usize) -> Option<(&'static str, usize)> {
    let (title, after) = typed.one_of(at, &TITLES)?;
    let next = typed.get(after);
    let is_over = next.is_none_or(ends_token)
        || title != "代表" && next.is_some_and(|c| AFTER_A_NAME.contains(c));
    is_over.then_some((title, after))
}

/// Where the post ends that somebody has by the directory, if it stands behind the name and ends the
/// word.
pub(super) fn past_post(typed: &Typed<'_>, end: usize, id: PersonId, ground: &Ground<'_>) -> usize {
    post_at(typed, end, id, ground).unwrap_or(end)
}

/// Where the end of somebody's post ends that stands at a place and ends the word: 股长 is what a
/// 房管股股长 is called by.
fn post_at(typed: &Typed<'_>, at: usize, id: PersonId, ground: &Ground<'_>) -> Option<usize> {
    let post = folded(ground.post_of(id));
    let most = post.len().min(POST_CHARS);
    let is_it = |length: &usize| {
        let next = typed.get(at + length);
        let is_over = next.is_none_or(|c| ends_token(c) || AFTER_A_NAME.contains(c));
        is_over
            && typed.chars(at..at + length) == post.get(post.len() - length..).unwrap_or_default()
    };
    (LEAST_POST_CHARS..=most).rev().find(is_it).map(|length| at + length)
}

/// A surname with the post that is in the directory, whatever it is: 徐股长.
fn posted(typed: &Typed<'_>, at: usize, ground: &Ground<'_>) -> Option<Called> {
    let called = |id: PersonId| {
        let stop = at + surname_chars(&ground.names.row(id)?.name);
        let is_called = has_surname(id, typed.chars(at..stop), ground);
        Some((post_at(typed, stop, id, ground).filter(|_| is_called)?, id))
    };
    let among = |people: &mut dyn Iterator<Item = PersonId>| {
        let mut found: Vec<(usize, PersonId)> = people.filter_map(called).collect();
        found.sort_unstable();
        found.dedup();
        let (end, _) = *found.last()?;
        found.retain(|(other, _)| *other == end);
        let people = found.into_iter().map(|(_, id)| id).collect();
        Some(Called { end, who: meant_among(people) })
    };
    let known = || ground.world.into_iter().flat_map(|world| world.people().map(|it| it.id));
    among(&mut ground.at_the_table().map(|row| row.person))
        .or_else(|| among(&mut ground.expected()))
        .or_else(|| among(&mut known()))
}

/// A surname with a title, or with a post: 王委员, 徐股长.
pub(super) fn titled(typed: &Typed<'_>, at: usize, ground: &Ground<'_>) -> Option<Called> {
    listed(typed, at, ground).or_else(|| posted(typed, at, ground))
}

/// A surname with a title: 王委员 is the member Wang at the table, else whom of that name and side is
/// expected, else known; where others of that surname are at the table, one of all those.
fn listed(typed: &Typed<'_>, at: usize, ground: &Ground<'_>) -> Option<Called> {
    let ended = |stop: usize| Some((stop, title_at(typed, stop)?));
    let (stop, (title, end)) = ended(at + 1).or_else(|| ended(at + 2))?;
    let surname = typed.chars(at..stop);
    let is_meant = |id: &PersonId| has_surname(*id, surname, ground) && may_be(*id, title, ground);
    let among = |people: &mut dyn Iterator<Item = PersonId>| {
        let mut found: Vec<PersonId> = people.filter(is_meant).collect();
        found.sort_unstable();
        found.dedup();
        Some(found).filter(|found| !found.is_empty())
    };
    if let Some(found) = among(&mut ground.at_the_table().map(|row| row.person)) {
        return Some(Called { end, who: meant_among(found) });
    }
    let mut found =
        among(&mut ground.expected()).or_else(|| among(&mut ground.names.people().ids()))?;
    // Whoever is away does not speak instead of who is here, whatever the list of people says of them.
    let here = ground.at_the_table().map(|row| row.person);
    let mut here: Vec<PersonId> = here.filter(|id| has_surname(*id, surname, ground)).collect();
    here.retain(|id| !found.contains(id));
    found.splice(0..0, here);
    Some(Called { end, who: meant_among(found) })
}

fn has_surname(id: PersonId, surname: &[char], ground: &Ground<'_>) -> bool {
    let Some(row) = ground.names.row(id) else { return false };
    let chars = surname_chars(&row.name);
    chars == surname.len() && folded(&row.name).starts_with(surname)
}

/// Whether somebody may be called by a title, by what they are here and on which side they sit: a
/// member is no director, and a resident is neither.
fn may_be(id: PersonId, title: &str, ground: &Ground<'_>) -> bool {
    let seat = ground.session.attendance.iter().find(|row| row.person == id).map(|row| row.class);
    let side = ground.names.row(id).map(|row| row.side);
    if ANYBODY.contains(&title) {
        return true;
    }
    if title == MEMBER {
        return side == Some(Side::Member) || seat.map(Class::column) == Some(Column::Member);
    }
    let is_of_office = ground.department_of(id).is_some();
    is_of_office
        || match seat {
            Some(class) => matches!(
                class,
                Class::Leader
                    | Class::Department
                    | Class::CommunityRepresentative
                    | Class::Enterprise
                    | Class::Expert
                    | Class::Liaison
            ),
            None => side == Some(Side::Other),
        }
}
