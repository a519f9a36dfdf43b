//! Cahier: the wall, the stand-up and the book of standards of a team.
