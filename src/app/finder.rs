//! What goes through all rows: which issues are shown, what could be typed next, what a query finds. Where there
//! are few rows, it is asked and answers at once; where there are many, on a thread of its own, so that no key
//! waits for it. What is found is the same.

use super::found::Called;
use super::index::{Index, Understood, Waiting, Wanted};
use super::order::KeptOrder;
#[cfg(test)]
use super::pace::Pace;
use super::palette::Fitting;
use super::searching::Question;
use crate::command::query::complete::{Completer, Completion};
use crate::command::{Catalog, Slot};
use crate::domain::priority::Terms;
use crate::i18n::Lang;
use std::sync::Arc;

/// From more issues on than so many, they are gone through on a thread of its own.
pub const FEW_ISSUES: usize = 2_000;

/// Something that is asked of a [`Finder`].
#[derive(Debug, Clone)]
pub struct Ask {
    /// Comes back with the replies.
    pub(crate) generation: u64,
    /// The rows that are meant.
    pub(crate) catalog: Arc<Catalog>,
    pub(crate) what: What,
}

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) enum What {
    /// The issues of the workbench.
    Issues {
        wanted: Wanted,
        /// The order that they were in last, before anything else is known.
        order: Option<Box<KeptOrder>>,
        /// The query up to the caret, where it is being typed, and the language.
        begun: Option<(String, Lang)>,
    },
    /// The issues of the palette.
    Palette { typed: String, is_command: bool, terms: Terms },
    /// What is called as the search page asks.
    Question { typed: String, terms: Terms },
}

/// Which of the questions something answers: a later one of the same kind takes the place of an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskKind {
    /// The issues of the workbench.
    Issues,
    /// The issues of the palette.
    Palette,
    /// The search page.
    Question,
}

impl AskKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Issues, Self::Palette, Self::Question];
}

impl Ask {
    /// Which question it is.
    pub const fn kind(&self) -> AskKind {
        match self.what {
            What::Issues { .. } => AskKind::Issues,
            What::Palette { .. } => AskKind::Palette,
            What::Question { .. } => AskKind::Question,
        }
    }

    /// Which one it is, the later the higher.
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// Puts it in a queue, in the place of an earlier one of its kind; an order that was kept goes on with it.
    pub fn queue(queue: &mut Vec<Self>, mut ask: Self) {
        let kind = ask.kind();
        for before in queue.extract_if(.., |it| it.kind() == kind) {
            if let What::Issues { order: kept @ Some(_), .. } = before.what
                && let What::Issues { order: order @ None, .. } = &mut ask.what
            {
                *order = kept;
            }
        }
        queue.push(ask);
    }
}

/// What a [`Finder`] says to something that was asked; it may say more to the same later.
#[derive(Debug)]
pub struct Reply {
    pub(crate) generation: u64,
    pub(crate) found: Found,
}

/// What was found.
#[derive(Debug)]
pub(crate) enum Found {
    /// The issues that are shown, in order, or the first of them; and what was understood of the query.
    Issues {
        shown: Vec<Slot>,
        is_whole: bool,
        understood: Understood,
    },
    /// What could be typed next.
    Completion(Option<Completion>),
    Palette(Fitting),
    /// What is called so, or the first of it.
    Question(Box<Question>),
    /// What is only near to what the question asks.
    Near(Option<Called>),
    /// Nothing: it failed.
    Failed(AskKind),
}

impl Reply {
    /// That nothing comes of something that was asked.
    pub const fn failed(kind: AskKind, generation: u64) -> Self {
        Self { generation, found: Found::Failed(kind) }
    }
}

/// Goes through all rows, and keeps what makes the next time quicker.
#[derive(Debug, Default)]
pub struct Finder {
    index: Index,
    completer: Completer,
    /// Words will be looked for, and not everything that tells soon where they are not is made.
    is_unprepared: bool,
}

