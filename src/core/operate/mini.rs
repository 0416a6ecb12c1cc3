//! A small reader of conditions: names, literals, comparisons and `&& || !`.

use serde_json::Value;

/// Evaluates a condition. `look` gives the value of a word; quoted words are looked up first, then taken as text.
pub(super) fn evaluate(text: &str, look: &dyn Fn(&str) -> Option<Value>) -> Result<Value, String> {
    let tokens = tokens(text)?;
    let mut reader = Reader { tokens: &tokens, at: 0, look };
    let value = reader.choose()?;
    if reader.at < tokens.len() {
        return Err(format!("unexpected '{}'", tokens[reader.at].text));
    }
    Ok(value)
}

#[derive(Debug, Clone, PartialEq)]
struct Token {
    text: String,
    quoted: bool,
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let two = rest.get(..2).unwrap_or_default();
        let length = if matches!(two, "==" | "!=" | "&&" | "||" | ">=" | "<=" | "=~" | "!~") {
            found.push(Token { text: two.to_owned(), quoted: false });
            2
        } else if "!()<>?:".contains(first) {
            found.push(Token { text: first.to_string(), quoted: false });
            1
        } else if first == '\'' || first == '"' {
            let end = rest[1..].find(['\'', '"']).ok_or("unclosed string literal")?;
            found.push(Token { text: rest[1..=end].to_owned(), quoted: true });
            end + 2
        } else {
            let mut depth = 0;
            let end = rest
                .find(|c: char| {
                    depth += i32::from(c == '[') - i32::from(c == ']');
                    depth <= 0 && (c.is_whitespace() || "!=()<>&|?".contains(c))
                })
                .unwrap_or(rest.len());
            if end == 0 {
                return Err(format!("Invalid token: '{first}'"));
            }
            found.push(Token { text: rest[..end].to_owned(), quoted: false });
            end
        };
        rest = rest[length..].trim_start();
    }
    Ok(found)
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    look: &'a dyn Fn(&str) -> Option<Value>,
}

impl Reader<'_> {
    fn take(&mut self, words: &[&str]) -> Option<String> {
        let token = self.tokens.get(self.at)?;
        let found = !token.quoted && words.contains(&token.text.as_str());
        self.at += usize::from(found);
        found.then(|| token.text.clone())
    }

    /// `condition ? one : other`
    fn choose(&mut self) -> Result<Value, String> {
        let condition = self.either()?;
        if self.take(&["?"]).is_none() {
            return Ok(condition);
        }
        let one = self.choose()?;
        self.take(&[":"]).ok_or("missing : of a choice")?;
        let other = self.choose()?;
        Ok(if truth(&condition)? { one } else { other })
    }

    fn either(&mut self) -> Result<Value, String> {
        let mut left = self.both()?;
        while self.take(&["||"]).is_some() {
            let right = self.both()?;
            left = (truth(&left)? | truth(&right)?).into();
        }
        Ok(left)
    }

    fn both(&mut self) -> Result<Value, String> {
        let mut left = self.compare()?;
        while self.take(&["&&"]).is_some() {
            let right = self.compare()?;
            left = (truth(&left)? & truth(&right)?).into();
        }
        Ok(left)
    }

    fn compare(&mut self) -> Result<Value, String> {
        let left = self.word()?;
        let Some(operator) = self.take(&["==", "!=", "<", ">", "<=", ">=", "=~", "!~"]) else {
            return Ok(left);
        };
        let right = self.word()?;
        if matches!(operator.as_str(), "=~" | "!~") {
            let pattern = regex::Regex::new(&plain(&right)).map_err(|e| e.to_string())?;
            return Ok((pattern.is_match(&plain(&left)) == (operator == "=~")).into());
        }
        let order = match (left.as_f64(), right.as_f64()) {
            (Some(a), Some(b)) => a.partial_cmp(&b),
            _ => left.as_str().zip(right.as_str()).map(|(a, b)| a.cmp(b)),
        };
        let same = order.map_or(left == right, std::cmp::Ordering::is_eq);
        Ok(match operator.as_str() {
            "==" => same,
            "!=" => !same,
            "<" => order.is_some_and(std::cmp::Ordering::is_lt),
            ">" => order.is_some_and(std::cmp::Ordering::is_gt),
            "<=" => order.is_some_and(std::cmp::Ordering::is_le),
            _ => order.is_some_and(std::cmp::Ordering::is_ge),
        }
        .into())
    }

    fn word(&mut self) -> Result<Value, String> {
        if self.take(&["!"]).is_some() {
            let value = self.word()?;
            return Ok((!truth(&value)?).into());
        }
        if self.take(&["("]).is_some() {
            let value = self.choose()?;
            return self.take(&[")"]).map(|_| value).ok_or_else(|| "missing )".to_owned());
        }
        let token = self.tokens.get(self.at).ok_or("Unexpected end of expression")?;
        self.at += 1;
        if let Some(value) = (self.look)(&token.text) {
            return Ok(value);
        }
        if token.quoted {
            return Ok(token.text.clone().into());
        }
        if let Ok(value @ (Value::Number(_) | Value::Bool(_))) = serde_json::from_str(&token.text) {
            return Ok(value);
        }
        Ok(token.text.clone().into())
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn truth(value: &Value) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| format!("{value} is not a truth value"))
}

/// Whether a step runs, by its `when`.
pub(super) fn should_execute(when: &str) -> Result<bool, String> {
    if when.is_empty() {
        return Ok(true);
    }
    let value = evaluate(when, &|_| None).map_err(|e| format!("Invalid 'when' expression '{when}': {e}"))?;
    value.as_bool().ok_or_else(|| {
        format!("Expected boolean evaluation for '{when}'. Got {}", value.as_str().unwrap_or_default())
    })
}
