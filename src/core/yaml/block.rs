//! Literal (`|`) and folded (`>`) block scalars.

use super::cursor::Cursor;
use super::error::YamlError;
use super::token::{Kind, Style, Token};

/// What happens to the line breaks at the end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chomp {
    Strip,
    Clip,
    Keep,
}

/// Reads a block scalar inside a block collection at column `parent` (-1 = none).
pub(super) fn scan(cursor: &mut Cursor<'_>, parent: isize) -> Result<Token, YamlError> {
    let start = cursor.mark;
    let folded = cursor.byte(0) == b'>';
    cursor.skip();
    let (chomp, increment) = header(cursor)?;
    let base = usize::try_from(parent).unwrap_or(0);
    let mut indent = increment.map_or(0, |increment| base + increment);
    let least = usize::try_from(parent + 1).unwrap_or(0).max(1);

    let mut value = String::new();
    let mut line_break = String::new();
    let mut empty_lines = String::new();
    let mut end = cursor.mark;
    let mut after_blank = false;
    skip_indentation(cursor, &mut indent, least, &mut empty_lines)?;
    while cursor.mark.column == indent && !cursor.at_end() {
        let blank = cursor.is_blank(0);
        if folded && !after_blank && !blank && line_break.starts_with('\n') {
            if empty_lines.is_empty() {
                value.push(' ');
            }
        } else {
            value.push_str(&line_break);
        }
        line_break.clear();
        value.push_str(&empty_lines);
        empty_lines.clear();
        after_blank = blank;
        value.push_str(cursor.rest_of_line());
        end = cursor.mark;
        cursor.take_break(&mut line_break);
        skip_indentation(cursor, &mut indent, least, &mut empty_lines)?;
    }
    if chomp != Chomp::Strip {
        value.push_str(&line_break);
    }
    if chomp == Chomp::Keep {
        value.push_str(&empty_lines);
    }
    Ok(Token { kind: Kind::Scalar { value, style: Style::Quoted }, start, end })
}

/// Reads the signs after `|` or `>` and the rest of that line.
fn header(cursor: &mut Cursor<'_>) -> Result<(Chomp, Option<usize>), YamlError> {
    let mut chomp = chomping(cursor);
    let mut increment = None;
    if cursor.byte(0).is_ascii_digit() {
        if cursor.byte(0) == b'0' {
            return Err(cursor.error("found an indentation indicator equal to 0"));
        }
        increment = Some(usize::from(cursor.byte(0) - b'0'));
        cursor.skip();
        if chomp.is_none() {
            chomp = chomping(cursor);
        }
    }
    cursor.skip_blanks();
    cursor.skip_comment();
    if !cursor.is_break_or_end(0) {
        return Err(cursor.error("did not find expected comment or line break"));
    }
    cursor.skip_break();
    Ok((chomp.unwrap_or(Chomp::Clip), increment))
}

fn chomping(cursor: &mut Cursor<'_>) -> Option<Chomp> {
    let chomp = match cursor.byte(0) {
        b'+' => Chomp::Keep,
        b'-' => Chomp::Strip,
        _ => return None,
    };
    cursor.skip();
    Some(chomp)
}

/// Passes over indentation and empty lines; `indent` 0 means: find out, at least `least`.
fn skip_indentation(
    cursor: &mut Cursor<'_>,
    indent: &mut usize,
    least: usize,
    empty_lines: &mut String,
) -> Result<(), YamlError> {
    let mut deepest = 0;
    loop {
        while (*indent == 0 || cursor.mark.column < *indent) && cursor.byte(0) == b' ' {
            cursor.skip();
        }
        deepest = deepest.max(cursor.mark.column);
        if (*indent == 0 || cursor.mark.column < *indent) && cursor.byte(0) == b'\t' {
            return Err(cursor.error("found a tab character where an indentation space is expected"));
        }
        if !cursor.is_break(0) {
            break;
        }
        cursor.take_break(empty_lines);
    }
    if *indent == 0 {
        *indent = deepest.max(least);
    }
    Ok(())
}
