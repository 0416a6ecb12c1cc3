//! A graph drawn with characters, from left to right; as a list of its layers where that is too wide.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;
use unicode_width::UnicodeWidthStr;

use super::canvas::Canvas;
use super::escape::short;
use super::graph::{Graph, Node, Shape};
use super::layout::{Gaps, Layout, Size, layout};
use crate::core::render::{Line, Role, Text};

/// Names are cut to these widths, one after the other, until the drawing fits.
const LABELS: [usize; 4] = [40, 24, 16, 10];

/// Larger graphs are listed.
const MOST_DRAWN: usize = 2000;

/// Draws the graph for a window of so many columns; 0 is as wide as it needs to be.
pub fn graph_text(graph: &Graph, columns: usize, utf8: bool, now: Timestamp) -> Text {
    let unit = Size { length: 1.0, breadth: 1.0 };
    let gaps = Gaps { layers: 0.0, siblings: 0.0, lines: 1.0 };
    let places = layout(&vec![unit; graph.nodes.len()], &graph.pairs(), &gaps);
    let labels = if graph.nodes.len() > MOST_DRAWN { [].as_slice() } else { &LABELS };
    for &most in labels {
        let labels: Vec<Label> = graph.nodes.iter().map(|node| Label::of(node, most, utf8, now)).collect();
        if let Some(text) = draw(graph, &places, &labels, columns, utf8) {
            return text;
        }
    }
    list(graph, &places, utf8, now)
}

/// What stands for a node: a sign, its name, how long it took.
struct Label {
    role: Role,
    sign: String,
    name: String,
    took: String,
}

impl Label {
    fn of(node: &Node, most: usize, utf8: bool, now: Timestamp) -> Self {
        if node.shape == Shape::Joint {
            let sign = if utf8 { "·" } else { "+" };
            return Self { role: Role::Dim, sign: sign.to_owned(), name: String::new(), took: String::new() };
        }
        let (role, sign) = node.state.sign(utf8);
        Self { role, sign: sign.to_owned(), name: short(&node.label, most), took: node.took(now) }
    }

    fn width(&self) -> usize {
        let parts = [&self.sign, &self.name, &self.took];
        let used = parts.iter().filter(|part| !part.is_empty());
        used.map(|part| part.width() + 1).sum::<usize>().saturating_sub(1)
    }

    fn write(&self, canvas: &mut Canvas, mut x: usize, y: usize) {
        for (role, part) in [(self.role, &self.sign), (Role::Plain, &self.name), (Role::Dim, &self.took)] {
            if !part.is_empty() {
                canvas.write(x, y, role, part);
                x += part.width() + 1;
            }
        }
    }
}

/// Lines between two layers that end at the same rows: they share one vertical line.
struct Bundle {
    from: Vec<usize>,
    to: Vec<usize>,
    track: usize,
}

impl Bundle {
    fn span(&self) -> (usize, usize) {
        let rows = || self.from.iter().chain(&self.to).copied();
        (rows().min().unwrap_or(0), rows().max().unwrap_or(0))
    }

    fn is_straight(&self) -> bool {
        let (top, bottom) = self.span();
        top == bottom
    }
}

fn draw(graph: &Graph, places: &Layout, labels: &[Label], columns: usize, utf8: bool) -> Option<Text> {
    let depth = places.layers.len();
    let mut widths = vec![2; depth];
    for (place, label) in places.nodes.iter().zip(labels) {
        widths.get_mut(place.layer).into_iter().for_each(|width| *width = (label.width() + 1).max(*width));
    }
    // Edges without a way through the layers cannot be drawn like this.
    let spans = |route: &Vec<_>| route.len() > 1;
    let short_cut = places
        .routes
        .iter()
        .filter(|route| spans(route))
        .any(|route| route.windows(2).any(|pair| matches!(pair, [a, b] if a.layer + 1 != b.layer)));
    if short_cut {
        return None;
    }
    let (bundles, spread) = bundles(places, depth)?;
    let row = |place: &super::layout::Place| spread.row(place);
    let gaps: Vec<usize> = bundles
        .iter()
        .map(|bundles| match bundles.iter().filter(|one| !one.is_straight()).map(|one| one.track + 1).max() {
            Some(tracks) => 2 * tracks + 2,
            None => 3,
        })
        .collect();
    let mut starts = Vec::with_capacity(depth);
    let mut x = 0;
    for (layer, width) in widths.iter().enumerate() {
        starts.push(x);
        x += width + gaps.get(layer).copied().unwrap_or(0);
    }
    if columns > 0 && x > columns {
        return None;
    }
    let mut goes_on = vec![false; graph.nodes.len()];
    for edge in &graph.edges {
        goes_on.get_mut(edge.from).into_iter().for_each(|on| *on = true);
    }
    let rows =
        places.nodes.iter().map(row).chain(places.routes.iter().flatten().map(row)).max().unwrap_or(0) + 1;
    let mut canvas = Canvas::new(x, rows);
    // Vertical lines first: the others go under them.
    for pass in [true, false] {
        for (layer, bundles) in bundles.iter().enumerate() {
            let (Some(start), Some(width), Some(gap)) =
                (starts.get(layer), widths.get(layer), gaps.get(layer))
            else {
                continue;
            };
            for (number, bundle) in bundles.iter().enumerate() {
                connect(&mut canvas, bundle, (layer << 16) + number + 1, pass, (start + width, *gap));
            }
        }
    }
    for route in &places.routes {
        for place in route.iter().skip(1).take(route.len().saturating_sub(2)) {
            if let (Some(start), Some(width)) = (starts.get(place.layer), widths.get(place.layer)) {
                canvas.across(start.saturating_sub(1), start + width, row(place), 0);
            }
        }
    }
    for (index, (place, label)) in places.nodes.iter().zip(labels).enumerate() {
        let (Some(start), Some(width)) = (starts.get(place.layer), widths.get(place.layer)) else { continue };
        if goes_on.get(index) == Some(&true) {
            canvas.across(start + label.width() + 1, start + width, row(place), 0);
        }
        label.write(&mut canvas, *start, row(place));
    }
    Some(canvas.text(utf8))
}

