//! The next time of a schedule.

use jiff::civil::{DateTime, Time};
use jiff::{SignedDuration, Span, Timestamp, ToSpan, Zoned};

use super::parse::{Fields, Kind, Schedule};

/// How many years ahead are searched: beyond that a schedule never comes (31 April).
const YEARS: i16 = 5;

impl Schedule {
    /// Returns the first time after `after`, in whole seconds; nothing when there is none within five years.
    pub fn next(&self, after: Timestamp) -> Option<Timestamp> {
        match &self.kind {
            Kind::Every(every) => {
                let whole = Timestamp::from_second(after.as_second()).ok()?;
                whole.checked_add(*every).ok()
            }
            Kind::Fields(fields) => self.search(fields, after),
        }
    }

    /// Searches as robfig/cron does, in absolute time: a local time skipped in spring has no run, one that comes twice
    /// in autumn has two.
    fn search(&self, fields: &Fields, after: Timestamp) -> Option<Timestamp> {
        let first =
            Timestamp::from_second(after.as_second()).ok()?.checked_add(SignedDuration::from_secs(1)).ok()?;
        let mut time = first.to_zoned(self.zone.clone());
        let limit = time.year().checked_add(YEARS)?;
        // Set once something was moved on: smaller units begin anew then.
        let mut moved = false;
        'wrap: while time.year() <= limit {
            while !fields.months.has(time.month()) {
                if !moved {
                    moved = true;
                    time = self.at(time.date().first_of_month().to_datetime(Time::midnight()))?;
                }
                time = self.later(&time, 1.month())?;
                if time.month() == 1 {
                    continue 'wrap;
                }
            }
            while !day_fits(fields, &time) {
                if !moved {
                    moved = true;
                    time = self.at(time.date().to_datetime(Time::midnight()))?;
                }
                time = self.later(&time, 1.day())?;
                // Midnight may not exist, or may come an hour late.
                if time.hour() > 12 {
                    time = time.checked_add(SignedDuration::from_hours(24 - i64::from(time.hour()))).ok()?;
                } else if time.hour() != 0 {
                    time = time.checked_sub(SignedDuration::from_hours(i64::from(time.hour()))).ok()?;
                }
                if time.day() == 1 {
                    continue 'wrap;
                }
            }
            while !fields.hours.has(time.hour()) {
                if !moved {
                    moved = true;
                    time = self.at(time.date().at(time.hour(), 0, 0, 0))?;
                }
                time = time.checked_add(SignedDuration::from_hours(1)).ok()?;
                if time.hour() == 0 {
                    continue 'wrap;
                }
            }
            while !fields.minutes.has(time.minute()) {
                moved = true;
                time = time.checked_add(SignedDuration::from_secs(60 - i64::from(time.second()))).ok()?;
                if time.minute() == 0 {
                    continue 'wrap;
                }
            }
            if time.second() == 0 {
                return Some(time.timestamp());
            }
            moved = true;
            time = time.checked_add(SignedDuration::from_secs(60 - i64::from(time.second()))).ok()?;
        }
        None
    }

    /// A local time; one that does not exist is moved by the gap, as Go's `time.Date` does.
    fn at(&self, local: DateTime) -> Option<Zoned> {
        self.zone.to_ambiguous_zoned(local).compatible().ok()
    }

    /// The same local time of a later day or month.
    fn later(&self, time: &Zoned, span: Span) -> Option<Zoned> {
        self.at(time.datetime().checked_add(span).ok()?)
    }
}

/// Either day field must fit; both when one of them is `*`.
fn day_fits(fields: &Fields, time: &Zoned) -> bool {
    let day = fields.days.has(time.day());
    let weekday = fields.weekdays.has(time.weekday().to_sunday_zero_offset());
    if fields.days.any || fields.weekdays.any { day && weekday } else { day || weekday }
}
