//! Label selectors: `a=b,c!=d,e in (f,g),h notin (i),j,!k,l>3`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::error::ApiError;

/// A parsed label selector.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::engine::apiserver) struct LabelSelector(Vec<Test>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Test {
    Present(String),
    Absent(String),
    In(String, BTreeSet<String>),
    NotIn(String, BTreeSet<String>),
    Greater(String, i64),
    Less(String, i64),
}

impl LabelSelector {
    /// # Errors
    /// When a part is not understood.
    pub(in crate::engine::apiserver) fn parse(text: &str) -> Result<Self, ApiError> {
        Parser { tokens: tokens(text), at: 0 }.selector().map(Self).map_err(ApiError::bad_request)
    }

    /// Whether it selects everything.
    pub(in crate::engine::apiserver) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Texts that the JSON of metadata has when its labels pass.
    pub(in crate::engine::apiserver) fn texts(&self) -> Vec<String> {
        // What has to be escaped in JSON is in no label; where it is asked for, nothing has it.
        let fixed = self.0.iter().filter_map(|test| match test {
            Test::In(key, values) if values.len() == 1 => Some((key, values.first()?)),
            _ => None,
        });
        fixed
            .map(|(key, value)| format!("{}:{}", Value::from(key.as_str()), Value::from(value.as_str())))
            .collect()
    }

    /// Texts of which none may be in the JSON of metadata; `None` where more is asked for than labels that are not there.
    pub(in crate::engine::apiserver) fn absent(&self) -> Option<Vec<String>> {
        let key = |test: &Test| match test {
            Test::Absent(key) => Some(Value::from(key.as_str()).to_string()),
            _ => None,
        };
        self.0.iter().map(key).collect()
    }

    /// Whether labels pass.
    pub(in crate::engine::apiserver) fn matches(&self, labels: &BTreeMap<String, String>) -> bool {
        let number = |key: &str| labels.get(key).and_then(|v| v.parse::<i64>().ok());
        self.0.iter().all(|test| match test {
            Test::Present(key) => labels.contains_key(key),
            Test::Absent(key) => !labels.contains_key(key),
            Test::In(key, values) => labels.get(key).is_some_and(|v| values.contains(v)),
            Test::NotIn(key, values) => labels.get(key).is_none_or(|v| !values.contains(v)),
            Test::Greater(key, than) => number(key).is_some_and(|n| n > *than),
            Test::Less(key, than) => number(key).is_some_and(|n| n < *than),
        })
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Sign(&'static str),
}

impl Token {
    fn text(&self) -> &str {
        match self {
            Self::Word(word) => word,
            Self::Sign(sign) => sign,
        }
    }
}

const SIGNS: &[&str] = &["==", "!=", "=", "!", "(", ")", ",", ">", "<"];

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            tokens.push(Token::Sign(sign));
            rest = rest.get(sign.len()..).unwrap_or_default().trim_start();
            continue;
        }
        let end = rest.find(|c: char| c.is_whitespace() || "=!(),<>".contains(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        tokens.push(Token::Word(word.to_owned()));
        rest = after.trim_start();
    }
    tokens
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn selector(mut self) -> Result<Vec<Test>, String> {
        let mut tests = Vec::new();
        loop {
            match self.peek() {
                None => return Ok(tests),
                Some(Token::Word(_) | Token::Sign("!")) => {}
                Some(other) => {
                    return Err(format!(
                        "found '{}', expected: !, identifier, or 'end of string'",
                        other.text()
                    ));
                }
            }
            let test = self.requirement().map_err(|why| format!("unable to parse requirement: {why}"))?;
            tests.push(test);
            match self.next() {
                None => return Ok(tests),
                Some(Token::Sign(",")) => match self.peek() {
                    Some(Token::Word(_) | Token::Sign("!")) => {}
                    other => {
                        let found = other.map_or("", Token::text);
                        return Err(format!("found '{found}', expected: identifier after ','"));
                    }
                },
                Some(other) => {
                    return Err(format!("found '{}', expected: ',' or 'end of string'", other.text()));
                }
            }
        }
    }

    fn requirement(&mut self) -> Result<Test, String> {
        let absent = self.peek() == Some(&Token::Sign("!"));
        if absent {
            self.at += 1;
        }
        let key = match self.next() {
            Some(Token::Word(key)) => key,
            other => {
                return Err(format!(
                    "found '{}', expected: identifier",
                    other.as_ref().map_or("", Token::text)
                ));
            }
        };
        if absent {
            return Ok(Test::Absent(key));
        }
        match self.peek().cloned() {
            None | Some(Token::Sign(",")) => Ok(Test::Present(key)),
            Some(token) => {
                self.at += 1;
                self.comparison(key, &token)
            }
        }
    }

    fn comparison(&mut self, key: String, sign: &Token) -> Result<Test, String> {
        match sign.text() {
            "in" => Ok(Test::In(key, self.values()?)),
            "notin" => Ok(Test::NotIn(key, self.values()?)),
            "=" | "==" => Ok(Test::In(key, BTreeSet::from([self.value()?]))),
            "!=" => Ok(Test::NotIn(key, BTreeSet::from([self.value()?]))),
            ">" | "gt" => Ok(Test::Greater(key, self.number()?)),
            "<" | "lt" => Ok(Test::Less(key, self.number()?)),
            other => Err(format!("found '{other}', expected: in, notin, =, ==, !=, gt, lt")),
        }
    }

    /// The value of a comparison, which may be empty.
    fn value(&mut self) -> Result<String, String> {
        match self.peek() {
            None | Some(Token::Sign(",")) => Ok(String::new()),
            Some(Token::Word(_)) => Ok(self.next().map_or_else(String::new, |t| t.text().to_owned())),
            Some(other) => Err(format!("found '{}', expected: identifier", other.text())),
        }
    }

    fn number(&mut self) -> Result<i64, String> {
        let text = self.value()?;
        text.parse().map_err(|_| {
            format!(
                "values[0]: Invalid value: {text:?}: for 'Gt', 'Lt' operators, the value must be an integer"
            )
        })
    }

    fn values(&mut self) -> Result<BTreeSet<String>, String> {
        match self.next() {
            Some(Token::Sign("(")) => {}
            other => {
                return Err(format!("found '{}' expected: '('", other.as_ref().map_or("", Token::text)));
            }
        }
        let mut values = BTreeSet::new();
        let mut last = String::new();
        loop {
            match self.next() {
                Some(Token::Word(word)) if last.is_empty() => last = word,
                Some(Token::Sign(",")) => {
                    values.insert(std::mem::take(&mut last));
                }
                Some(Token::Sign(")")) => {
                    values.insert(last);
                    return Ok(values);
                }
                other => {
                    let found = other.as_ref().map_or("", Token::text);
                    return Err(format!("found '{found}', expected: ',', or ')'"));
                }
            }
        }
    }
}
