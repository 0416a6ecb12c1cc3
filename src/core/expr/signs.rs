//! Signs and words as operators.

use super::ast::{Kind, Node, Operator};

/// `a < b < c` means `a < b && b < c`.
pub(super) fn combine(left: Node, operator: Operator, right: Node, at: usize) -> Node {
    use Operator::{Greater, GreaterEqual, Less, LessEqual};
    let compares = |o: Operator| matches!(o, Less | Greater | LessEqual | GreaterEqual);
    if compares(operator)
        && let Kind::Binary(before, _, middle) = &left.kind
        && (compares(*before) || *before == Operator::And && is_comparison(middle))
    {
        let middle = if let Kind::Binary(_, _, last) = &middle.kind
            && *before == Operator::And
        {
            last.clone()
        } else {
            middle.clone()
        };
        let second = Node { kind: Kind::Binary(operator, middle, Box::new(right)), at };
        return Node { kind: Kind::Binary(Operator::And, Box::new(left), Box::new(second)), at };
    }
    Node { kind: Kind::Binary(operator, Box::new(left), Box::new(right)), at }
}

fn is_comparison(node: &Node) -> bool {
    use Operator::{Greater, GreaterEqual, Less, LessEqual};
    matches!(&node.kind, Kind::Binary(Less | Greater | LessEqual | GreaterEqual, _, _))
}

pub(super) fn sign_operator(sign: &str) -> Option<Operator> {
    Some(match sign {
        "||" => Operator::Or,
        "&&" => Operator::And,
        "==" => Operator::Equal,
        "!=" => Operator::NotEqual,
        "<" => Operator::Less,
        ">" => Operator::Greater,
        "<=" => Operator::LessEqual,
        ">=" => Operator::GreaterEqual,
        ".." => Operator::Range,
        "+" => Operator::Add,
        "-" => Operator::Subtract,
        "*" => Operator::Multiply,
        "/" => Operator::Divide,
        "%" => Operator::Modulo,
        "**" | "^" => Operator::Power,
        "??" => Operator::Coalesce,
        _ => return None,
    })
}

pub(super) fn word_operator(word: &str) -> Option<Operator> {
    Some(match word {
        "or" => Operator::Or,
        "and" => Operator::And,
        "in" => Operator::In,
        "matches" => Operator::Matches,
        "contains" => Operator::Contains,
        "startsWith" => Operator::StartsWith,
        "endsWith" => Operator::EndsWith,
        _ => return None,
    })
}
