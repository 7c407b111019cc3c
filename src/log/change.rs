//! Records to whole changes: half a change is never seen.

use std::collections::BTreeMap;

use super::{ChangeMark, LogError, Record, ReplicaId, StreamId};

/// Takes records in the order of the log and gives them back a whole change at a time.
///
/// Within a chain the records of a change stand one after the other, so each chain has at most
/// one change under way. One that is never finished (the machine stopped in the middle of an
/// import) is given up when the next one of its chain starts; its records stay in the log and in
/// the chain, but nobody sees them.
#[derive(Debug, Default)]
pub struct ChangeAssembler {
    under_way: BTreeMap<(StreamId, ReplicaId), Vec<Record>>,
}

impl ChangeAssembler {
    /// Adds the next record; gives the whole change when it was the last one missing.
    ///
    /// Holds the records of unfinished changes in memory, at most
    /// [`MAX_CHANGE_RECORDS`](super::MAX_CHANGE_RECORDS) for each chain.
    ///
    /// # Errors
    /// [`LogError::ChangeBroken`] for a record that does not follow the one before it: something
    /// between them is missing. Its change is given up.
    pub fn feed(&mut self, record: Record) -> Result<Option<Vec<Record>>, LogError> {
        let key = (record.header().stream, record.header().replica);
        let mark = record.header().change;
        let mut records = self.under_way.remove(&key).unwrap_or_default();
        if mark.index == 0 {
            records.clear();
        } else if !follows(&records, mark) {
            let expected = expected_index(&records, mark);
            return Err(LogError::ChangeBroken { expected, found: mark.index });
        }
        records.push(record);
        if mark.index.saturating_add(1) == mark.count {
            return Ok(Some(records));
        }
        self.under_way.insert(key, records);
        Ok(None)
    }
}

fn follows(records: &[Record], mark: ChangeMark) -> bool {
    records.last().map(|record| record.header().change).is_some_and(|last| {
        last.id == mark.id && last.count == mark.count && last.index + 1 == mark.index
    })
}

/// The index that had to come: the next of the same change, or the first of another.
fn expected_index(records: &[Record], mark: ChangeMark) -> u32 {
    match records.last().map(|record| record.header().change) {
        Some(last) if last.id == mark.id => last.index.saturating_add(1),
        _ => 0,
    }
}
