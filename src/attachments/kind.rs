//! What an image is, told by its bytes: neither its name nor what a browser says of it counts.

/// The kinds of images that are taken. None of them can carry a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
    /// WebP.
    WebP,
}

impl Kind {
    /// The kind of these bytes; none for anything else, whatever it is called.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let begins = |magic: &[u8]| bytes.starts_with(magic);
        if begins(b"\x89PNG\r\n\x1a\n") && bytes.get(12..16) == Some(b"IHDR") {
            Some(Self::Png)
        } else if begins(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if (begins(b"GIF87a") || begins(b"GIF89a")) && bytes.len() > 13 {
            Some(Self::Gif)
        } else if begins(b"RIFF") && bytes.get(8..15) == Some(b"WEBPVP8") {
            Some(Self::WebP)
        } else {
            None
        }
    }

    /// The kind that a name's ending stands for.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending {
            "png" => Some(Self::Png),
            "jpg" => Some(Self::Jpeg),
            "gif" => Some(Self::Gif),
            "webp" => Some(Self::WebP),
            _ => None,
        }
    }

    /// The ending of its name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::WebP => "webp",
        }
    }

    /// What it is served as.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_what_it_is() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";
        assert_eq!(Kind::of(png), Some(Kind::Png));
        assert_eq!(Kind::of(b"\xff\xd8\xff\xe0 and so on"), Some(Kind::Jpeg));
        assert_eq!(Kind::of(b"GIF89a\x01\0\x01\0\0\0\0;"), Some(Kind::Gif));
        assert_eq!(
            Kind::of(b"RIFF\x10\0\0\0WEBPVP8 \0\0\0\0"),
            Some(Kind::WebP)
        );
        for other in [
            &b""[..],
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"<!doctype html><script>",
            b"\x89PNG\r\n\x1a\n",
            b"GIF89a",
            b"RIFF\x10\0\0\0WAVEfmt ",
            b"%PDF-1.7",
            b"BM",
        ] {
            assert_eq!(Kind::of(other), None, "{other:?}");
        }
    }
}
