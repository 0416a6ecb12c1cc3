//! The grammar of label selectors, with the messages of the Kubernetes library.

use super::label_rules::{key_problems, quoted, together, value_problems};
use super::labels::{LabelRequirement, Operator};

/// What a label selector cannot be read for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct LabelSelectorError(pub String);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    End,
    Word(String),
    /// One of `= == != ! ( ) , > <`.
    Sign(&'static str),
    /// Signs that mean nothing, as a message.
    Nonsense(String),
}

impl Token {
    fn literal(&self) -> &str {
        match self {
            Self::End => "",
            Self::Word(text) | Self::Nonsense(text) => text,
            Self::Sign(sign) => sign,
        }
    }
}

const SIGNS: &[&str] = &["=", "==", "!=", "!", "(", ")", ",", ">", "<"];

fn scan(selector: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = selector;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        let Some(first) = rest.chars().next() else { return tokens };
        let is_sign = |character: char| "=!(),><".contains(character);
        let (token, length) = if is_sign(first) {
            let run = rest.len() - rest.trim_start_matches(is_sign).len();
            longest_sign(rest.get(..run).unwrap_or(rest))
        } else {
            let end = rest.find(|c: char| is_sign(c) || " \t\r\n".contains(c)).unwrap_or(rest.len());
            (Token::Word(rest.get(..end).unwrap_or(rest).to_owned()), end)
        };
        tokens.push(token);
        rest = rest.get(length..).unwrap_or("");
    }
}

fn longest_sign(run: &str) -> (Token, usize) {
    let found = [2, 1].iter().find_map(|length| {
        let candidate = run.get(..*length)?;
        SIGNS.iter().find(|sign| **sign == candidate)
    });
    match found {
        Some(sign) => (Token::Sign(sign), sign.len()),
        None => (Token::Nonsense(format!("error expected: keyword found '{run}'")), run.len().max(1)),
    }
}

struct Parser {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
}

type Parsed<T> = Result<T, LabelSelectorError>;

fn fail<T>(message: String) -> Parsed<T> {
    Err(LabelSelectorError(message))
}

pub(super) fn parse(selector: &str) -> Parsed<Vec<LabelRequirement>> {
    let mut parser = Parser { tokens: scan(selector).into_iter().peekable() };
    let mut requirements = Vec::new();
    loop {
        match parser.peek() {
            Token::End => return Ok(requirements),
            Token::Word(_) | Token::Sign("!") => {}
            token => {
                return fail(format!(
                    "found '{}', expected: !, identifier, or 'end of string'",
                    token.literal()
                ));
            }
        }
        let requirement = parser.requirement();
        requirements.push(requirement.map_err(|LabelSelectorError(problem)| {
            LabelSelectorError(format!("unable to parse requirement: {problem}"))
        })?);
        match parser.next() {
            Token::End => return Ok(requirements),
            Token::Sign(",") => match parser.peek() {
                Token::Word(_) | Token::Sign("!") => {}
                token => {
                    return fail(format!("found '{}', expected: identifier after ','", token.literal()));
                }
            },
            token => return fail(format!("found '{}', expected: ',' or 'end of string'", token.literal())),
        }
    }
}

impl Parser {
    fn next(&mut self) -> Token {
        self.tokens.next().unwrap_or(Token::End)
    }

    fn peek(&mut self) -> Token {
        self.tokens.peek().cloned().unwrap_or(Token::End)
    }

    fn requirement(&mut self) -> Parsed<LabelRequirement> {
        let mut token = self.next();
        let absent = token == Token::Sign("!");
        if absent {
            token = self.next();
        }
        let Token::Word(key) = token else {
            return fail(format!("found '{}', expected: identifier", token.literal()));
        };
        check_key(&key)?;
        let alone = matches!(self.peek(), Token::End | Token::Sign(","));
        if absent || alone {
            let operator = if absent { Operator::DoesNotExist } else { Operator::Exists };
            return Ok(LabelRequirement { key, operator, values: Vec::new() });
        }
        let operator = self.operator()?;
        let mut values = match operator {
            Operator::In | Operator::NotIn => self.values()?,
            _ => vec![self.value()?],
        };
        values.sort();
        values.dedup();
        check_values(&key, operator, &values)?;
        Ok(LabelRequirement { key, operator, values })
    }

    fn operator(&mut self) -> Parsed<Operator> {
        let token = self.next();
        Ok(match token.literal() {
            "=" => Operator::Equals,
            "==" => Operator::DoubleEquals,
            "!=" => Operator::NotEquals,
            "in" => Operator::In,
            "notin" => Operator::NotIn,
            ">" => Operator::GreaterThan,
            "<" => Operator::LessThan,
            other => return fail(format!("found '{other}', expected: in, notin, =, ==, !=, gt, lt")),
        })
    }

    fn value(&mut self) -> Parsed<String> {
        if matches!(self.peek(), Token::End | Token::Sign(",")) {
            return Ok(String::new());
        }
        match self.next() {
            Token::Word(value) => Ok(value),
            token => fail(format!("found '{}', expected: identifier", token.literal())),
        }
    }

    fn values(&mut self) -> Parsed<Vec<String>> {
        let open = self.next();
        if open != Token::Sign("(") {
            return fail(format!("found '{}' expected: '('", open.literal()));
        }
        match self.peek() {
            Token::Word(_) | Token::Sign(",") => {}
            Token::Sign(")") => {
                self.next();
                return Ok(vec![String::new()]);
            }
            token => {
                return fail(format!("found '{}', expected: ',', ')' or identifier", token.literal()));
            }
        }
        let values = self.list()?;
        match self.next() {
            Token::Sign(")") => Ok(values),
            token => fail(format!("found '{}', expected: ')'", token.literal())),
        }
    }

    /// Reads values between commas; nothing between two signs is an empty value.
    fn list(&mut self) -> Parsed<Vec<String>> {
        let mut values = Vec::new();
        loop {
            match self.next() {
                Token::Word(value) => {
                    values.push(value);
                    match self.peek() {
                        Token::Sign(",") => {}
                        Token::Sign(")") => return Ok(values),
                        token => {
                            return fail(format!("found '{}', expected: ',' or ')'", token.literal()));
                        }
                    }
                }
                Token::Sign(",") => {
                    if values.is_empty() {
                        values.push(String::new());
                    }
                    match self.peek() {
                        Token::Sign(")") => {
                            values.push(String::new());
                            return Ok(values);
                        }
                        Token::Sign(",") => {
                            self.next();
                            values.push(String::new());
                        }
                        _ => {}
                    }
                }
                token => return fail(format!("found '{}', expected: ',', or identifier", token.literal())),
            }
        }
    }
}

fn check_key(key: &str) -> Parsed<()> {
    let problems = key_problems(key);
    if problems.is_empty() {
        return Ok(());
    }
    fail(format!("<nil>: Invalid value: {}: {}", quoted(key), problems.join("; ")))
}

fn check_values(key: &str, operator: Operator, values: &[String]) -> Parsed<()> {
    let mut problems = Vec::new();
    if matches!(operator, Operator::GreaterThan | Operator::LessThan) {
        for (index, value) in values.iter().enumerate() {
            if value.parse::<i64>().is_err() {
                problems.push(format!(
                    "values[{index}]: Invalid value: {}: for 'Gt', 'Lt' operators, the value must be an integer",
                    quoted(value)
                ));
            }
        }
    }
    problems.extend(value_problems(key, values));
    together(problems).map_or(Ok(()), fail)
}
