//! How wide and high an image is, told by its bytes: a page keeps the room for it, so that nothing jumps while it comes. Nothing is decoded.

/// More than any image has that is taken: what says more is no image.
const MOST: u32 = 100_000;

/// Width and height in pixels; none where the bytes do not say.
pub fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let (width, height) = png(bytes)
        .or_else(|| gif(bytes))
        .or_else(|| webp(bytes))
        .or_else(|| jpeg(bytes))?;
    let is_one = |length: u32| (1..=MOST).contains(&length);
    (is_one(width) && is_one(height)).then_some((width, height))
}

fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    (head.get(4..8)? == b"IHDR").then_some(())?;
    Some((
        u32::from_be_bytes(head.get(8..12)?.try_into().ok()?),
        u32::from_be_bytes(head.get(12..16)?.try_into().ok()?),
    ))
}

fn gif(bytes: &[u8]) -> Option<(u32, u32)> {
    bytes.strip_prefix(b"GIF8")?;
    Some((little(bytes, 6)?, little(bytes, 8)?))
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    bytes.strip_prefix(b"RIFF")?;
    let three = |at: usize| {
        let [low, middle, high] = bytes.get(at..at + 3)?.try_into().ok()?;
        Some(u32::from_le_bytes([low, middle, high, 0]))
    };
    match bytes.get(8..16)? {
        b"WEBPVP8 " => Some((little(bytes, 26)? & 0x3fff, little(bytes, 28)? & 0x3fff)),
        b"WEBPVP8L" => {
            let bits = u32::from_le_bytes(bytes.get(21..25)?.try_into().ok()?);
            Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
        }
        b"WEBPVP8X" => Some((three(24)? + 1, three(27)? + 1)),
        _ => None,
    }
}

fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    bytes.strip_prefix(b"\xff\xd8")?;
    let mut at = 2;
    loop {
        // Any number of fill bytes may stand before a marker.
        while *bytes.get(at)? == 0xff && *bytes.get(at + 1)? == 0xff {
            at += 1;
        }
        let [0xff, marker] = *bytes.get(at..at + 2)? else {
            return None;
        };
        match marker {
            // The frame, of whatever coding; the three between tell tables.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((big(bytes, at + 7)?, big(bytes, at + 5)?));
            }
            0x01 | 0xd0..=0xd7 => at += 2,
            // The picture itself, or its end, before any frame.
            0xd9 | 0xda => return None,
            _ => at += 2 + usize::try_from(big(bytes, at + 2)?.max(2)).ok()?,
        }
    }
}

fn little(bytes: &[u8], at: usize) -> Option<u32> {
    let two = bytes.get(at..at + 2)?.try_into().ok()?;
    Some(u32::from(u16::from_le_bytes(two)))
}

fn big(bytes: &[u8], at: usize) -> Option<u32> {
    let two = bytes.get(at..at + 2)?.try_into().ok()?;
    Some(u32::from(u16::from_be_bytes(two)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_kind_says_how_large_it_is() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x06\0\0\0";
        assert_eq!(dimensions(png), Some((640, 480)));
        assert_eq!(
            dimensions(b"GIF89a\x80\x02\xe0\x01\xf7\0\0"),
            Some((640, 480))
        );
        let lossy = b"RIFF....WEBPVP8 ....\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01";
        assert_eq!(dimensions(lossy), Some((640, 480)));
        let bits: u32 = 639 | (479 << 14);
        let lossless = [b"RIFF....WEBPVP8L....\x2f", &bits.to_le_bytes()[..]].concat();
        assert_eq!(dimensions(&lossless), Some((640, 480)));
        let extended = b"RIFF....WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0";
        assert_eq!(dimensions(extended), Some((640, 480)));
        let photo =
            b"\xff\xd8\xff\xe1\0\x04ab\xff\xff\xc4\0\x03x\xff\xc2\0\x11\x08\x01\xe0\x02\x80\x03";
        assert_eq!(dimensions(photo), Some((640, 480)));
        for none in [
            &b""[..],
            b"GIF89a\0\0\0\0\0\0",
            b"\xff\xd8\xff\xd9",
            &png[..20],
        ] {
            assert_eq!(dimensions(none), None);
        }
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_much(kind in 0usize..5, rest in proptest::collection::vec(any::<u8>(), 0..200)) {
            let begin: [&[u8]; 5] = [b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF....WEBPVP8X", b""];
            let bytes = [begin[kind], &rest].concat();
            if let Some((width, height)) = dimensions(&bytes) {
                prop_assert!((1..=MOST).contains(&width) && (1..=MOST).contains(&height));
            }
        }
    }
}
