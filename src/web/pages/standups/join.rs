//! The way into a running stand-up from a phone: its address as a QR code, for whoever stands in front of the screen.

use crate::web::page::Shell;
use crate::web::qr::{self, Qr};

/// The way in, as the room shows it (`templates/standups/join.html`).
#[derive(Debug)]
pub(super) struct Join {
    pub(super) qr: Option<Qr>,
    pub(super) address: String,
}

impl Join {
    /// The way into a stand-up.
    pub(super) fn of(shell: &Shell, id: &str) -> Self {
        let address = shell.from_afar(&format!("/standups/{id}"));
        Self {
            qr: Qr::of(&address),
            address: qr::as_read(&address).to_owned(),
        }
    }
}
