//! The conformance vectors.

use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::Value;

use super::{parse, zone};
use crate::core::text::vector_tests::{Report, text};

/// Cases where we differ, and why.
const DIFFERENCES: &[(&str, &str)] = &[
    ("\"panic\"", "the reference panics; we say that there is no schedule"),
    ("\"hang\"", "the reference never returns from a day that does not exist; we go on after it"),
];

#[test]
fn runs_when_the_reference_runs() {
    let mut report = Report::new("cron.jsonl", DIFFERENCES);
    for (id, case) in report.cases() {
        let timezone = text(&case, "timezone");
        let from: Timestamp = text(&case, "from").parse().unwrap();
        let got = match parse(&text(&case, "schedule"), &timezone) {
            Err(error) => format!("error: {error}"),
            Ok(schedule) => {
                let times = std::iter::successors(schedule.next(from), |time| schedule.next(*time));
                times.take(6).map(|time| time.to_string()).collect::<Vec<_>>().join(" ")
            }
        };
        let want = match (case.get("error"), case.get("next")) {
            (Some(Value::String(error)), _) => format!("error: {error}"),
            (_, Some(Value::Array(times))) => {
                times.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
            }
            _ => "neither".to_owned(),
        };
        report.check(&id, &case, &got, &want);
        if let Some(Value::String(error)) = case.get("timezone_error") {
            let got = zone(&timezone).map_or_else(|error| error.to_string(), |_| "found".to_owned());
            report.check(&format!("{id} zone"), &case, &got, error);
        }
    }
    report.finish();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn time_only_goes_on(second in 0i64..4_000_000_000, minute in 0..60, hour in 0..24, day in 1..32) {
        let from = Timestamp::from_second(second).unwrap();
        for zone in ["", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"] {
            let schedule = parse(&format!("{minute} {hour} {day} * *"), zone).unwrap();
            let next = schedule.next(from).unwrap();
            prop_assert!(next > from);
            prop_assert!(schedule.next(next).unwrap() > next);
        }
    }

    #[test]
    fn no_text_panics(text in "[-@*/,0-9a-zA-Z =?]{0,30}") {
        let _ = parse(&text, "").map(|schedule| schedule.next(Timestamp::UNIX_EPOCH));
    }
}
