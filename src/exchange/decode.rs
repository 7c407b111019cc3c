//! Bytes to text, in the encodings that Chinese offices use. What cannot be read becomes U+FFFD here
//! and is refused where it stands; nothing is replaced in silence.

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// What stands for bytes that cannot be read.
pub const UNREADABLE: char = char::REPLACEMENT_CHARACTER;
/// One fault in so many characters beyond ASCII is a slip in a text that is UTF-8 all the same.
const UTF8_PER_FAULT: usize = 20;

/// A text with what it was written in.
#[derive(Debug)]
pub struct Decoded {
    /// What it says, without the mark of its encoding.
    pub text: String,
    /// The name of its encoding, as the standard spells it.
    pub encoding: &'static str,
}

/// Reads UTF-8 with or without a mark of it, UTF-16 with one, and GB18030.
pub fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, bytes) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (UTF_8, rest),
        [0xff, 0xfe, rest @ ..] => (UTF_16LE, rest),
        [0xfe, 0xff, rest @ ..] => (UTF_16BE, rest),
        _ if is_utf8(bytes) => (UTF_8, bytes),
        _ => (GB18030, bytes),
    };
    let encoding_name = if encoding == GB18030 { "GB18030" } else { encoding.name() };
    Decoded { text: text(bytes, encoding), encoding: encoding_name }
}

/// Whether bytes are UTF-8, perhaps with a slip: GB18030 that is read so has faults everywhere.
fn is_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut wide, mut faults) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    faults.saturating_mul(UTF8_PER_FAULT) < wide
}

fn text(bytes: &[u8], encoding: &'static Encoding) -> String {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    let mut rest = bytes;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return text,
            DecoderResult::OutputFull => text.reserve(rest.len() + 16),
            DecoderResult::Malformed(..) => text.push(UNREADABLE),
        }
        if text.capacity() - text.len() < 16 {
            text.reserve(rest.len() + 16);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_is_told_by_its_bytes() {
        let words = "编号,议题\n1,停车难";
        let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let gb = GB18030.encode(words).0.into_owned();
        for (bytes, encoding) in [
            (words.as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf", words.as_bytes()].concat(), "UTF-8"),
            ([b"\xff\xfe".as_slice(), &utf16].concat(), "UTF-16LE"),
            (gb, "GB18030"),
        ] {
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_str(), decoded.encoding), (words, encoding));
        }
    }

    #[test]
    fn a_slip_does_not_make_another_encoding_of_the_text() {
        let mut bytes = "议题标题是停车难的问题需要协商解决一下才可以".as_bytes().to_vec();
        bytes.push(0xff);
        let decoded = decode(&bytes);
        assert_eq!(decoded.encoding, "UTF-8");
        assert!(decoded.text.ends_with(UNREADABLE));
        let (mut bytes, _, _) = GB18030.encode("停车难");
        bytes.to_mut().push(0xff);
        let decoded = decode(&bytes);
        assert_eq!((decoded.text.as_str(), decoded.encoding), ("停车难\u{fffd}", "GB18030"));
    }
}
