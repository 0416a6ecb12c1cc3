//! The zone that times are shown in.

use std::sync::LazyLock;

use jiff::tz::TimeZone;

/// Where a machine says which zone it is in.
const LOCAL: &str = "/etc/localtime";

/// The zone of this machine, or the one that `TZ` names; read when the first time is shown.
pub(crate) fn zone() -> &'static TimeZone {
    static ZONE: LazyLock<TimeZone> = LazyLock::new(|| of_machine().unwrap_or_else(TimeZone::system));
    &ZONE
}

/// The zone as the machine has it. To find its name as well, which nothing shows, all zones that there are would be looked through.
fn of_machine() -> Option<TimeZone> {
    if std::env::var_os("TZ").is_some() {
        return None;
    }
    TimeZone::tzif("local", &std::fs::read(LOCAL).ok()?).ok()
}
