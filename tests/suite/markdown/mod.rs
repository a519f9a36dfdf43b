//! Texts that people write: read exactly, rendered safely.

pub(crate) mod front_matter;
mod hostile;
mod merging;
mod pathological;
mod rendering;
