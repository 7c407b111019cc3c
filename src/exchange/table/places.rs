//! The fields of everything that tables are about: which column tells of which, and how it is worded.

use super::{
    compared::{Known, Place},
    plan::Said,
};
use crate::domain::{
    date::DateSpan,
    department::DepartmentFacts,
    id::{DepartmentId, PersonId},
    issue::{Intake, IssueFacts},
    number::StudioCode,
    person::PersonFacts,
    session::Attendance,
    studio::{StudioFacts, StudioKind},
};
use crate::i18n::Label;
use chrono::NaiveTime;

macro_rules! places {
    ($($name:ident $facts:ty { $($field:literal $place:ident $said:ident[$($by:tt)?],)+ })+) => {$(
        pub(super) const $name: &[Place<$facts>] = &[$(Place {
            field: $field,
            said: |facts, known| $said($($by)? facts.$place, known),
            set: |facts, row| facts.$place.clone_from(&row.$place),
        },)+];
    )+};
}

places! {
    ISSUE IssueFacts {
        "title" title text[&],
        "place" place text[&],
        "category" category optional[],
        "intake" intake intake[],
        "submitted" submitted date[],
        "raiser" raisers people[&],
        "tags" tags names[&],
    }
    PERSON PersonFacts {
        "side" side word[],
        "name" name text[&],
        "unit" unit text[&],
        "title" title text[&],
        "sector" sector text[&],
        "phone" phone text[&],
        "note" note text[&],
        "department" department department[],
    }
    DEPARTMENT DepartmentFacts {
        "name" name text[&],
        "short" short text[&],
        "district" district text[&],
        "contact" contact text[&],
        "phone" phone text[&],
    }
    STUDIO StudioFacts {
        "name" name text[&],
        "district" district text[&],
        "township" township text[&],
        "note" note text[&],
        "code" code code[&],
        "kind" kind kind[],
        "founded" founded date[],
        "convenor" convenor person[],
        "members" members people[&],
    }
    ATTENDANCE Attendance {
        "class" class word[],
        "presence" presence word[],
        "arrived" arrived_at clock[],
        "left" left_at clock[],
    }
}

fn text(text: &str, _known: &Known<'_>) -> Said {
    Said::from(text)
}

fn names(names: &[String], _known: &Known<'_>) -> Said {
    Said::Names(names.to_vec())
}

fn word<W: Label + Copy>(word: W, _known: &Known<'_>) -> Said {
    Said::word(word)
}

fn optional<W: Label + Copy>(word: Option<W>, _known: &Known<'_>) -> Said {
    word.map_or(Said::NOTHING, Said::word)
}

fn intake(intake: Intake, _known: &Known<'_>) -> Said {
    if intake == Intake::Unknown { Said::NOTHING } else { Said::word(intake) }
}

fn kind(kind: StudioKind, _known: &Known<'_>) -> Said {
    if kind == StudioKind::Unknown { Said::NOTHING } else { Said::word(kind) }
}

fn date(date: Option<DateSpan>, _known: &Known<'_>) -> Said {
    Said::Dates(date.into_iter().collect())
}

fn clock(time: Option<NaiveTime>, _known: &Known<'_>) -> Said {
    Said::Text(time.map(|it| it.format("%H:%M").to_string()).unwrap_or_default())
}

fn code(code: &StudioCode, _known: &Known<'_>) -> Said {
    Said::from(code.as_str())
}

fn people(ids: &[PersonId], known: &Known<'_>) -> Said {
    Said::Names(ids.iter().map(|id| known.person(*id)).collect())
}

fn person(id: Option<PersonId>, known: &Known<'_>) -> Said {
    Said::Text(id.map(|id| known.person(id)).unwrap_or_default())
}

fn department(id: Option<DepartmentId>, known: &Known<'_>) -> Said {
    Said::Text(id.map(|id| known.department(id)).unwrap_or_default())
}
