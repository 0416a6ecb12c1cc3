//! Texts without what depends on the time and on the terminal.

use std::sync::LazyLock;

use regex::Regex;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}

static COLOURS: LazyLock<Regex> = LazyLock::new(|| pattern("\x1b\\[[0-9;]*[mHJ]"));
static AGO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\((now|a long while ago|\d+ (second|minute|hour|day|week|month|year)s? (ago|from now))\)")
});
static UNITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b\d+[smhd]\b"));
static DURATION: LazyLock<Regex> = LazyLock::new(|| pattern(r"((?:Duration|NextScheduledTime): +)\S.*"));
static BLANKS: LazyLock<Regex> = LazyLock::new(|| pattern(r" {2,}"));
static RESOURCES: LazyLock<Regex> = LazyLock::new(|| pattern(r"(ResourcesDuration: +).*"));

/// A text without colours, ages and the blanks that depend on their widths.
pub(crate) fn text(text: &str) -> String {
    let text = COLOURS.replace_all(text, "");
    let text = AGO.replace_all(&text, "(AGO)");
    let text = DURATION.replace_all(&text, "${1}TIME");
    let text = RESOURCES.replace_all(&text, "${1}USED");
    let text = UNITS.replace_all(&text, "TIME");
    let mut lines: Vec<String> =
        text.lines().map(|line| BLANKS.replace_all(line, "  ").trim_end().to_owned()).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

/// A text with its lines in order.
pub(crate) fn sorted(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines.join("\n")
}

/// The first lines that differ.
pub(crate) fn difference(theirs: &str, ours: &str) -> String {
    let (theirs, ours): (Vec<&str>, Vec<&str>) = (theirs.lines().collect(), ours.lines().collect());
    let same = theirs.iter().zip(&ours).take_while(|(a, b)| a == b).count();
    let mut out = String::new();
    for (sign, lines) in [('-', &theirs), ('+', &ours)] {
        for line in lines.iter().skip(same).take(4) {
            out.push(sign);
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
