//! What goes over the line: frames, each with its magic, its version, its length and a projection
//! as JSON.
//!
//! ```text
//! 0      4  magic "TSH" and a line feed
//! 4      1  version, 1
//! 5      4  length of what follows, big endian, at most 65,536
//! 9      n  the projection, JSON in UTF-8
//! ```
//!
//! A later version keeps the first five bytes, so that an earlier one can tell.

use super::HallFault;
use crate::app::hall::Hall;
use std::io::{self, ErrorKind, Read};

/// How a frame begins.
pub const MAGIC: [u8; 4] = *b"TSH\n";
/// The version that this build speaks.
pub const VERSION: u8 = 1;
/// The most bytes of a projection.
pub const LIMIT: usize = 65_536;

/// A projection as a frame.
///
/// # Errors
/// [`HallFault::TooBig`].
pub fn frame(hall: &Hall) -> Result<Vec<u8>, HallFault> {
    let json = serde_json::to_vec(hall).map_err(io::Error::from)?;
    let length = u32::try_from(json.len()).ok().filter(|_| json.len() <= LIMIT);
    let length = length.ok_or(HallFault::TooBig)?;
    let mut bytes = Vec::with_capacity(json.len() + 9);
    bytes.extend(MAGIC);
    bytes.push(VERSION);
    bytes.extend(length.to_be_bytes());
    bytes.extend(json);
    Ok(bytes)
}

/// Reads the next projection; `None` when the other side has ended in good order.
///
/// # Errors
/// [`HallFault::NotOurs`], [`HallFault::Newer`], [`HallFault::TooBig`], or what the system says: an
/// end in the middle of a frame is [`ErrorKind::UnexpectedEof`].
pub fn read(from: &mut impl Read) -> Result<Option<Hall>, HallFault> {
    let mut magic = [0; 4];
    let begun = loop {
        match from.read(magic.split_at_mut(1).0) {
            Ok(count) => break count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    };
    if begun == 0 {
        return Ok(None);
    }
    from.read_exact(magic.split_at_mut(1).1)?;
    if magic != MAGIC {
        return Err(HallFault::NotOurs);
    }
    let mut version = [0];
    from.read_exact(&mut version)?;
    match version {
        [VERSION] => {}
        [0] => return Err(HallFault::NotOurs),
        [version] => return Err(HallFault::Newer { version }),
    }
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
    if length > LIMIT {
        return Err(HallFault::TooBig);
    }
    let mut json = vec![0; length];
    from.read_exact(&mut json)?;
    serde_json::from_slice(&json).map(Some).map_err(|_fault| HallFault::NotOurs)
}
