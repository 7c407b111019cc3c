//! The lines of pages, kept as long as nothing that they are made of changes: a page is asked for
//! its lines by each draw, each key and each question what a command would act on.

use super::cells::AmbiguousWidth;
use super::cockpit::{self, Unsaved};
use super::context;
use super::page::Line;
use super::reader::Subject;
use super::state::{Medium, State};
use super::workbench;
use crate::command::Catalog;
use crate::command::place::Place;
use crate::domain::calendar::Calendar;
use crate::domain::id::{EntityId, IssueId, StudioId};
use crate::domain::settings::Deadlines;
use crate::domain::today::Section;
use crate::i18n::Lang;
use chrono::NaiveDate;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

/// How many pages are kept: the minutes, and those that lie one over the other.
const KEPT: usize = 4;

/// Everything that the lines of a page are made of, as long as the program runs: whatever a page
/// begins to tell of has to be here too.
#[derive(Debug)]
struct Source {
    subject: Subject,
    /// The issue of the minutes; else their studio, which may be all.
    about: (Option<IssueId>, Option<StudioId>),
    /// How the page names the keys that work here.
    place: Place,
    width: usize,
    lang: Lang,
    /// As text, where no keys are named.
    medium: Medium,
    ambiguous: AmbiguousWidth,
    today: NaiveDate,
    catalog: Arc<Catalog>,
    /// From when on something waits for long.
    deadlines: Deadlines,
    calendar: Arc<Calendar>,
    /// Which reading of what is shown.
    dossier: Option<(EntityId, u64)>,
    unreadable: Option<(EntityId, String)>,
    /// What is not saved yet of the session that is about to be closed.
    unsaved: Vec<Unsaved>,
    /// Of what presses today: whose it is, and which sections are shown whole.
    pressing: Option<(Option<StudioId>, BTreeSet<Section>, u16)>,
}

impl Source {
    fn of(state: &State, subject: Subject, width: usize) -> Self {
        Self {
            subject,
            about: match subject {
                Subject::Minutes => workbench::about(state),
                _ => (None, None),
            },
            place: context::place(state),
            width,
            lang: state.lang,
            medium: state.medium,
            ambiguous: state.ambiguous,
            today: state.today,
            catalog: Arc::clone(&state.catalog),
            deadlines: state.settings.deadlines,
            calendar: Arc::clone(&state.calendar),
            dossier: state.dossier.as_ref().map(|it| (it.id, it.generation)),
            unreadable: state.unreadable.clone(),
            unsaved: match subject {
                Subject::Closing(session) => cockpit::unsaved(state, session),
                _ => Vec::new(),
            },
            pressing: (subject == Subject::Today)
                .then(|| (state.scope(), state.unfolded.clone(), state.size.1)),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.subject == other.subject
            && self.about == other.about
            && self.place == other.place
            && self.width == other.width
            && self.lang == other.lang
            && self.medium == other.medium
            && self.ambiguous == other.ambiguous
            && self.today == other.today
            && self.pressing == other.pressing
            && Arc::ptr_eq(&self.catalog, &other.catalog)
            && self.deadlines == other.deadlines
            && Arc::ptr_eq(&self.calendar, &other.calendar)
            && self.dossier == other.dossier
            && self.unreadable == other.unreadable
            && self.unsaved == other.unsaved
    }
}

/// The beginning of a page, and whether it is all of it.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    pub(crate) lines: Rc<[Line]>,
    pub(crate) whole: bool,
}

/// The pages that were put together last.
#[derive(Debug, Default)]
pub(crate) struct Sheets(RefCell<Vec<(Source, Sheet)>>);

