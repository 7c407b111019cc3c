//! Days that have a name: weekdays, 明天, and weeks.

use super::shape::{Form, Shape, closed, shape};
use crate::command::grammar::typed::Typed;
use crate::domain::date::DateSpan;
use crate::domain::date::words::{NAMED_DAYS, WEEK, WEEKDAYS, WEEKS, WITHIN};
use chrono::{Days, NaiveDate};

/// A day with a name: 下周五, 今天下班前, 本周内.
pub(super) fn named(typed: &Typed<'_>, at: usize) -> Option<Shape> {
    if let Some((away, end)) = typed.said(at, &NAMED_DAYS) {
        let within = typed.one_of(end, &WITHIN).map_or(end, |(_, end)| end);
        let day = closed(typed, shape(at, within, Form::Named));
        let day = Shape { is_deadline: day.is_deadline || within > end, ..day };
        // 今天 alone says when something is said.
        return (away > 0 || away == 0 && day.is_deadline).then_some(day);
    }
    if let Some((_, end)) = typed.one_of(at, &["周末"]) {
        let end = closed(typed, shape(at, end, Form::Named));
        return end.is_deadline.then_some(end);
    }
    let week = typed.said(at, &WEEKS).map(|(_, end)| end);
    let (_, name) = typed.one_of(week.unwrap_or(at), &WEEK)?;
    let Some((_, end)) = typed.one_of(name, &WEEKDAYS).or_else(|| typed.one_of(name, &["天"]))
    else {
        return week.map(|_| whole(typed, at, name));
    };
    let day = closed(typed, shape(at, end, Form::Named));
    let is_certain =
        week.is_some() || day.is_deadline && !matches!(typed.before(at), Some('上' | '个'));
    is_certain.then_some(day)
}

/// The two days that 周五前 may be on a Friday: today, and a week from it.
pub(super) fn weekday_alone(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let is_alone = WEEK.iter().any(|word| text.starts_with(word));
    let coming = DateSpan::parse_ahead(text, today).ok().map(DateSpan::last);
    let coming = coming.filter(|coming| is_alone && *coming == today)?;
    Some((coming, coming.checked_add_days(Days::new(7))?))
}

/// A week as a whole, and the end of it.
fn whole(typed: &Typed<'_>, at: usize, name: usize) -> Shape {
    let last = typed.one_of(name, &["末"]).or_else(|| typed.one_of(name, &WITHIN));
    if let Some((_, end)) = last {
        return closed(typed, Shape { is_deadline: true, ..shape(at, end, Form::End) });
    }
    let week = closed(typed, shape(at, name, Form::Period));
    let form = if week.is_deadline { Form::BeforePeriod } else { Form::Period };
    Shape { form, ..week }
}
