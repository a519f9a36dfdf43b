//! QR codes, drawn here so that no page asks another site for one. The only place that names the encoder.

use qrcode::{Color, QrCode};

/// Light modules that a reader needs around a code.
const QUIET: usize = 4;

/// A code as a template draws it (`templates/parts/qr.html`): one path of dark modules on a square of `side`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Qr {
    /// The side of the square in modules, the quiet zone included.
    pub(super) side: usize,
    /// The dark modules, row by row, each run of them one rectangle.
    pub(super) path: String,
}

impl Qr {
    /// The code of an address; none for one that is too long for any, beyond two thousand characters.
    pub(super) fn of(address: &str) -> Option<Self> {
        let code = QrCode::new(address).ok()?;
        let width = code.width();
        let colors = code.to_colors();
        let mut path = String::new();
        for (y, row) in colors.chunks(width).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|left, right| left == right) {
                if run[0] == Color::Dark {
                    let (left, top, long) = (x + QUIET, y + QUIET, run.len());
                    path.push_str(&format!("M{left} {top}h{long}v1h-{long}z"));
                }
                x += run.len();
            }
        }
        Some(Self {
            side: width + 2 * QUIET,
            path,
        })
    }
}

/// An address as people read it under its code: without what every address begins with.
pub(super) fn as_read(address: &str) -> &str {
    address
        .trim_start_matches("https://")
        .trim_start_matches("http://")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    /// The dark modules that a path draws, row by row.
    fn drawn(qr: &Qr) -> Vec<Vec<bool>> {
        let mut rows = vec![vec![false; qr.side]; qr.side];
        for run in qr.path.split('M').skip(1) {
            let (at, rest) = run.split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let long: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            rows[y][x..x + long].fill(true);
        }
        rows
    }

    #[test]
    fn a_code_has_its_three_eyes_and_stands_in_a_quiet_zone() {
        let qr = Qr::of("https://cahier.example.org/problems/new?team=web").unwrap();
        let rows = drawn(&qr);
        let last = qr.side - 1;
        let is_quiet = |at: usize| at < QUIET || at > last - QUIET;
        for (y, row) in rows.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                let in_the_zone = is_quiet(x) || is_quiet(y);
                assert!(
                    !(in_the_zone && *dark),
                    "dark at {x} {y}, within {QUIET} of the edge"
                );
            }
        }
        let eye = |y: usize, x: usize| (0..7).all(|step| rows[y][x + step] && rows[y + step][x]);
        let far = last - QUIET - 6;
        assert!(eye(QUIET, QUIET) && eye(QUIET, far) && eye(far, QUIET));
    }

    #[test]
    fn what_no_code_can_hold_has_none() {
        assert_eq!(Qr::of(&"x".repeat(4_000)), None);
    }

    #[test]
    fn an_address_is_read_without_its_scheme() {
        assert_eq!(
            as_read("https://cahier.example.org/wall/web"),
            "cahier.example.org/wall/web"
        );
    }
}