impl Sheets {
    /// At least so many lines of a page, or all of it; put together by `make` where they are not
    /// there.
    pub(crate) fn lines(
        &self,
        state: &State,
        (subject, width): (Subject, usize),
        wanted: usize,
        make: impl FnOnce() -> Sheet,
    ) -> Rc<[Line]> {
        let source = Source::of(state, subject, width);
        let found = self.0.borrow().iter().find_map(|(it, sheet)| {
            (it.is_same(&source) && (sheet.whole || sheet.lines.len() >= wanted))
                .then(|| Rc::clone(&sheet.lines))
        });
        found.unwrap_or_else(|| {
            let sheet = make();
            let lines = Rc::clone(&sheet.lines);
            let mut kept = self.0.borrow_mut();
            kept.retain(|(it, _)| it.subject != subject);
            kept.truncate(KEPT - 1);
            kept.insert(0, (source, sheet));
            lines
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::beginning::Beginning;
    use crate::app::reader;
    use crate::app::state::Page;
    use crate::app::{Answer, Effect, Input, Opened, Performed, update};
    use crate::command::city::city;
    use crate::command::key::Key;
    use crate::domain::world::World;
    use crate::exchange::example;

    fn opened(world: &World) -> State {
        let beginning = Beginning::plain(Lang::Zh, (120, 40), example::TODAY);
        let mut state = State::new(Beginning { demo: true, ..beginning });
        let opened = Opened {
            catalog: Arc::new(Catalog::of(world)),
            settings: world.settings(),
            calendar: Arc::new(Calendar::built_in()),
            notices: Vec::new(),
            read_only: None,
            actor: None,
            order: None,
        };
        feed(&mut state, world, Input::Answer(Answer::Opened(Box::new(opened))));
        state
    }

    fn feed(state: &mut State, world: &World, input: Input) {
        for effect in update(state, input, example::TODAY) {
            if let Effect::LoadDossier { generation, id } = effect {
                let world = Box::new(world.clone());
                let answer = Input::Answer(Answer::Dossier { generation, id, world, frozen: None });
                update(state, answer, example::TODAY);
            }
        }
    }

    /// Whether what is kept is what would be put together now.
    fn check(state: &mut State, after: &str) {
        let subject = |page: &Page| match page {
            Page::Reader(reader) => Some(reader.subject),
            Page::List(_) | Page::Cockpit(_) | Page::Figures | Page::Rows(_) | Page::Search => None,
        };
        let subjects: Vec<Subject> = state.pages.iter().filter_map(subject).collect();
        for subject in subjects.into_iter().chain([Subject::Minutes]) {
            let kept = reader::lines(state, subject);
            let sheets = std::mem::take(&mut state.sheets);
            let anew = reader::lines(state, subject);
            state.sheets = sheets;
            let same = kept.iter().zip(anew.iter()).all(|(kept, anew)| kept == anew);
            assert!(same && kept.len() >= anew.len(), "{subject:?} after {after}");
        }
    }

    #[test]
    fn what_is_kept_is_what_would_be_put_together() {
        let (before, after) = city(690, 10);
        let mut state = opened(&before);
        let keys = "j j k / 停 Enter j Esc , d , p 1 j j 3 j j G g g 2 f Enter j j 3 Esc Enter g l \
                    j Enter j Esc Esc Esc + + w g s g c Esc ? Esc g l 3 Enter g t Esc";
        for key in keys.split_whitespace() {
            feed(&mut state, &before, Input::Key(Key::parse(key).unwrap()));
            check(&mut state, key);
        }
        feed(&mut state, &before, Input::Resize(90, 30));
        check(&mut state, "a new size");
        state.medium = Medium::Print;
        check(&mut state, "printing");
        let mut catalog = Catalog::clone(&state.catalog);
        catalog.update(&after);
        let done = Performed {
            consequence: None,
            told: Vec::new(),
            applied: Vec::new(),
            catalog: Arc::new(catalog),
            settings: after.settings(),
            calendar: Arc::new(Calendar::built_in()),
        };
        let answer = Answer::Travelled { undone: true, result: Ok(Box::new(done)) };
        feed(&mut state, &after, Input::Answer(answer));
        check(&mut state, "a change");
    }

    #[test]
    fn minutes_begin_at_their_beginning_when_they_tell_of_something_else() {
        let (world, _) = city(690, 1);
        for keys in ["/ 停", ", d", "f", "w", ", n , n"] {
            let mut state = opened(&world);
            for key in "j 3 j j j j 2".split(' ').chain(keys.split(' ')) {
                let told = workbench::about(&state);
                feed(&mut state, &world, Input::Key(Key::parse(key).unwrap()));
                let minutes = state.workbench.minutes;
                let is_other = workbench::about(&state) != told;
                assert!(!is_other || minutes.cursor == 0 && minutes.offset == 0, "{key}");
                let lines = reader::lines(&state, Subject::Minutes).len();
                assert!(minutes.cursor < lines.max(1), "{key}");
            }
        }
    }
}
