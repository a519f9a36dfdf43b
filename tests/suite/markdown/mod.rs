//! Texts that people write: read exactly, rendered safely.

mod front_matter;
mod hostile;
mod merging;
mod rendering;
