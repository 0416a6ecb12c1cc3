//! Where a byte is in YAML between brackets: `{name: a, template: |`.

use super::outline::Spot;
use crate::core::text::pointer::escaped;

enum Around {
    Map { key: Option<String>, keys: Vec<String> },
    List(usize),
}

/// What is being written at the end of `text`, which is the beginning of the value at `base`; `start` is where it begins.
pub(super) fn spot(base: &str, text: &str, start: usize) -> Spot {
    let mut around: Vec<Around> = Vec::new();
    let mut word = 0;
    let mut quote = None;
    for (at, character) in text.char_indices() {
        if let Some(open) = quote {
            if character == open {
                quote = None;
            }
            continue;
        }
        let written = text.get(word..at).unwrap_or_default().trim();
        match character {
            '"' | '\'' if written.is_empty() => {
                quote = Some(character);
                word = at + 1;
                continue;
            }
            '{' => around.push(Around::Map { key: None, keys: Vec::new() }),
            '[' => around.push(Around::List(0)),
            '}' | ']' => drop(around.pop()),
            ',' => match around.last_mut() {
                Some(Around::Map { key, .. }) => *key = None,
                Some(Around::List(index)) => *index += 1,
                None => {}
            },
            ':' => match around.last_mut() {
                Some(Around::Map { key, keys }) if key.is_none() => {
                    let name = written.trim_matches(['"', '\'']).to_owned();
                    keys.push(name.clone());
                    *key = Some(name);
                }
                _ => continue,
            },
            _ => continue,
        }
        word = at + 1;
    }
    let written = text.get(word..).unwrap_or_default();
    let begin = start + word + (written.len() - written.trim_start().len());
    let mut spot = Spot { parent: base.to_owned(), word: begin..start + text.len(), ..Spot::default() };
    let last = around.len().saturating_sub(1);
    for (index, one) in around.iter().enumerate() {
        match one {
            Around::Map { key: Some(key), keys } if index == last => {
                spot.key = Some(key.clone());
                spot.keys.clone_from(keys);
            }
            Around::Map { key: Some(key), .. } => {
                spot.parent.push('/');
                spot.parent.push_str(&escaped(key));
            }
            Around::Map { key: None, keys } => spot.keys.clone_from(keys),
            Around::List(index) => spot.parent.extend(["/".to_owned(), index.to_string()]),
        }
    }
    spot
}