/// Draws the lines between two layers: in the first pass the vertical ones, then those across. `at` is where the gap
/// begins, and how wide it is.
fn connect(canvas: &mut Canvas, bundle: &Bundle, number: usize, vertical: bool, at: (usize, usize)) {
    use super::canvas::{LEFT, RIGHT};
    let (begin, width) = at;
    let end = begin + width - 1;
    if bundle.is_straight() {
        if !vertical {
            bundle.from.iter().for_each(|row| canvas.across(begin, end, *row, number));
        }
        return;
    }
    let track = begin + 1 + 2 * bundle.track;
    let (top, bottom) = bundle.span();
    if vertical {
        canvas.down(track, top, bottom, number);
        bundle.from.iter().for_each(|row| canvas.add(track, *row, LEFT, number));
        bundle.to.iter().for_each(|row| canvas.add(track, *row, RIGHT, number));
        return;
    }
    bundle.from.iter().for_each(|row| canvas.across(begin, track, *row, number));
    bundle.to.iter().for_each(|row| canvas.across(track + 1, end, *row, number));
}

/// How rows of the layout become rows of the drawing.
struct Spread {
    pitch: usize,
    /// By how much each layer is moved down.
    offsets: Vec<usize>,
}

impl Spread {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows of a drawing, from 0")]
    fn row(&self, place: &super::layout::Place) -> usize {
        let row = (place.across - 0.5 + 1e-6).max(0.0).floor() as usize;
        row * self.pitch + self.offsets.get(place.layer).copied().unwrap_or(0)
    }
}

/// The lines between the layers. Where they could be mistaken for each other, the next layer moves by half a row.
fn bundles(places: &Layout, depth: usize) -> Option<(Vec<Vec<Bundle>>, Spread)> {
    let gaps = depth.saturating_sub(1);
    let close = Spread { pitch: 1, offsets: vec![0; depth] };
    let drawn: Vec<Option<Vec<Bundle>>> = (0..gaps).map(|gap| between(places, gap, &close, false)).collect();
    if drawn.iter().all(Option::is_some) {
        return Some((drawn.into_iter().flatten().collect(), close));
    }
    let mut offsets = vec![0];
    for gap in &drawn {
        let last = offsets.last().copied().unwrap_or(0);
        offsets.push(if gap.is_none() { 1 - last } else { last });
    }
    let wide = Spread { pitch: 2, offsets };
    let exact = drawn.iter().map(Option::is_none).enumerate();
    let drawn: Option<Vec<Vec<Bundle>>> =
        exact.map(|(gap, exact)| between(places, gap, &wide, exact)).collect();
    Some((drawn?, wide))
}

/// The lines between a layer and the next, each with a place for its vertical part; `None` where two would run into
/// each other. `exact` gives each line a vertical part of its own.
fn between(places: &Layout, gap: usize, spread: &Spread, exact: bool) -> Option<Vec<Bundle>> {
    let mut ends: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for pair in places.routes.iter().flat_map(|route| route.windows(2)) {
        if let [from, to] = pair
            && from.layer == gap
        {
            ends.entry(spread.row(from)).or_default().push(spread.row(to));
        }
    }
    let mut bundles = if exact { lines(&ends) } else { shared(ends)? };
    // A line that comes in on a row must turn off before another begins to go out on it.
    let mut comes_in: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, bundle) in bundles.iter().enumerate() {
        bundle.from.iter().for_each(|row| comes_in.entry(*row).or_default().push(index));
    }
    let before: Vec<Vec<usize>> = bundles
        .iter()
        .enumerate()
        .map(|(index, bundle)| {
            let earlier = bundle.to.iter().filter_map(|row| comes_in.get(row)).flatten();
            earlier.filter(|other| **other != index).copied().collect()
        })
        .collect();
    place_tracks(&mut bundles, &before).then_some(bundles)
}

