//! Which issues are shown, in order: those of a studio, those that are open, those that the query in
//! the filter line wants. A longer query only looks among the last hits.

use super::order::{By, KeptOrder, Moved, Order, Placed};
use super::pace::{Pace, Steps};
use crate::command::query::{
    Fault, Key, Known, Looked, NameSigns, Query, Reading, Ready, Term, Test,
};
use crate::command::{Catalog, Slot};
use crate::domain::id::StudioId;
use std::sync::Arc;

/// Which issues are wanted.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) filter: String,
    /// The query is being typed, so that its last word may be the beginning of a key.
    pub(crate) typing: bool,
    pub(crate) studio: Option<StudioId>,
    pub(crate) open_only: bool,
    pub(crate) by: By,
}

/// What was understood of a query, and what shows where it is found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Understood {
    /// The query as it was typed.
    pub(crate) typed: String,
    /// What is wrong in it, in order.
    pub(crate) faults: Vec<Fault>,
    /// What is not finished in it.
    pub(crate) unfinished: Vec<Fault>,
    /// What the issues were found by, where anything is asked.
    pub(crate) ready: Option<Arc<Ready>>,
}

/// Who waits for an answer.
pub(crate) struct Waiting<'w> {
    /// Whether nobody does any more: something else was asked meanwhile.
    pub(crate) is_gone: &'w dyn Fn() -> bool,
    /// Hears what was found so far, in order, while there is more to be looked at.
    pub(crate) tell: &'w mut dyn FnMut(Vec<Slot>, &Understood),
}

/// All issues in order, and which of them the query wanted last.
#[derive(Debug, Default)]
pub(crate) struct Index {
    pace: Pace,
    order: Order,
    names: NameSigns,
    understood: Understood,
    typing: bool,
    query: Query,
    /// The hits are those of what was understood; not so where finding them was broken off.
    is_found: bool,
    /// The hits are what the query says, not less of it or what is near.
    is_exact: bool,
    /// By place in the order; empty where nothing is asked.
    hits: Vec<bool>,
}

impl Index {
    /// Nothing yet, gone through in these portions.
    #[cfg(test)]
    pub(crate) fn at(pace: Pace) -> Self {
        Self { pace, ..Self::default() }
    }

    /// The order of all issues, for the next start.
    pub(crate) fn kept_order(&self) -> KeptOrder {
        self.order.kept()
    }

    /// Takes up an order that was kept.
    pub(crate) fn take_up(&mut self, kept: KeptOrder, by: By) {
        self.is_found = false;
        self.order.take_up(kept, by);
    }

    /// Whether the order is that of another day.
    pub(crate) const fn is_old(&self) -> bool {
        self.order.is_old()
    }

    /// Sorts everything again; what was found by the old order is found again.
    pub(crate) fn renew(&mut self) {
        self.order.renew();
        self.is_found = false;
    }

    /// Where the rows of the issues lie that are wanted, in order; `None` where nobody waits for them any more.
    pub(crate) fn issues(
        &mut self,
        catalog: &Arc<Catalog>,
        wanted: &Wanted,
        waiting: &mut Waiting<'_>,
    ) -> Option<Vec<Slot>> {
        let moved = self.order.follow(catalog, wanted.by);
        let asks = |term: &Term| matches!(term.test, Test::Key(Key::Session, _));
        let asks_sessions = self.query.terms.iter().any(asks);
        self.find(catalog, wanted, moved.issues || (moved.sessions && asks_sessions), waiting)?;
        let scope = self.scope(wanted);
        let is_wanted = |(at, it): &(usize, &Placed)| {
            self.hits.get(*at).copied().unwrap_or(true) && scope.has(it)
        };
        let placed = self.order.placed().iter().enumerate();
        Some(placed.filter(is_wanted).map(|(_, it)| it.slot).collect())
    }

    /// What was understood of the query.
    pub(crate) const fn understood(&self) -> &Understood {
        &self.understood
    }

    /// Makes some more of what tells soon that a word is not in a row; says whether there is more to make.
    pub(crate) fn expect_words(&mut self) -> bool {
        self.names.follow(self.order.catalog());
        self.order.expect_words();
        self.order.make_hints(self.pace.at_once)
    }

    /// Brings the issues in order as they were ordered last.
    pub(crate) fn follow(&mut self, catalog: &Arc<Catalog>) {
        let by = self.order.by();
        let moved = self.order.follow(catalog, by);
        self.is_found &= moved == Moved::default();
        self.names.follow(catalog);
        self.order.expect_words();
    }

