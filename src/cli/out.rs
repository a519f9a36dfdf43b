//! Data on standard output, talk on standard error.

use std::io::{IsTerminal, Write};

use serde_json::Value;

use super::complaint::{Complaint, Outcome, language};
use crate::error::Message;
use crate::i18n;

/// Writes a line of data. A reader that went away (`| head`) ends the command in peace.
pub(super) fn line(text: &str) -> Outcome {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{text}") {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => Err(Complaint::from(crate::error::Error::from(error))),
    }
}

/// Writes a text to the byte.
pub(super) fn exact(text: &str) -> Outcome {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => Err(Complaint::from(crate::error::Error::from(error))),
    }
}

/// Writes data as JSON, indented for a person, on one line for a program.
pub(super) fn json(value: &Value) -> Outcome {
    let text = if std::io::stdout().is_terminal() {
        serde_json::to_string_pretty(value)
    } else {
        serde_json::to_string(value)
    };
    line(&text.map_err(crate::error::Error::from)?)
}

/// Says something to whoever is at the terminal.
pub(super) fn talk(message: &Message) {
    eprintln!("{}", i18n::tell(language(), message));
}

/// Writes rows in columns as wide as their longest cell; the last one is not padded.
pub(super) fn table(rows: &[Vec<String>]) -> Outcome {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            rows.iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(at, (cell, width))| {
                if at + 1 == row.len() {
                    cell.clone()
                } else {
                    format!("{cell:<width$}")
                }
            })
            .collect();
        line(cells.join("  ").trim_end())?;
    }
    Ok(())
}

/// The text of a field of an answer; empty when it is absent or null.
pub(super) fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value.get(field).and_then(Value::as_str).unwrap_or("")
}

/// The text as it stands in an address.
pub(super) fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut address = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            write!(address, "%{byte:02X}").ok();
        }
    }
    address
}