/// Each line by itself.
fn lines(ends: &BTreeMap<usize, Vec<usize>>) -> Vec<Bundle> {
    let line = |from: usize, to: usize| Bundle { from: vec![from], to: vec![to], track: 0 };
    ends.iter().flat_map(|(from, to)| to.iter().map(move |to| line(*from, *to))).collect()
}

/// Lines to the same places together; `None` where some of these places are those of others, too: which of them a line
/// leads to could not be seen.
fn shared(ends: BTreeMap<usize, Vec<usize>>) -> Option<Vec<Bundle>> {
    let mut shared: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for (from, mut to) in ends {
        to.sort_unstable();
        to.dedup();
        shared.entry(to).or_default().push(from);
    }
    let mut taken = HashSet::new();
    let bundles = shared.into_iter().map(|(to, from)| {
        let free = to.iter().all(|row| taken.insert(*row));
        free.then_some(Bundle { from, to, track: 0 })
    });
    bundles.collect()
}

/// Gives each bundle the first place that is free and right of those before it; false where that goes in a circle.
fn place_tracks(bundles: &mut [Bundle], before: &[Vec<usize>]) -> bool {
    let mut placed = vec![false; bundles.len()];
    let mut tracks: Vec<Vec<(usize, usize)>> = Vec::new();
    for _ in 0..bundles.len() {
        let is_ready = |index: &usize| {
            placed.get(*index) == Some(&false)
                && before.get(*index).is_some_and(|all| all.iter().all(|one| placed.get(*one) == Some(&true)))
        };
        let Some(index) = (0..bundles.len()).find(is_ready) else { return false };
        let least = before.get(index).into_iter().flatten().filter_map(|one| bundles.get(*one));
        let least = least.map(|one| one.track + 1).max().unwrap_or(0);
        let Some(bundle) = bundles.get_mut(index) else { return false };
        let (top, bottom) = bundle.span();
        let is_free = |track: &usize| {
            tracks.get(*track).is_none_or(|spans| spans.iter().all(|(from, to)| bottom < *from || *to < top))
        };
        let track = (least..).find(is_free).unwrap_or(least);
        while tracks.len() <= track {
            tracks.push(Vec::new());
        }
        tracks.get_mut(track).into_iter().for_each(|spans| spans.push((top, bottom)));
        bundle.track = track;
        placed.get_mut(index).into_iter().for_each(|placed| *placed = true);
    }
    true
}

/// The nodes layer by layer, each with what it follows.
fn list(graph: &Graph, places: &Layout, utf8: bool, now: Timestamp) -> Text {
    let (before, _) = graph.neighbours();
    let mut order: Vec<usize> = (0..graph.nodes.len()).collect();
    let key = |index: &usize| places.nodes.get(*index).copied().unwrap_or_default();
    order.sort_by(|a, b| {
        let (a, b) = (key(a), key(b));
        a.layer.cmp(&b.layer).then(a.across.total_cmp(&b.across))
    });
    let name = |index: usize| graph.nodes.get(index).map(|node| short(&node.label, 40)).unwrap_or_default();
    let mut text = Text::default();
    let mut last = None;
    for index in order {
        let Some(node) = graph.nodes.get(index).filter(|node| node.shape != Shape::Joint) else { continue };
        let layer = key(&index).layer;
        let number = if last == Some(layer) { String::new() } else { (layer + 1).to_string() };
        last = Some(layer);
        let label = Label::of(node, 40, utf8, now);
        let mut line = Line::default();
        line.push(Role::Dim, format!("{number:>4} "));
        line.push(label.role, label.sign);
        line.push(Role::Plain, format!(" {}", label.name));
        if !label.took.is_empty() {
            line.push(Role::Dim, format!(" {}", label.took));
        }
        let mut follows: Vec<usize> = Vec::new();
        for one in before.get(index).into_iter().flatten() {
            match graph.nodes.get(*one).map(|node| node.shape) {
                Some(Shape::Joint) => follows.extend(before.get(*one).into_iter().flatten()),
                _ => follows.push(*one),
            }
        }
        let names: Vec<String> = follows.iter().take(5).map(|index| name(*index)).collect();
        if !names.is_empty() {
            let more = follows.len() - names.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            line.push(Role::Dim, format!("   after {}{more}", names.join(", ")));
        }
        text.lines.push(line);
    }
    text
}
