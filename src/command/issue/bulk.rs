//! What is said of several issues at once: category and tags, and more time for what was promised.

use super::{issue, verb};
use crate::command::fill::{Fault, FieldFault, Filling};
use crate::command::role::Role;
use crate::command::verb::{FieldKind, Verb, Words, choices, field};
use crate::domain::action::Action;
use crate::domain::commitment::{Commitment, Handling};
use crate::domain::issue::Category;

pub(super) const LABEL: Verb = verb(
    "label",
    Words::new("类别和标签", "Category and tags"),
    Words::new(
        "定类别，加标签或去标签；没有写的不变",
        "Sets the category, adds tags or takes them off; what is not named stays",
    ),
    &[
        field("category", Words::new("类别", "Category"), FieldKind::Choice(choices!(Category))),
        field("add", Words::new("加标签", "Add tags"), FieldKind::Tags).role_of(Role::Tags),
        field("remove", Words::new("去标签", "Take tags off"), FieldKind::Tags),
    ],
    label,
)
.for_several();

pub(super) const EXTEND: Verb = verb(
    "extend",
    Words::new("承办事项延期", "Extend its commitments"),
    Words::new(
        "未办结、时限早于这一天的承办事项都延到这一天",
        "More time is granted for its commitments that are open and due before that day",
    ),
    &[
        field("until", Words::new("延至", "Until"), FieldKind::Deadline).required(),
        field("reason", Words::new("原因", "Reason"), FieldKind::Line).required(),
        field("on", Words::new("日期", "Date"), FieldKind::Day),
    ],
    extend,
)
.for_several();

fn label(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let issue = issue(filling)?;
    let (add, remove) = (filling.tags_or("add", &[]), filling.tags_or("remove", &[]));
    let mut facts = issue.facts.clone();
    let category = filling.choice_or("category", Category::from_key, None)?;
    if category.is_none() && add.is_empty() && remove.is_empty() {
        return Err(filling.fault("category", FieldFault::Required));
    }
    facts.category = category.or(facts.category);
    facts.tags.retain(|tag| !remove.contains(tag));
    facts.tags.extend(add.into_iter().filter(|tag| !issue.facts.tags.contains(tag)));
    Ok(vec![Action::EditIssue { id: issue.id, facts }])
}

fn extend(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let issue = issue(filling)?;
    let on = filling.day_or_today("on")?;
    let until = filling
        .deadline_or("until", on, None)?
        .ok_or_else(|| filling.fault("until", FieldFault::Required))?;
    let reason = filling.text_or("reason", "");
    // Nothing that was promised for later is brought forward.
    let is_earlier = |it: &&Commitment| it.is_owed() && it.due().is_none_or(|due| due < until);
    let open = filling.world.commitments_of(issue).filter(is_earlier);
    let extended = |it: &Commitment| Action::Handle {
        id: it.id,
        handling: Handling::Extended { on, until, reason: reason.clone() },
    };
    Ok(open.map(extended).collect())
}
