//! Widths of lines that ignore colours, and cutting lines to a width.

use unicode_width::UnicodeWidthChar;

/// What ends colours.
const RESET: &str = "\x1b[0m";

/// How many cells a line takes; colour codes take none.
pub(super) fn width(line: &str) -> usize {
    pieces(line).map(|piece| piece.1).sum()
}

/// Cuts a line to a width; a cut line ends with `…`, and colours end with it.
pub(super) fn cut(line: &str, most: usize) -> String {
    let line = line.trim_end();
    if width(line) <= most {
        return line.to_owned();
    }
    let mut text = String::new();
    let (mut cells, mut colored) = (0, false);
    for (piece, wide) in pieces(line) {
        if cells + wide > most.saturating_sub(1) {
            break;
        }
        colored |= wide == 0;
        cells += wide;
        text.push_str(piece);
    }
    text.push('…');
    if colored {
        text.push_str(RESET);
    }
    text
}

/// The parts of a line with their widths: colour codes and characters.
fn pieces(line: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let length = if first == '\x1b' {
            rest.find(|c: char| c.is_ascii_alphabetic()).map_or(rest.len(), |at| at + 1)
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        let wide = if first == '\x1b' { 0 } else { first.width().unwrap_or(0) };
        Some((piece, wide))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_take_no_room() {
        assert_eq!(width("\x1b[32m✔\x1b[0m a"), 3);
        assert_eq!(cut("\x1b[32mabcdef\x1b[0m", 4), "\x1b[32mabc…\x1b[0m");
        assert_eq!(cut("abcd", 4), "abcd");
        assert_eq!(width("日本"), 4);
    }
}
