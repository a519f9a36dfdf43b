//! A form of a problem's page that was refused: what was typed stands in it again, with what is wrong beside the field.

use std::borrow::Borrow;

use crate::web::form::Fields;

use super::problem::FaultView;

/// Which form was refused, and what was in it. By default none was.
#[derive(Debug, Default)]
pub(super) struct Typed {
    form: String,
    fields: Fields,
    faults: Vec<FaultView>,
    /// Whether the form is no longer there: the problem went on meanwhile.
    is_gone: bool,
}

impl Typed {
    /// What was sent to this address and refused.
    pub(super) fn of(
        address: &str,
        fields: &Fields,
        faults: Vec<FaultView>,
        is_gone: bool,
    ) -> Self {
        Self {
            is_gone,
            form: form(address, fields.get("parent")),
            fields: fields.clone(),
            faults,
        }
    }

    /// Whether that form was refused, so that it stands open.
    pub(super) fn is(&self, form: &str) -> bool {
        !self.form.is_empty() && self.form == form
    }

    /// What people wrote into a form that is no longer there.
    pub(super) fn left_over(&self) -> Vec<&str> {
        if !self.is_gone {
            return Vec::new();
        }
        let texts = self.fields.pairs().map(|(_, text)| text.trim());
        texts
            .filter(|text| text.contains(char::is_whitespace))
            .collect()
    }

    /// What stands in a field of a form: what was typed there, otherwise this.
    pub(super) fn back<'t>(&'t self, form: &str, name: &str, otherwise: &'t str) -> &'t str {
        if self.is(form) && self.fields.ticked(name) {
            self.fields.get(name)
        } else {
            otherwise
        }
    }

    /// Whether a choice of a field is the one: what was chosen there, otherwise this.
    pub(super) fn picks(
        &self,
        form: &str,
        name: &str,
        value: &str,
        otherwise: impl Borrow<bool>,
    ) -> bool {
        if self.is(form) {
            self.fields.get(name) == value
        } else {
            *otherwise.borrow()
        }
    }

    /// What is wrong with a field of a form; empty when all is well.
    pub(super) fn wrong(&self, form: &str, name: &str) -> &str {
        let fault = self.faults.iter().find(|fault| fault.field == name);
        fault
            .filter(|_| self.is(form))
            .map_or("", |fault| &fault.text)
    }

    /// All that is wrong, each leading to its field.
    pub(super) fn summary(&self) -> Vec<FaultView> {
        let lead = |fault: &FaultView| FaultView {
            field: match fault.field.as_str() {
                "" => String::new(),
                field => format!("{field}{}", self.form),
            },
            text: fault.text.clone(),
        };
        self.faults.iter().map(lead).collect()
    }
}

/// The name of the form that sends to this address: what the ids of its fields end with.
fn form(address: &str, parent: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    let mut parts = path.rsplit('/');
    let (last, above) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    match (last, above) {
        ("countermeasures", _) => "-c".to_owned(),
        ("investigations", _) => "-i".to_owned(),
        ("standards", _) => "-link".to_owned(),
        ("comments", _) => "-remark".to_owned(),
        ("causes", _) if parent.is_empty() => "-why".to_owned(),
        ("causes", _) => format!("-{parent}"),
        (id, "countermeasures" | "investigations" | "causes") => format!("-{id}"),
        (act, _) => format!("-{act}"),
    }
}
