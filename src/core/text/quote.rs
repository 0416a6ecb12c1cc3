//! Text quoted as Go's `strconv.Quote` does.

/// Text in double quotes, with what is not printable escaped.
pub fn go_quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    go_escape(text, &mut out);
    out.push('"');
    out
}

/// The inside of [`go_quote`].
pub(in crate::core) fn go_escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{b}' => out.push_str("\\v"),
            c if is_printable(c) => out.push(c),
            c if u32::from(c) < 0x80 => push_hex(out, 'x', u32::from(c), 2),
            c if u32::from(c) < 0x10000 => push_hex(out, 'u', u32::from(c), 4),
            c => push_hex(out, 'U', u32::from(c), 8),
        }
    }
}

fn push_hex(out: &mut String, kind: char, code: u32, digits: u32) {
    out.push('\\');
    out.push(kind);
    out.extend((0..digits).rev().filter_map(|at| char::from_digit(code >> (4 * at) & 15, 16)));
}

/// Near enough to Go's `IsPrint`: letters, marks, numbers, punctuation, symbols and the ASCII blank.
fn is_printable(c: char) -> bool {
    match c {
        ' ' => true,
        c if c.is_control() || c.is_whitespace() => false,
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => false,
        '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' => false,
        c if u32::from(c) >= 0xe0000 => false,
        _ => true,
    }
}