impl Finder {
    /// Knows nothing yet, and goes through all rows in these portions.
    #[cfg(test)]
    pub(crate) fn at(pace: Pace) -> Self {
        Self { index: Index::at(pace), ..Self::default() }
    }

    /// Answers, until that is done or nobody waits for it any more.
    pub fn answer(&mut self, ask: Ask, is_gone: &dyn Fn() -> bool, tell: &mut dyn FnMut(Reply)) {
        let Ask { generation, catalog, what } = ask;
        let mut say = |found| tell(Reply { generation, found });
        match what {
            What::Issues { wanted, order, begun } => {
                if let Some(order) = order {
                    self.index.take_up(*order, wanted.by);
                }
                self.is_unprepared |= wanted.typing;
                self.issues((&catalog, &wanted, begun), is_gone, &mut say);
            }
            What::Palette { typed, is_command, terms } => {
                self.index.follow(&catalog);
                self.is_unprepared = true;
                let rows = (&*catalog, &terms);
                let fitting = Fitting::of((&typed, is_command), rows, &self.index, is_gone);
                if let Some(fitting) = fitting {
                    say(Found::Palette(fitting));
                }
            }
            What::Question { typed, terms } => {
                self.index.follow(&catalog);
                self.is_unprepared = true;
                let rows = (&catalog, terms);
                let mut first = |first| say(Found::Question(Box::new(first)));
                let question = Question::of(typed, rows, &self.index, is_gone, &mut first);
                let Some(question) = question else { return };
                // What is so is told before what is near is looked for.
                let alone = question.is_of_nothing().then(|| question.clone());
                say(Found::Question(Box::new(question)));
                let Some(question) = alone else { return };
                let near = question.near(&self.index, is_gone);
                // Where that was given up, nothing is known of it.
                if !is_gone() {
                    say(Found::Near(near));
                }
            }
        }
    }

    fn issues(
        &mut self,
        (catalog, wanted, begun): (&Arc<Catalog>, &Wanted, Option<(String, Lang)>),
        is_gone: &dyn Fn() -> bool,
        say: &mut dyn FnMut(Found),
    ) {
        let Some(()) = self.list(catalog, wanted, is_gone, say) else { return };
        if let Some((begun, lang)) = begun
            && !is_gone()
        {
            say(Found::Completion(self.completer.complete(&begun, catalog, lang)));
        }
        // What is shown already is put in the order of this day.
        if self.index.is_old() {
            self.index.renew();
            self.list(catalog, wanted, is_gone, say);
        }
    }

    fn list(
        &mut self,
        catalog: &Arc<Catalog>,
        wanted: &Wanted,
        is_gone: &dyn Fn() -> bool,
        say: &mut dyn FnMut(Found),
    ) -> Option<()> {
        let mut tell = |shown, understood: &Understood| {
            say(Found::Issues { shown, is_whole: false, understood: understood.clone() });
        };
        let shown =
            self.index.issues(catalog, wanted, &mut Waiting { is_gone, tell: &mut tell })?;
        let understood = self.index.understood().clone();
        say(Found::Issues { shown, is_whole: true, understood });
        Some(())
    }

    /// Makes ready for what may be asked next, a little at a time; says whether there is more to do.
    pub fn prepare(&mut self) -> bool {
        self.is_unprepared = self.is_unprepared && self.index.expect_words();
        self.is_unprepared
    }

    /// The order of all issues of a catalog, for the next start; `None` where it is that of another day, or of
    /// other rows.
    pub fn kept_order(&self, catalog: &Catalog) -> Option<KeptOrder> {
        let order = (!self.index.is_old()).then(|| self.index.kept_order())?;
        order.is_of(catalog).then_some(order)
    }

    /// The same, once the rows that changed since something was asked are in their places.
    pub fn order_of(&mut self, catalog: &Arc<Catalog>) -> Option<KeptOrder> {
        self.index.follow(catalog);
        self.kept_order(catalog)
    }
}
