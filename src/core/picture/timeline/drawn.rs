//! The timeline as SVG, and as a page of its own.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::super::escape::{short, xml};
use super::super::graph::brief;
use super::super::style::{rules, sign};
use super::{Row, Timeline};

const ROW: f64 = 24.0;
const TOP: f64 = 86.0;
const MARGIN: f64 = 24.0;
const BARS: f64 = 720.0;
/// Room for the duration after the last bar.
const AFTER: f64 = 64.0;

/// Draws the timeline.
pub fn timeline_svg(timeline: &Timeline) -> String {
    let names = names_width(timeline);
    let width = MARGIN + names + BARS + AFTER + MARGIN;
    #[expect(clippy::cast_precision_loss, reason = "rows of a picture")]
    let height = TOP + ROW * timeline.rows.len() as f64 + MARGIN;
    let title = xml(&short(&timeline.title, 80));
    let steps = timeline.rows.iter().filter(|row| !row.group).count();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\">\n\
         <title>{title}</title>{}\n<rect class=\"bg\" width=\"100%\" height=\"100%\"/>\n\
         <circle class=\"{state}\" cx=\"33\" cy=\"28\" r=\"9\"/><path class=\"i\" transform=\"translate(33 28)\" d=\"{}\"/>\n\
         <text class=\"h\" x=\"51\" y=\"34\">{title} <tspan class=\"m s\" dx=\"8\" font-weight=\"400\">{state} · {} · {steps} step{}</tspan></text>\n",
        rules(),
        sign(timeline.state),
        brief(timeline.to.duration_since(timeline.from)),
        if steps == 1 { "" } else { "s" },
        state = timeline.state.word(),
    );
    let left = MARGIN + names;
    // Writing to a String does not fail.
    for (number, y) in rows(timeline).map(|(number, _, y)| (number, y)).filter(|(number, _)| number % 2 == 1)
    {
        let _ = writeln!(
            svg,
            "<rect class=\"z\" x=\"{:.0}\" y=\"{y:.0}\" width=\"{:.0}\" height=\"{ROW}\" rx=\"4\" data-row=\"{number}\"/>",
            MARGIN - 8.0,
            width - 2.0 * MARGIN + 16.0
        );
    }
    for (part, words) in timeline.marks(8) {
        let x = left + part * BARS;
        let _ = writeln!(
            svg,
            "<line class=\"r\" x1=\"{x:.1}\" y1=\"{:.0}\" x2=\"{x:.1}\" y2=\"{:.0}\"/><text class=\"s m\" x=\"{x:.1}\" y=\"{:.0}\" text-anchor=\"middle\">{words}</text>",
            TOP - 8.0,
            height - MARGIN,
            TOP - 16.0
        );
    }
    for (_, row, y) in rows(timeline) {
        bar(&mut svg, timeline, row, (left, y));
    }
    svg.push_str("</svg>\n");
    svg
}

/// Rows with their numbers and places.
#[expect(clippy::cast_precision_loss, reason = "rows of a picture")]
fn rows(timeline: &Timeline) -> impl Iterator<Item = (usize, &Row, f64)> {
    timeline.rows.iter().enumerate().map(|(number, row)| (number, row, TOP + ROW * number as f64))
}

#[expect(clippy::cast_precision_loss, reason = "columns of short texts")]
fn names_width(timeline: &Timeline) -> f64 {
    let width = |row: &Row| indent(row) + short(&row.label, 36).width() as f64 * 7.2;
    timeline.rows.iter().map(width).fold(80.0, f64::max) + 44.0
}

#[expect(clippy::cast_precision_loss, reason = "few levels")]
fn indent(row: &Row) -> f64 {
    row.depth.min(10) as f64 * 14.0
}

fn bar(svg: &mut String, timeline: &Timeline, row: &Row, (left, y): (f64, f64)) {
    let (start, end) = (timeline.part(row.started) * BARS, timeline.part(row.ended) * BARS);
    let width = (end - start).max(3.0);
    let (thick, opacity) = if row.group { (4.0, " opacity=\".55\"") } else { (14.0, "") };
    let took = brief(row.took());
    let word = row.state.word();
    let tip = [row.label.as_str(), &row.template, word, &took, &row.note];
    let tip: Vec<&str> = tip.into_iter().filter(|part| !part.is_empty()).collect();
    let x = MARGIN + indent(row);
    // Writing to a String does not fail.
    let _ = writeln!(
        svg,
        "<g><title>{}</title><circle class=\"{word}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"4\"/>\
         <text class=\"l\" font-weight=\"{weight}\" style=\"font-weight:{weight}\" x=\"{:.1}\" y=\"{:.1}\">{}</text>\
         <rect class=\"{word}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{thick}\" rx=\"{:.1}\"{opacity}/>\
         <text class=\"s m\" x=\"{:.1}\" y=\"{:.1}\">{took}</text></g>",
        xml(&short(&tip.join(" — ").replace('\n', " "), 400)),
        x + 5.0,
        y + ROW / 2.0,
        x + 16.0,
        y + ROW / 2.0 + 4.5,
        xml(&short(&row.label, 36)),
        left + start,
        y + (ROW - thick) / 2.0,
        thick / 4.0,
        left + start + width + 6.0,
        y + ROW / 2.0 + 4.0,
        weight = if row.group { 600 } else { 400 },
    );
}

/// A page with the picture and, for those who cannot see it, a table of the same.
pub fn timeline_html(timeline: &Timeline) -> String {
    let title = xml(&short(&timeline.title, 120));
    let mut body = String::new();
    for row in &timeline.rows {
        let cells = [
            row.label.clone(),
            row.template.clone(),
            row.state.word().to_owned(),
            row.started.to_string(),
            brief(row.took()),
            short(&row.note, 400),
        ];
        body.push_str("<tr>");
        cells.iter().for_each(|cell| body.extend(["<td>", &xml(&short(cell, 400)), "</td>"]));
        body.push_str("</tr>\n");
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <style>:root{{color-scheme:light dark}}body{{margin:0;font:14px system-ui,sans-serif;background:#fff;color:#1f2328}}\
         main{{padding:8px 24px;overflow-x:auto}}table{{border-collapse:collapse}}th,td{{text-align:left;padding:4px 14px 4px 0;\
         border-bottom:1px solid #d0d7de}}@media(prefers-color-scheme:dark){{body{{background:#0d1117;color:#e6edf3}}th,td{{border-color:#30363d}}}}</style>\
         </head><body><main>\n{}<details><summary>As a table</summary><table><thead><tr><th>Step</th><th>Template</th><th>State</th>\
         <th>Began</th><th>Took</th><th>Message</th></tr></thead><tbody>\n{body}</tbody></table></details></main></body></html>\n",
        timeline_svg(timeline)
    )
}