    /// All issues with what tells soon that a word is not in them, where these are the rows of a catalog.
    /// They end where nobody waits for them any more.
    pub(crate) fn looked<'a>(
        &'a self,
        catalog: &Catalog,
        is_gone: &'a dyn Fn() -> bool,
    ) -> Option<impl Iterator<Item = Looked<'a>>> {
        let is_same = self.order.catalog().issues.is_same(&catalog.issues);
        let placed = self.order.placed().iter().enumerate();
        let goes_on = |(at, _): &(usize, &Placed)| at % self.pace.at_once != 0 || !is_gone();
        is_same.then(|| placed.take_while(goes_on).map(|(_, it)| self.order.looked(it)))
    }

    /// All issues with what tells soon that a word is not in them, `None` for those that a query cannot pick; where
    /// these are the rows of a catalog.
    pub(crate) fn candidates<'a>(
        &'a self,
        catalog: &Catalog,
        ready: &'a Ready,
    ) -> Option<impl Iterator<Item = Option<Looked<'a>>>> {
        let is_same = self.order.catalog().issues.is_same(&catalog.issues);
        let ruled = self.ruled(ready, true);
        is_same.then(|| ruled.map(|(it, may_be)| may_be.then(|| self.order.looked(it))))
    }

    /// In what portions rows are gone through.
    pub(crate) const fn pace(&self) -> Pace {
        self.pace
    }

    /// The rows of a catalog, with what is known of names.
    pub(crate) fn known<'c>(&'c self, catalog: &'c Catalog) -> Known<'c> {
        self.names.known(catalog)
    }

    fn scope(&self, wanted: &Wanted) -> Scope {
        let of = |id| self.order.studio(id).map_or(ByStudio::Nobody, ByStudio::One);
        Scope { studio: wanted.studio.map_or(ByStudio::All, of), open_only: wanted.open_only }
    }

    /// Finds what is wanted: nowhere but among the last hits where the query only narrows the last one.
    fn find(
        &mut self,
        catalog: &Catalog,
        wanted: &Wanted,
        moved: bool,
        waiting: &mut Waiting<'_>,
    ) -> Option<()> {
        let is_same = wanted.filter == self.understood.typed && wanted.typing == self.typing;
        if is_same && self.is_found && !moved {
            return Some(());
        }
        let reading = Query::read(&wanted.filter, wanted.by.terms.today);
        let last = std::mem::take(&mut self.hits);
        let is_known = self.is_found && self.is_exact && !moved && !last.is_empty();
        let is_narrower = is_known && reading.query.narrows(&self.query);
        (self.is_found, self.is_exact, self.typing) = (false, true, wanted.typing);
        // While the store is being opened, nobody is called anything.
        let is_told = !catalog.issues.is_empty();
        self.understood = Understood {
            typed: wanted.filter.clone(),
            faults: if is_told { reading.told(catalog) } else { reading.faults.clone() },
            unfinished: reading.unfinished.clone(),
            ready: None,
        };
        if !reading.query.is_empty() {
            self.order.expect_words();
            self.names.follow(catalog);
            let known = self.names.known(catalog);
            let ready = Arc::new(Ready::new(&reading.query, known, &wanted.by.terms));
            self.understood.ready = Some(Arc::clone(&ready));
            self.hits = self.scan(&ready, is_narrower.then_some(&last), wanted, waiting)?;
            if !self.hits.contains(&true) {
                self.find_otherwise(catalog, &reading, wanted, waiting)?;
            }
        }
        self.query = reading.query;
        self.is_found = true;
        Some(())
    }

    /// Nothing was found: by what is typed without the key that is being begun, else by what is near.
    fn find_otherwise(
        &mut self,
        catalog: &Catalog,
        reading: &Reading,
        wanted: &Wanted,
        waiting: &mut Waiting<'_>,
    ) -> Option<()> {
        let is_gone = std::cell::Cell::new(false);
        let rows = || {
            let goes_on = |(at, _): &(usize, Looked<'_>)| {
                is_gone.set(is_gone.get() || (at % self.pace.at_once == 0 && (waiting.is_gone)()));
                !is_gone.get()
            };
            self.order.lying().enumerate().take_while(goes_on).map(|(_, it)| it)
        };
        let known = self.names.known(catalog);
        let begun = wanted.typing.then(|| without_begun_key(reading, &wanted.filter)).flatten();
        let ready = match begun {
            Some(query) => Some(Ready::new(&query, known, &wanted.by.terms)),
            None => Ready::near(&reading.query, known, &wanted.by.terms, rows),
        };
        if is_gone.get() {
            return None;
        }
        let Some(ready) = ready.map(Arc::new) else { return Some(()) };
        self.understood.ready = Some(Arc::clone(&ready));
        self.is_exact = false;
        // Where nothing is asked, everything is shown.
        self.hits = Vec::new();
        if !ready.is_empty() {
            self.hits = self.scan(&ready, None, wanted, waiting)?;
        }
        Some(())
    }

    /// All issues in order, and whether a query may pick them: what is found often is found among the first; for
    /// what is not, all are ruled out that can be, where that `is_worth` it.
    fn ruled(&self, ready: &Ready, is_worth: bool) -> impl Iterator<Item = (&Placed, bool)> {
        let mut may_pick: Option<Vec<bool>> = None;
        self.order.placed().iter().enumerate().map(move |(at, it)| {
            if at == self.pace.one_by_one && is_worth {
                may_pick = Some(self.order.may_pick(ready));
            }
            let may_be = may_pick.as_ref().and_then(|all| all.get(it.slot as usize)).copied();
            (it, may_be.unwrap_or(true))
        })
    }

    /// Looks at all issues, or at those among the last hits; tells the first ones as soon as a page of them is
    /// found.
    fn scan(
        &self,
        ready: &Ready,
        among: Option<&Vec<bool>>,
        wanted: &Wanted,
        waiting: &mut Waiting<'_>,
    ) -> Option<Vec<bool>> {
        let was_hit = |at: usize| among.is_none_or(|last| last.get(at).copied().unwrap_or(true));
        let scope = self.scope(wanted);
        let (mut hits, mut shown) = (Vec::with_capacity(self.order.placed().len()), Vec::new());
        let mut steps = Steps::new(self.pace);
        for (at, (it, may_be)) in self.ruled(ready, among.is_none()).enumerate() {
            if steps.next(shown.len(), waiting.is_gone)? {
                (waiting.tell)(shown.clone(), &self.understood);
            }
            let is_hit = may_be && was_hit(at) && ready.picks(&self.order.looked(it));
            hits.push(is_hit);
            if is_hit && scope.has(it) {
                shown.push(it.slot);
            }
        }
        Some(hits)
    }
}

