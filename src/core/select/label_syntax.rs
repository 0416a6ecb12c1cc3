//! The grammar of label selectors, with the messages of the Kubernetes library.

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

const NAME_RULE: &str = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an \
    alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is \
    '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

const PREFIX_RULE: &str = "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric \
    characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used \
    for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

const VALUE_RULE: &str = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or \
    '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex \
    used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

fn check_key(key: &str) -> Parsed<()> {
    let mut problems = Vec::new();
    let parts: Vec<_> = key.split('/').collect();
    match parts[..] {
        [name] => check_name(name, &mut problems),
        [prefix, name] => {
            if prefix.is_empty() {
                problems.push("prefix part must be non-empty".to_owned());
            } else {
                if prefix.len() > 253 {
                    problems.push("prefix part must be no more than 253 bytes".to_owned());
                }
                let label = |label: &str| {
                    is_framed(label, |c| c.is_ascii_lowercase() || c.is_ascii_digit(), |c| c == '-')
                };
                if !prefix.split('.').all(label) {
                    problems.push(PREFIX_RULE.to_owned());
                }
            }
            check_name(name, &mut problems);
        }
        _ => problems.push(format!(
            "a valid label key {NAME_RULE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
        )),
    }
    if problems.is_empty() {
        return Ok(());
    }
    fail(format!("<nil>: Invalid value: {}: {}", quoted(key), problems.join("; ")))
}

fn check_name(name: &str, problems: &mut Vec<String>) {
    if name.is_empty() {
        problems.push("name part must be non-empty".to_owned());
    } else if name.len() > 63 {
        problems.push("name part must be no more than 63 bytes".to_owned());
    }
    if !is_name(name) {
        problems.push(format!("name part {NAME_RULE}"));
    }
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
    for (index, value) in values.iter().enumerate() {
        let mut rules = Vec::new();
        if value.len() > 63 {
            rules.push("must be no more than 63 bytes");
        }
        if !value.is_empty() && !is_name(value) {
            rules.push(VALUE_RULE);
        }
        if !rules.is_empty() {
            problems.push(format!(
                "values[{index}][{key}]: Invalid value: {}: {}",
                quoted(value),
                rules.join("; ")
            ));
        }
    }
    match problems.as_slice() {
        [] => Ok(()),
        [problem] => fail(problem.clone()),
        problems => fail(format!("[{}]", problems.join(", "))),
    }
}

fn is_name(text: &str) -> bool {
    is_framed(text, |c| c.is_ascii_alphanumeric(), |c| matches!(c, '-' | '_' | '.'))
}

/// Whether a text begins and ends with `edge` characters and has only those and `inner` ones.
fn is_framed(text: &str, edge: impl Fn(char) -> bool, inner: impl Fn(char) -> bool) -> bool {
    text.chars().next().is_some_and(&edge)
        && text.chars().next_back().is_some_and(&edge)
        && text.chars().all(|character| edge(character) || inner(character))
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
