//! Where this program chooses to differ from Argo's command line, by the number of the recorded command.

const OLD: &str = "the recorded workflows are older than an hour by now";
const TEXT: &str = "text that is no YAML is reported and counts as an error";

/// Commands whose standard output differs, and why.
pub(crate) const STDOUT: &[(u32, &str)] = &[
    (1, "our own version"),
    (2, "our own version"),
    (7, "not a terminal: one line per step instead of whole trees, then the tree"),
    (111, OLD),
    (112, OLD),
    (115, "all pages are listed, not just the first"),
    (167, TEXT),
    (168, TEXT),
    (169, TEXT),
    (170, TEXT),
    (185, OLD),
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
    (8, OPEN),
    (50, OPEN),
    (12, "a dry run prints a manifest, with its kind"),
    (51, "the events it got were not recorded"),
    (70, "a workflow that the server names twice is ended once"),
    (79, "the events it got were not recorded"),
    (164, LINT),
    (165, LINT),
    (172, LINT),
];

const LINT: &str = "found here, so without the words of gRPC";

/// Commands that change something else, and why.
pub(crate) const EFFECT: &[(u32, &str)] = &[
    (9, "the parameters of a file keep its order, which Go's maps do not have"),
    (86, "the name of a memoized workflow is random, and so are the ids of its nodes"),
    (159, "the time zone of the schedule counts, and failed runs fail the backfill"),
    (185, OLD),
    (193, "what is not there is found out by the deletion, without asking first"),
    (161, "what is not there is found out by the deletion, without asking first"),
];

/// Commands that change something else at an Argo Server only, and why.
pub(crate) const SERVER_EFFECT: &[(u32, &str)] = &[
    (12, "a dry run asks nobody"),
    (17, "what cannot run is refused before it is sent"),
    (135, "kinds have one name"),
    (137, "what cannot run is refused before it is sent"),
];

const OPEN: &str = "streams that were open when their commands ended were not recorded";

/// Commands of the cluster's session that need what was not recorded.
pub(crate) const CLUSTER: &[(u32, &str)] = &[(8, OPEN), (50, OPEN), (158, OPEN), (185, OLD)];

/// Commands at a server with an archive whose standard output differs, and why.
pub(crate) const ARCHIVE: &[(u32, &str)] =
    &[(10, "which of several that finished in the same second comes first is open")];

/// Commands at a server with an archive whose exit status differs, and why. Those of wrong usage send nothing.
pub(crate) const ARCHIVE_STATUS: &[(u32, &str)] =
    &[(2, OUTCOME), (15, USAGE), (22, USAGE), (54, USAGE), (55, USAGE), (56, USAGE)];
