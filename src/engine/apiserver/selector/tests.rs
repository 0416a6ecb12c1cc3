use std::collections::BTreeMap;

use super::*;

fn labels() -> BTreeMap<String, String> {
    [("app", "x"), ("tier", "front"), ("n", "5"), ("in", "y")]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .into()
}

#[test]
fn label_selectors_choose() {
    for (text, wanted) in [
        ("", true),
        ("app", true),
        ("!app", false),
        ("app in (x, y)", true),
        ("app notin (x)", false),
        ("other notin (x)", true),
        ("app=x,tier!=front", false),
        ("app == x", true),
        ("n>3", true),
        ("n<3", false),
        ("app>3", false),
        ("app=", false),
        ("in in (y)", true),
        ("x in ()", false),
    ] {
        let selector = LabelSelector::parse(text).expect(text);
        assert_eq!(selector.matches(&labels()), wanted, "{text}");
    }
}

#[test]
fn label_selectors_that_are_not_understood() {
    for (text, why) in [
        ("a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"),
        ("app in x", "unable to parse requirement: found 'x' expected: '('"),
        ("=x", "found '=', expected: !, identifier, or 'end of string'"),
        ("app=x,,", "found ',', expected: identifier after ','"),
        ("app=x,", "found '', expected: identifier after ','"),
    ] {
        assert_eq!(LabelSelector::parse(text).expect_err(text).to_string(), why);
    }
}
