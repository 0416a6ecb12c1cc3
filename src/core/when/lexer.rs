//! Text to tokens.

use super::stream::{Blanks, Stream};
use super::times::time_of;
use super::token::{Kind, Token};
use super::value::Value;

const MODIFIERS: &[&str] = &["+", "-", "*", "/", "%", "**", "&", "|", "^", ">>", "<<"];
const COMPARATORS: &[&str] = &["==", "!=", ">", ">=", "<", "<=", "=~", "!~", "in"];
const LOGICAL: &[&str] = &["&&", "||"];
const TERNARY: &[&str] = &["?", ":", "??"];
const PREFIXES: &[&str] = &["-", "!", "~"];

/// Reads all tokens.
///
/// # Errors
/// The reference's message for the first thing that is no token.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut stream = Stream::new(text);
    let mut tokens: Vec<Token> = Vec::new();
    loop {
        while stream.peek().is_some_and(char::is_whitespace) {
            stream.next();
        }
        let Some(character) = stream.next() else { return Ok(tokens) };
        let before = tokens.last().map_or(Kind::Start, |token| token.kind);
        tokens.push(token(&mut stream, character, before)?);
    }
}

fn token(stream: &mut Stream, character: char, before: Kind) -> Result<Token, String> {
    if is_numeric(character) {
        return number(stream, character);
    }
    match character {
        ',' => Ok(Token::word(Kind::Separator, ",")),
        // The reference keeps brackets as character codes, which its messages show.
        '(' => Ok(Token::new(Kind::Clause, Value::Number(40.0))),
        ')' => Ok(Token::new(Kind::ClauseClose, Value::Number(41.0))),
        '[' => match stream.until(Blanks::Keep, |c| c != ']')? {
            (name, true) => {
                stream.next();
                Ok(Token::word(Kind::Variable, &name))
            }
            (_, false) => Err("Unclosed parameter bracket".to_owned()),
        },
        '\'' | '"' => match stream.until(Blanks::Keep, is_not_quote)? {
            (text, true) => {
                stream.next();
                Ok(text_or_time(text))
            }
            (_, false) => Err("Unclosed string literal".to_owned()),
        },
        letter if letter.is_alphabetic() => {
            stream.back();
            name(stream.until(Blanks::End, is_name)?.0)
        }
        _ => {
            stream.back();
            symbol(&stream.until(Blanks::End, is_symbol)?.0, before)
        }
    }
}

fn number(stream: &mut Stream, first: char) -> Result<Token, String> {
    if first == '0' && stream.peek() == Some('x') {
        stream.next();
        let (digits, _) = stream.until(Blanks::End, |c| c.is_ascii_hexdigit())?;
        let number = u64::from_str_radix(&digits, 16)
            .map_err(|_| format!("Unable to parse hex value '{digits}' to uint64\n"))?;
        return Ok(Token::new(Kind::Numeric, Value::Number(number as f64)));
    }
    stream.back();
    let (digits, _) = stream.until(Blanks::End, is_numeric)?;
    let number: f64 =
        digits.parse().map_err(|_| format!("Unable to parse numeric value '{digits}' to float64\n"))?;
    Ok(Token::new(Kind::Numeric, Value::Number(number)))
}

fn text_or_time(text: String) -> Token {
    match time_of(&text) {
        Some(time) => Token {
            kind: Kind::Time,
            value: Value::Number(time.as_second() as f64),
            shown: time.strftime("%Y-%m-%d %H:%M:%S +0000 UTC").to_string(),
        },
        None => Token::new(Kind::String, Value::Text(text)),
    }
}

/// A word: a constant, the operator `in`, a name, or a name with fields.
fn name(word: String) -> Result<Token, String> {
    if word.contains('.') {
        return accessor(&word);
    }
    Ok(match word.as_str() {
        "true" => Token::new(Kind::Boolean, Value::Bool(true)),
        "false" => Token::new(Kind::Boolean, Value::Bool(false)),
        "in" | "IN" => Token::word(Kind::Comparator, "in"),
        _ => Token::word(Kind::Variable, &word),
    })
}

fn accessor(word: &str) -> Result<Token, String> {
    if word.ends_with('.') {
        return Err(format!("Hanging accessor on token '{word}'"));
    }
    let mut parts = word.split('.');
    let first = parts.next().unwrap_or_default();
    for field in parts {
        if field.chars().next().is_some_and(|c| !c.to_uppercase().eq([c])) {
            return Err(format!("Unable to access unexported field '{field}' in token '{word}'"));
        }
    }
    let shown = format!("[{}]", word.replace('.', " "));
    Ok(Token { kind: Kind::Accessor, value: Value::Text(first.to_owned()), shown })
}

fn symbol(text: &str, before: Kind) -> Result<Token, String> {
    let kinds = [
        (MODIFIERS, Kind::Modifier),
        (LOGICAL, Kind::Logical),
        (COMPARATORS, Kind::Comparator),
        (TERNARY, Kind::Ternary),
    ];
    if before.may_precede(Kind::Prefix) && PREFIXES.contains(&text) {
        return Ok(Token::word(Kind::Prefix, text));
    }
    match kinds.iter().find(|(words, _)| words.contains(&text)) {
        Some((_, kind)) => Ok(Token::word(*kind, text)),
        None => Err(format!("Invalid token: '{text}'")),
    }
}

fn is_numeric(c: char) -> bool {
    c.is_numeric() || c == '.'
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}

fn is_not_quote(c: char) -> bool {
    c != '\'' && c != '"'
}

fn is_symbol(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '(' | ')' | '[' | ']') && is_not_quote(c)
}
