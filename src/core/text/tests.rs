use std::path::Path;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde_json::Value;

use super::{age, duration, golayout, strftime_all};

/// The cases of a vectors file, or none with a word about it.
fn vectors(file: &str) -> Vec<Value> {
    let folder = std::env::var("ARGO_VECTORS")
        .unwrap_or_else(|_| format!("{}/../shared/conformance/vectors", env!("CARGO_MANIFEST_DIR")));
    let path = Path::new(&folder).join(file);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: no {}", path.display());
        return Vec::new();
    };
    text.lines().map(|line| serde_json::from_str(line).expect("a case")).collect()
}

fn seconds(case: &Value) -> SignedDuration {
    SignedDuration::try_from_secs_f64(case["seconds"].as_f64().expect("seconds")).expect("a duration")
}

fn outcome(result: Result<SignedDuration, duration::DurationError>) -> (Option<i128>, Option<String>) {
    match result {
        Ok(duration) => (Some(duration.as_nanos()), None),
        Err(error) => (None, Some(error.to_string())),
    }
}

fn answer(case: &Value) -> (Value, Value) {
    let text = |key: &str| case[key].as_str().unwrap_or_default();
    let parsed = |result| {
        let (nanos, error) = outcome(result);
        let wanted = (case["nanos"].as_i64().map(i128::from), case["error"].as_str().map(str::to_owned));
        (format!("{:?}", (nanos, error)).into(), format!("{wanted:?}").into())
    };
    let output = case["output"].clone();
    match text("kind") {
        "short" => (age::short(seconds(case)).into(), output),
        "long" => (age::long(seconds(case)).into(), output),
        "truncated" => (age::truncated(seconds(case)).into(), output),
        "age" => {
            let now = Timestamp::from_second(2_000_000_000).expect("a time");
            (age::relative(now - seconds(case), now).into(), output)
        }
        "timestamp" => {
            let zone = match text("zone") {
                "" => TimeZone::UTC,
                name => TimeZone::get(name).expect("a zone"),
            };
            let time = |key: &str| text(key).parse::<Timestamp>().expect("a time");
            (age::timestamp(time("time"), &zone, time("now")).into(), output)
        }
        "resources_duration" => {
            let resources = case["resources"].as_object().into_iter().flatten();
            let resources = resources.map(|(name, n)| (name.as_str(), n.as_i64().unwrap_or_default()));
            let printed = age::resources_duration(resources);
            let mut parts: Vec<&str> = printed.split(',').filter(|p| !p.is_empty()).collect();
            parts.sort_unstable();
            (parts.into(), case["parts_sorted"].clone())
        }
        "go_duration_string" => {
            let duration = SignedDuration::from_nanos(case["nanos"].as_i64().expect("nanoseconds"));
            let ours = [
                duration::print(duration),
                duration::seconds_text(duration),
                duration::seconds_fixed(duration),
            ];
            (ours.to_vec().into(), serde_json::json!([output, case["seconds_text"], case["seconds_f"]]))
        }
        "go_parse_duration" => parsed(duration::parse_go(text("text"))),
        "argo_parse_duration" => parsed(duration::parse(text("text"))),
        "since" => parsed(duration::parse_since(text("text"))),
        "strftime" => {
            let time = text("time").parse::<Timestamp>().expect("a time");
            (strftime_all(time, text("format")).into(), output)
        }
        other => panic!("unknown kind {other}"),
    }
}

/// Cases in which ours differs: with an offset other than UTC strftime shows the time in UTC, which is how
/// Argo's API times always are.
fn is_known(case: &Value) -> bool {
    case["kind"] == "strftime" && case["time"].as_str().is_some_and(|t| !t.ends_with('Z'))
}

#[test]
fn humanize_vectors_agree() {
    let mut broken = Vec::new();
    for case in vectors("humanize.jsonl").iter().filter(|case| !is_known(case)) {
        let (ours, wanted) = answer(case);
        if ours != wanted {
            broken.push(format!("{case}\n   ours {ours}"));
        }
    }
    assert!(broken.is_empty(), "{} differ:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn layouts_are_gos() {
    let time: jiff::Zoned = "2024-03-05T06:07:08.120Z[UTC]".parse().expect("a time");
    assert_eq!(golayout::format(&time, "2006-01-02 15:04:05"), "2024-03-05 06:07:08");
    assert_eq!(golayout::format(&time, "Mon Jan _2 3:04PM 2006"), "Tue Mar  5 6:07AM 2024");
    assert_eq!(golayout::format(&time, "05.000 05.999 Z07:00"), "08.120 08.12 Z");
}

#[test]
fn times_are_read_in_gos_layouts() {
    let rfc1123 = "Mon, 02 Jan 2006 15:04:05 MST";
    let read = |text: &str, layout: &str| golayout::parse(text, layout).map(|time| time.to_string());
    let wanted = Ok("2026-11-16T00:00:00Z".to_owned());
    assert_eq!(read("Mon, 16 Nov 2026 00:00:00 UTC", rfc1123), wanted);
    assert_eq!(read("2026-11-16", "2006-01-02"), wanted);
    assert_eq!(read("2026-11-16T00:00:00Z", "2006-01-02T15:04:05Z07:00"), wanted);
    assert_eq!(read("2026-11-16T01:00:00+01:00", "2006-01-02T15:04:05Z07:00"), wanted);
    assert_eq!(read("16/11/26 00:00 GMT", "02/01/06 15:04 MST"), wanted);
    assert!(
        read("Mon, 16 Nov 2026 00:00:00 CST", rfc1123).is_err_and(|why| why.contains("CST is ambiguous"))
    );
    assert!(read("yesterday", rfc1123).is_err());
    assert!(read("", "").is_err());
}
