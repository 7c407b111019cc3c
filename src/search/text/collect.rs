//! Collecting every hit of a query with its rank, for tantivy.

use super::schema::{DAY, HIGH, ISSUE_HIGH, ISSUE_LOW, KIND, LOW, entity_of, issue_of};
use crate::domain::id::{EntityId, IssueId};
use std::collections::HashSet;
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::ColumnValues;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// In what they are called first, then by day, the latest first; the id only so that the order is one.
pub(super) type Rank = (bool, u64, EntityId);

/// A hit of the engine: where it stands, the issue that it belongs to, and where its text is.
pub(super) type Place = (Rank, Option<IssueId>, DocAddress);

/// Collects every hit with its rank.
pub(super) struct Everything {
    /// Those that have all of it in what they are called.
    pub(super) heads: HashSet<DocAddress>,
}

pub(super) struct EverythingOf {
    segment: SegmentOrdinal,
    heads: HashSet<DocId>,
    columns: [Arc<dyn ColumnValues<u64>>; 6],
    seen: Vec<Place>,
}

impl Collector for Everything {
    type Fruit = Vec<Place>;
    type Child = EverythingOf;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<EverythingOf> {
        let column = |name| -> tantivy::Result<Arc<dyn ColumnValues<u64>>> {
            Ok(reader.fast_fields().u64(name)?.first_or_default_col(0))
        };
        let columns = [
            column(DAY)?,
            column(KIND)?,
            column(HIGH)?,
            column(LOW)?,
            column(ISSUE_HIGH)?,
            column(ISSUE_LOW)?,
        ];
        let heads = self.heads.iter().filter(|it| it.segment_ord == segment);
        let heads = heads.map(|it| it.doc_id).collect();
        Ok(EverythingOf { segment, heads, columns, seen: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        Ok(fruits.into_iter().flatten().collect())
    }
}

impl SegmentCollector for EverythingOf {
    type Fruit = Vec<Place>;

    fn collect(&mut self, doc: DocId, _score: Score) {
        let columns = self.columns.each_ref().map(|column| column.get_val(doc));
        let [day, kind, high, low, issue_high, issue_low] = columns;
        // What is of no kind that is known was not written by this format.
        if let Some(id) = entity_of(kind, high, low) {
            let rank = (self.heads.contains(&doc), day, id);
            let address = DocAddress::new(self.segment, doc);
            self.seen.push((rank, issue_of(issue_high, issue_low), address));
        }
    }

    fn harvest(self) -> Self::Fruit {
        self.seen
    }
}
