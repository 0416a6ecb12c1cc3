//! Cron schedules by robfig/cron's rules.
