//! The counting rules (DOMAIN §3), as every report states them, and which of them is about what.

use crate::domain::figures::{Dimension, Division, Figure};
use crate::i18n::Text;

/// The rules. The figures name them by their number, from 1; that on date ranges is about the interval.
pub const NOTES: [Text; 13] = [
    Text::ReportCountHeld,
    Text::ReportCountMembers,
    Text::ReportCountPublic,
    Text::ReportCountDepartments,
    Text::ReportCountOthers,
    Text::ReportCountJoint,
    Text::ReportCountResolved,
    Text::ReportCountRanges,
    Text::ReportCountApart,
    Text::ReportCountMonths,
    Text::ReportCountSeveral,
    Text::ReportCountWaits,
    Text::ReportCountRates,
];

/// The rule on date ranges, which the line of the interval points to.
pub const RANGES_NOTE: usize = 8;
/// The rule on ranges that reach over the end of a month.
const MONTHS_NOTE: usize = 10;
/// That one row can stand in several cells.
const SEVERAL_NOTE: usize = 11;

/// The rules on a figure.
pub const fn notes_on(figure: Figure) -> &'static [usize] {
    match figure {
        Figure::ActiveStudios => &[6],
        Figure::Sessions => &[1, 6],
        Figure::MemberAttendances => &[1, 2],
        Figure::PublicAttendances => &[1, 3],
        Figure::DepartmentAttendances => &[1, 4],
        Figure::DepartmentHeads => &[4],
        Figure::OtherAttendances => &[5],
        Figure::Resolved => &[7],
        Figure::ResolvedByService
        | Figure::ResolvedRecorded
        | Figure::ResolvedOverridden
        | Figure::ResolvedDissatisfied
        | Figure::ResolvedNotEvaluated
        | Figure::ResolvedWithResidual
        | Figure::ConsultedRecorded
        | Figure::ConsultedOverridden => &[9],
        Figure::Studios
        | Figure::FoundingUnknown
        | Figure::Submitted
        | Figure::Consulted
        | Figure::ConsultedResolved
        | Figure::Evaluated
        | Figure::Satisfied => &[],
    }
}

/// The rules on a division: how ranges fall into months, and that cells come to more than the whole.
pub fn notes_for(division: &Division) -> Vec<usize> {
    let is_over = Figure::ALL.iter().any(|it| division.surplus(*it) > 0);
    let months = (division.dimension() == Dimension::Month).then_some(MONTHS_NOTE);
    months.into_iter().chain(is_over.then_some(SEVERAL_NOTE)).collect()
}
