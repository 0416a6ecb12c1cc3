//! What the drawn pictures have in common: colours for light and dark, and the signs of states.

use super::graph::State;

/// A state's colours: for light ground, for dark ground.
pub(super) fn colors(state: State) -> (&'static str, &'static str) {
    match state {
        State::Planned => ("#57606a", "#8b949e"),
        State::Omitted | State::Skipped => ("#8c959f", "#6e7681"),
        State::Succeeded => ("#1a7f37", "#3fb950"),
        State::Pending => ("#bf8700", "#d29922"),
        State::Running => ("#0969da", "#58a6ff"),
        State::Suspended => ("#8250df", "#bc8cff"),
        State::Failed => ("#cf222e", "#f85149"),
        State::Error => ("#a40e26", "#ff7b72"),
    }
}

pub(super) const ALL: [State; 9] = [
    State::Planned,
    State::Omitted,
    State::Skipped,
    State::Succeeded,
    State::Pending,
    State::Running,
    State::Suspended,
    State::Failed,
    State::Error,
];

const FONT: &str =
    "-apple-system,BlinkMacSystemFont,'Segoe UI','Noto Sans',Helvetica,Arial,'DejaVu Sans',sans-serif";

/// The rules of a picture: light ones, and dark ones for those who prefer them.
pub(super) fn rules() -> String {
    let mut light = format!(
        "text{{font-family:{FONT};fill:#1f2328}}.bg{{fill:#fff}}.h{{font-size:17px;font-weight:600}}.m{{fill:#656d76}}\
         .l{{font-size:13px;font-weight:600}}.s{{font-size:11px}}.c{{fill:#fff;stroke:#d0d7de}}.g{{fill:#f6f8fa;stroke:#d0d7de}}\
         .e{{fill:none;stroke:#afb8c1;stroke-width:1.5}}.a{{fill:#8c959f}}.i{{fill:none;stroke:#fff;stroke-width:1.8;\
         stroke-linecap:round;stroke-linejoin:round}}.r{{stroke:#d8dee4}}.z{{fill:#f6f8fa}}"
    );
    let mut dark = "text{fill:#e6edf3}.bg{fill:#0d1117}.m{fill:#8d96a0}.c{fill:#161b22;stroke:#30363d}\
         .g{fill:#1c2129;stroke:#30363d}.e{stroke:#484f58}.a{fill:#6e7681}.i{stroke:#0d1117}.r{stroke:#21262d}.z{fill:#161b22}"
        .to_owned();
    for state in ALL {
        let (day, night) = colors(state);
        light.extend([".", state.word(), "{fill:", day, "}"]);
        dark.extend([".", state.word(), "{fill:", night, "}"]);
    }
    // A ring: nothing has happened yet.
    let ring = "fill:none;stroke-width:1.8;stroke:";
    light.extend([".planned{", ring, "#8c959f}"]);
    dark.extend([".planned{", ring, "#6e7681}"]);
    format!("<style>{light}@media(prefers-color-scheme:dark){{{dark}}}</style>")
}

/// The lines of a state's sign, around the origin, in a circle of radius 9.
pub(super) fn sign(state: State) -> &'static str {
    match state {
        State::Succeeded => "M-4 .3l2.8 2.8L4-3",
        State::Failed => "M-3-3l6 6M3-3l-6 6",
        State::Error => "M0-4.5v5M0 4v.2",
        State::Running => "M-2-3.5L3.5 0L-2 3.5z",
        State::Suspended => "M-2-3.5v7M2-3.5v7",
        State::Pending => "M0-4.5V0l3 2",
        State::Skipped => "M-3.5-3L0 0l-3.5 3M.5-3L4 0 .5 3",
        State::Omitted => "M-3.5 0h7",
        State::Planned => "M0 0",
    }
}
