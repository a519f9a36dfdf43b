//! The example team: seven weeks of six people, played into an empty database through the same operations as a person's, at the
//! times at which it all happened. The content lies in `demo/`; this module never writes a row by itself.

mod acts;
mod calendar;
mod play;
mod searches;
mod session;
mod stage;
mod story;

pub use play::{Played, play};