/// What is shown of all issues, whatever the query says.
struct Scope {
    studio: ByStudio,
    open_only: bool,
}

/// Of which studio issues are shown.
enum ByStudio {
    All,
    /// By its place among those of the order.
    One(u16),
    /// Of one that no issue is of.
    Nobody,
}

impl Scope {
    const fn has(&self, it: &Placed) -> bool {
        let is_of_it = match self.studio {
            ByStudio::All => true,
            ByStudio::One(studio) => it.studio == studio,
            ByStudio::Nobody => false,
        };
        is_of_it && (it.is_open || !self.open_only)
    }
}

/// The query without its last word, where that is the beginning of a key: what is shown stays while
/// `status:` is typed.
fn without_begun_key(reading: &Reading, typed: &str) -> Option<Query> {
    let (last, place) = (reading.query.terms.last()?, reading.places.last()?);
    let Test::Words(texts) = &last.test else { return None };
    let [text] = texts.as_slice() else { return None };
    let is_begun = place.end == typed.len() && Key::begun(&text.text).next().is_some();
    if text.quoted || !is_begun {
        return None;
    }
    let mut query = reading.query.clone();
    query.terms.pop();
    Some(query)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::city::city;
    use crate::command::screens::SortKey;
    use crate::domain::calendar::Calendar;
    use crate::domain::id::IssueId;
    use crate::domain::priority::Terms;
    use crate::domain::row::IssueRow;
    use crate::domain::settings::Settings;
    use crate::domain::workflow::Status;
    use crate::exchange::example;
    use crate::i18n::{Label, Lang};
    use proptest::prelude::*;

    /// The issues that are wanted, in order.
    fn issues(index: &mut Index, catalog: &Arc<Catalog>, wanted: &Wanted) -> Vec<IssueId> {
        let mut waiting = Waiting { is_gone: &|| false, tell: &mut |_, _| {} };
        let slots = index.issues(catalog, wanted, &mut waiting).unwrap();
        slots.into_iter().map(|slot| catalog.issues.id_at(slot).unwrap()).collect()
    }

    /// The example city after so many changes, and again after some more, sharing rows.
    fn before_and_after() -> (Arc<Catalog>, Arc<Catalog>) {
        let (before, after) = city(690, 10);
        let before = Catalog::of(&before);
        let mut catalog = before.clone();
        catalog.update(&after);
        (Arc::new(before), Arc::new(catalog))
    }

    fn day() -> Terms {
        Terms::of(&Settings::default(), &Calendar::built_in(), example::TODAY)
    }

    fn wanted(filter: &str, sort: SortKey, descending: bool) -> Wanted {
        let by = By { sort, descending, terms: day() };
        Wanted { filter: filter.to_owned(), typing: false, studio: None, open_only: false, by }
    }

    #[test]
    fn what_follows_a_change_is_what_is_put_together_anew() {
        let (before, after) = before_and_after();
        assert!(!after.issues.changed_since(&before.issues).is_empty());
        let mut index = Index::default();
        for sort in SortKey::ALL {
            for descending in [false, true] {
                for filter in ["", "停", "tc", "未 2"] {
                    let wanted = wanted(filter, sort, descending);
                    issues(&mut index, &before, &wanted);
                    let followed = issues(&mut index, &after, &wanted);
                    let anew = issues(&mut Index::default(), &after, &wanted);
                    assert_eq!(followed, anew, "{sort:?} {filter}");
                }
            }
        }
    }

    #[test]
    fn a_longer_filter_finds_what_it_finds_alone() {
        let (catalog, _) = before_and_after();
        let mut index = Index::default();
        for filter in ["停", "停车", "停车 t", "停车 ti", "停车 ting", "停", "", "0", "02", "02 z"]
        {
            let wanted = wanted(filter, SortKey::Urgency, false);
            let anew = issues(&mut Index::default(), &catalog, &wanted);
            assert_eq!(issues(&mut index, &catalog, &wanted), anew, "{filter}");
        }
    }

    #[test]
    fn what_is_found_by_its_session_follows_the_agenda() {
        use crate::domain::entity::Entity;
        use crate::domain::world::World;
        let (_, world) = city(690, 0);
        let before = Arc::new(Catalog::of(&world));
        let session = before.sessions.values().find(|row| !row.issues.is_empty()).unwrap();
        let number = session.number.to_string();
        let mut index = Index::default();
        for text in [format!("会议：{number}"), "会议：无".to_owned()] {
            let wanted = wanted(&text, SortKey::Number, false);
            let first = issues(&mut index, &before, &wanted);
            assert!(!first.is_empty(), "{text}");
            // Nothing but the agenda of the session is otherwise.
            let mut small = World::default();
            let mut changed = world.session(session.id).unwrap().clone();
            changed.agenda.clear();
            small.load(Entity::Session(Box::new(changed)));
            let mut after = (*before).clone();
            after.update(&small);
            let after = Arc::new(after);
            assert!(after.issues.is_same(&before.issues));
            let followed = issues(&mut index, &after, &wanted);
            assert_eq!(followed, issues(&mut Index::default(), &after, &wanted), "{text}");
            assert_ne!(followed, first, "{text}");
        }
    }

    #[test]
    fn a_status_in_the_filter_is_only_looked_for_there() {
        let (catalog, _) = before_and_after();
        let found = |filter| {
            let ids =
                issues(&mut Index::default(), &catalog, &wanted(filter, SortKey::Number, false));
            ids.into_iter().map(|id| catalog.issues.get(&id).unwrap()).collect::<Vec<_>>()
        };
        for filter in ["状态:待受理", "status:unscreened", "状态：dsl", "待受理"] {
            let rows = found(filter);
            assert!(!rows.is_empty(), "{filter}");
            let is_waiting = |row: &IssueRow| row.status == Status::Submitted && !row.accepted;
            assert!(rows.iter().all(is_waiting), "{filter}");
        }
        assert!(found("状态:未办结 停车").iter().all(|row| row.status.is_open()));
        assert_eq!(
            found("状态:停车").len(),
            catalog.issues.len(),
            "what is no status asks nothing"
        );
    }

    #[test]
    fn what_is_shown_stays_while_a_key_is_typed() {
        let (catalog, _) = before_and_after();
        let mut index = Index::default();
        let mut shown = |filter: &str| {
            let wanted = Wanted { typing: true, ..wanted(filter, SortKey::Number, false) };
            issues(&mut index, &catalog, &wanted)
        };
        let before = shown("停车");
        let all = shown("");
        for typed in ["status", "状态", "status:"] {
            assert_eq!(shown(typed), all, "{typed}");
        }
        assert_eq!(shown("停车"), before);
        for typed in
            ["停车 sta", "停车 stat", "停车 status", "停车 status:", "停车 状态", "停车 状态："]
        {
            assert_eq!(shown(typed), before, "{typed}");
        }
        assert!(shown("停车 status:withdrawn").len() < before.len());
        assert_ne!(shown("停车 statusx"), before, "no key begins so");
    }

    #[test]
    fn what_is_near_is_shown_where_nothing_is_exact() {
        let (catalog, _) = before_and_after();
        let mut index = Index::default();
        let exact = issues(&mut index, &catalog, &wanted("停车", SortKey::Number, false));
        assert!(!is_near(&index));
        let near = issues(&mut index, &catalog, &wanted("tingceh", SortKey::Number, false));
        assert!(is_near(&index));
        assert!(exact.iter().all(|id| near.contains(id)), "{} of {}", near.len(), exact.len());
        let title = catalog.issues.get(near.first().unwrap()).unwrap().title.to_string();
        let ready = index.understood().ready.as_ref().unwrap();
        assert_eq!(title.get(ready.parts(&title)[0].clone()), Some("停车"));
        assert!(issues(&mut index, &catalog, &wanted("鼋鼍", SortKey::Number, false)).is_empty());
        assert!(!is_near(&index));
    }

    fn is_near(index: &Index) -> bool {
        index.understood().ready.as_ref().is_some_and(|ready| ready.is_near())
    }

    /// What a query finds when each row is looked at by itself, with nothing kept.
    fn plainly(catalog: &Catalog, text: &str) -> Vec<IssueId> {
        let reading = Query::read(text, example::TODAY);
        let ready = Ready::new(&reading.query, catalog.into(), &day());
        let rows = || catalog.issues.values();
        let found = |ready: &Ready| -> Vec<IssueId> {
            rows().filter(|row| ready.wants(row)).map(|row| row.id).collect()
        };
        let exact = found(&ready);
        if !exact.is_empty() || reading.query.is_empty() {
            return exact;
        }
        let looked = || rows().map(Looked::whole);
        Ready::near(&reading.query, catalog.into(), &day(), looked)
            .map(|near| found(&near))
            .unwrap_or_default()
    }

    fn term() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "停",
            "停车",
            "tc",
            "tcn",
            "t",
            "zhuang",
            "-停",
            "停|路",
            "is:open",
            "status:consulted",
            "-is:overdue",
            "due:<7d",
            "dept:zj",
            "部门:城管",
            "age:>30d",
            "category:温度",
            "tingceh",
            "石潭",
            "studio:st",
            "\"停车\"",
            "submitted:2023",
            "due:none",
            "raiser:z",
            "district:yh",
            "停车南",
            "会议：无",
            "会议：停",
        ])
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 16, ..ProptestConfig::default() })]

        #[test]
        fn what_is_kept_finds_what_a_plain_look_finds(
            queries in prop::collection::vec(prop::collection::vec(term(), 0..4), 1..6)
        ) {
            let catalogs = CATALOGS.with(Clone::clone);
            let mut index = Index::default();
            for (at, terms) in queries.iter().enumerate() {
                let catalog = if at % 3 == 2 { &catalogs.1 } else { &catalogs.0 };
                let text = terms.join(" ");
                let begun = text.char_indices().filter_map(|(at, _)| text.get(..at));
                for typed in begun.chain([text.as_str()]) {
                    let mut shown = issues(&mut index, catalog, &wanted(typed, SortKey::Urgency, false));
                    shown.sort_unstable();
                    prop_assert_eq!(shown, plainly(catalog, typed), "{}", typed);
                }
            }
        }
    }

    std::thread_local! {
        static CATALOGS: (Arc<Catalog>, Arc<Catalog>) = before_and_after();
    }

    #[test]
    fn an_issue_is_found_by_all_that_its_row_tells() {
        let (_, catalog) = before_and_after();
        let row = catalog.issues.values().find(|row| !row.departments.is_empty()).unwrap();
        let studio = catalog.studios.get(&row.studio).unwrap();
        let department = catalog.departments.get(&row.departments[0]).unwrap();
        let mut words = vec![row.number.as_str(), &row.title, &row.place, &studio.name];
        words.extend([&*department.name, &department.short, row.status.label(Lang::En)]);
        words.extend(row.raisers.iter().map(|id| &*catalog.people.get(id).unwrap().name));
        for word in words {
            let found =
                issues(&mut Index::default(), &catalog, &wanted(word, SortKey::Number, false));
            assert!(found.contains(&row.id), "{word}");
        }
    }
}
