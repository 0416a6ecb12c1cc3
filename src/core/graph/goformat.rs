//! Go's `fmt.Sprintf` for one integer.

/// Flags, width and precision of a verb.
#[derive(Clone, Copy, Default)]
struct Spec {
    plus: bool,
    minus: bool,
    sharp: bool,
    space: bool,
    zero: bool,
    width: Option<usize>,
    precision: Option<usize>,
}

/// Wider numbers make no sense, and would fill the memory.
const WIDEST: usize = 1_000;

/// Prints an integer by a format of Go, with Go's complaints inside the text where the format does not fit.
pub(super) fn sprintf(format: &str, number: i64) -> String {
    let mut out = String::new();
    let mut used = 0;
    let mut reordered = false;
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        let mut reader = Reader { rest, used, number, reordered, bad_index: false };
        out.push_str(&reader.verb());
        (rest, used, reordered) = (reader.rest, reader.used, reader.reordered);
    }
    out.push_str(rest);
    if used == 0 && !reordered {
        out.extend(["%!(EXTRA int=", &number.to_string(), ")"]);
    }
    out
}

struct Reader<'a> {
    rest: &'a str,
    /// How many arguments were taken; there is one.
    used: usize,
    number: i64,
    reordered: bool,
    bad_index: bool,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = self.rest.get(c.len_utf8()..).unwrap_or_default();
        Some(c)
    }

    fn verb(&mut self) -> String {
        let mut spec = Spec::default();
        while let Some(flag) = self.rest.chars().next().filter(|c| "+-# 0".contains(*c)) {
            match flag {
                '+' => spec.plus = true,
                '-' => spec.minus = true,
                '#' => spec.sharp = true,
                ' ' => spec.space = true,
                _ => spec.zero = true,
            }
            self.next();
        }
        self.index();
        let mut complaint = String::new();
        spec.width = self.size(&mut complaint, "%!(BADWIDTH)");
        if self.rest.starts_with('.') {
            self.next();
            self.index();
            spec.precision = self.size(&mut complaint, "%!(BADPREC)").or(Some(0));
        }
        self.index();
        let Some(verb) = self.next() else { return format!("{complaint}%!(NOVERB)") };
        let shown = match verb {
            '%' => "%".to_owned(),
            verb if self.bad_index => format!("%!{verb}(BADINDEX)"),
            verb if self.used > 0 => format!("%!{verb}(MISSING)"),
            verb => {
                self.used = 1;
                print(verb, self.number, spec)
            }
        };
        complaint + &shown
    }

    /// `[1]`: the argument that comes next.
    fn index(&mut self) {
        let Some(inside) = self.rest.strip_prefix('[') else { return };
        self.reordered = true;
        let Some((digits, rest)) = inside.split_once(']') else {
            self.bad_index = true;
            self.rest = inside;
            return;
        };
        self.rest = rest;
        match digits.parse::<usize>() {
            Ok(1) => self.used = 0,
            _ => self.bad_index = true,
        }
    }

    /// Digits, or `*` for the argument.
    fn size(&mut self, complaint: &mut String, bad: &str) -> Option<usize> {
        if self.rest.starts_with('*') {
            self.next();
            let size = (self.used == 0).then(|| usize::try_from(self.number).ok()).flatten();
            self.used = 1;
            if size.is_none() {
                complaint.push_str(bad);
            }
            return size.map(|size| size.min(WIDEST));
        }
        let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
        let size = self.rest.get(..end).filter(|digits| !digits.is_empty())?.parse::<usize>().ok();
        self.rest = self.rest.get(end..).unwrap_or_default();
        size.map(|size| size.min(WIDEST))
    }
}

fn print(verb: char, number: i64, spec: Spec) -> String {
    match verb {
        'd' | 'v' => integer(number, 10, "", false, spec),
        'b' => integer(number, 2, if spec.sharp { "0b" } else { "" }, false, spec),
        'o' => integer(number, 8, if spec.sharp { "0" } else { "" }, false, spec),
        'O' => integer(number, 8, "0o", false, spec),
        'x' => integer(number, 16, if spec.sharp { "0x" } else { "" }, false, spec),
        'X' => integer(number, 16, if spec.sharp { "0X" } else { "" }, true, spec),
        'c' => pad(&character(number).to_string(), spec),
        'q' => pad(&quoted(character(number)), spec),
        'U' => {
            let digits = format!("{:04X}", number as u64);
            let name = if spec.sharp { format!(" '{}'", character(number)) } else { String::new() };
            pad(&format!("U+{digits}{name}"), Spec { zero: false, ..spec })
        }
        'T' => pad("int", spec),
        other => format!("%!{other}(int={})", integer(number, 10, "", false, spec)),
    }
}

fn integer(number: i64, base: u64, prefix: &str, upper: bool, spec: Spec) -> String {
    let sign = match (number < 0, spec.plus, spec.space) {
        (true, ..) => "-",
        (_, true, _) => "+",
        (_, _, true) => " ",
        _ => "",
    };
    let least = match (spec.precision, spec.width) {
        (Some(0), _) if number == 0 => return pad("", Spec { zero: false, ..spec }),
        (Some(precision), _) => precision,
        (None, Some(width)) if spec.zero && !spec.minus => width.saturating_sub(sign.len()),
        _ => 0,
    };
    let mut digits = in_base(number.unsigned_abs(), base);
    if upper {
        digits = digits.to_uppercase();
    }
    let digits = format!("{digits:0>least$}");
    let prefix = if prefix == "0" && digits.starts_with('0') { "" } else { prefix };
    pad(&format!("{sign}{prefix}{digits}"), Spec { zero: false, ..spec })
}

fn in_base(number: u64, base: u64) -> String {
    match base {
        2 => format!("{number:b}"),
        8 => format!("{number:o}"),
        16 => format!("{number:x}"),
        _ => number.to_string(),
    }
}

fn pad(text: &str, spec: Spec) -> String {
    let width = spec.width.unwrap_or_default();
    match (spec.minus, spec.zero) {
        (true, _) => format!("{text:<width$}"),
        (false, true) => format!("{text:0>width$}"),
        (false, false) => format!("{text:>width$}"),
    }
}

fn character(number: i64) -> char {
    u32::try_from(number).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// A character in Go's single quotes.
fn quoted(c: char) -> String {
    match c {
        '\u{7}' => "'\\a'".to_owned(),
        '\u{8}' => "'\\b'".to_owned(),
        '\u{c}' => "'\\f'".to_owned(),
        '\n' => "'\\n'".to_owned(),
        '\r' => "'\\r'".to_owned(),
        '\t' => "'\\t'".to_owned(),
        '\u{b}' => "'\\v'".to_owned(),
        '\'' => "'\\''".to_owned(),
        '\\' => "'\\\\'".to_owned(),
        c if c.is_ascii_control() => format!("'\\x{:02x}'", u32::from(c)),
        c => format!("'{c}'"),
    }
}
