//! Reading the shared conformance vectors in tests.

use std::path::PathBuf;

use serde_json::Value;

/// Runs the cases of one vector file and gathers what differs.
pub(crate) struct Report {
    file: &'static str,
    differences: &'static [(&'static str, &'static str)],
    checked: usize,
    excused: usize,
    failures: Vec<String>,
}

impl Report {
    /// `differences`: parts of cases' inputs where we differ from the reference, each with the reason.
    pub(crate) fn new(file: &'static str, differences: &'static [(&'static str, &'static str)]) -> Self {
        Self { file, differences, checked: 0, excused: 0, failures: Vec::new() }
    }

    /// The cases with their line numbers; none, with a printed note, when the folder is missing.
    pub(crate) fn cases(&self) -> Vec<(String, Value)> {
        let folder = std::env::var_os("ARGO_VECTORS").map_or_else(
            || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance/vectors"),
            PathBuf::from,
        );
        let Ok(bytes) = std::fs::read(folder.join(self.file)) else {
            println!("skipped: {} is not in {}", self.file, folder.display());
            return Vec::new();
        };
        let text = String::from_utf8_lossy(&bytes);
        let mut cases = Vec::new();
        for (index, line) in text.split('\n').enumerate() {
            // Some lines of the files were cut at raw line separators (U+0085, U+2028) inside strings.
            if let Ok(case) = serde_json::from_str(line) {
                cases.push((format!("{}:{}", self.file, index + 1), case));
            }
        }
        cases
    }

    pub(crate) fn check(&mut self, id: &str, case: &Value, got: &str, want: &str) {
        self.checked += 1;
        if got == want {
            return;
        }
        let line = case.to_string();
        if self.differences.iter().any(|(part, _)| line.contains(part)) {
            self.excused += 1;
            return;
        }
        self.failures.push(format!("{id}\n  case {line}\n  got  {got:?}\n  want {want:?}"));
    }

    pub(crate) fn finish(self) {
        println!("{}: {} checks, {} excused", self.file, self.checked, self.excused);
        let shown: Vec<_> = self.failures.iter().take(60).map(String::as_str).collect();
        assert!(
            self.failures.is_empty(),
            "{} of {} differ\n{}",
            self.failures.len(),
            self.checked,
            shown.join("\n")
        );
    }
}

/// A member of a case as text, empty when absent.
pub(crate) fn text(case: &Value, name: &str) -> String {
    case.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}
