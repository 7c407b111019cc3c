//! The seal at the end of a backup: the hash of every byte before it, so that no change goes unnoticed, not
//! even in what an archive says of itself.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// How many digits a hash has.
const DIGITS: usize = 64;
/// What stands before the digits.
const BEFORE: &str = "tanshi sha256 ";
const CHUNK_BYTES: usize = 64 << 10;

/// The comment of an archive that is not sealed yet.
pub(super) fn unsealed() -> String {
    format!("{BEFORE}{}", "0".repeat(DIGITS))
}

/// Writes the seal over the zeros at the end.
pub(super) fn seal(file: &mut File) -> io::Result<()> {
    let hash = hash_before(file)?;
    let len = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(len.saturating_sub(DIGITS as u64)))?;
    file.write_all(hash.as_bytes())
}

/// What a seal says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seal {
    /// There is none.
    None,
    /// It fits.
    Whole,
    /// It does not.
    Broken,
}

/// Looks at the seal of a file that is open.
pub(super) fn look_at(file: &mut File) -> io::Result<Seal> {
    let len = file.seek(SeekFrom::End(0))?;
    let ending = (BEFORE.len() + DIGITS) as u64;
    if len < ending {
        return Ok(Seal::None);
    }
    file.seek(SeekFrom::Start(len - ending))?;
    let mut found = vec![0; BEFORE.len() + DIGITS];
    file.read_exact(&mut found)?;
    let (before, digits) = found.split_at_checked(BEFORE.len()).unwrap_or_default();
    let fits = digits == hash_before(file)?.as_bytes();
    Ok(match (before == BEFORE.as_bytes(), fits) {
        (true, true) => Seal::Whole,
        (true, false) => Seal::Broken,
        // A damaged word before a hash that fits nothing, or no word at all.
        (false, _) => Seal::None,
    })
}

/// The hash of everything but the digits.
fn hash_before(file: &mut File) -> io::Result<String> {
    let len = file.seek(SeekFrom::End(0))?.saturating_sub(DIGITS as u64);
    file.rewind()?;
    let mut hash = Sha256::new();
    let mut rest = file.take(len);
    let mut buffer = vec![0; CHUNK_BYTES];
    loop {
        match rest.read(&mut buffer)? {
            0 => return Ok(hex(&hash.finalize())),
            read => hash.update(buffer.get(..read).unwrap_or_default()),
        }
    }
}

/// Bytes as lower case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        write!(text, "{byte:02x}").ok();
        text
    })
}
