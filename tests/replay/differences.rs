//! Where this program chooses to differ from Argo's command line, by the number of the recorded command.

const TEXT: &str = "text that is no YAML is reported and counts as an error";

/// Commands whose standard output differs, and why.
pub(crate) const STDOUT: &[(u32, &str)] = &[
    (1, "our own version"),
    (2, "our own version"),
    (7, "not a terminal: one line per step instead of whole trees, then the tree"),
    (111, "the recorded workflows are older than an hour by now"),
    (112, "the recorded workflows are older than an hour by now"),
    (115, "all pages are listed, not just the first"),
    (167, TEXT),
    (168, TEXT),
    (169, TEXT),
    (170, TEXT),
    (185, "the recorded workflows are older than an hour by now"),
];

const USAGE: &str = "wrong usage is 2, any other error 1";
const OUTCOME: &str = "a workflow that Failed is 3";

/// Commands whose exit status differs, and why.
pub(crate) const EXIT_STATUS: &[(u32, &str)] = &[
    (14, USAGE),
    (35, USAGE),
    (71, OUTCOME),
    (72, OUTCOME),
    (73, OUTCOME),
    (75, "--ignore-not-found does what it says"),
    (79, OUTCOME),
    (96, USAGE),
    (118, USAGE),
    (120, USAGE),
    (121, USAGE),
    (137, USAGE),
    (174, USAGE),
    (189, USAGE),
    (196, USAGE),
    (197, USAGE),
    (198, USAGE),
];

/// Commands whose standard output differs at an Argo Server only, and why.
pub(crate) const SERVER: &[(u32, &str)] = &[
    (12, "a dry run prints a manifest, with its kind"),
    (51, "the events it got were not recorded"),
    (70, "a workflow that the server names twice is ended once"),
    (79, "the events it got were not recorded"),
    (164, LINT),
    (165, LINT),
    (172, LINT),
];

const LINT: &str = "found here, so without the words of gRPC";
