//! `jiff`'s dates and times.

use crate::TypeInfo;
use crate::mapping::map;

fn datetime(name: &str) -> TypeInfo {
    TypeInfo::with_module(name, "datetime".into())
}

map! {
    jiff_02::SignedDuration => datetime("timedelta");
    // It is read only: PyO3 has no conversion into Python.
    jiff_02::Span => datetime("timedelta");
    jiff_02::Timestamp => datetime("datetime");
    jiff_02::Zoned => datetime("datetime");
    jiff_02::civil::Date => datetime("date");
    jiff_02::civil::Time => datetime("time");
    jiff_02::civil::DateTime => datetime("datetime");
    jiff_02::civil::ISOWeekDate => datetime("date");
    jiff_02::tz::TimeZone => datetime("tzinfo");
    // Any zone with a fixed offset is read.
    jiff_02::tz::Offset => datetime("timezone"), from datetime("tzinfo");
}
