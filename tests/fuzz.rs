//! Every parser meets texts that nobody would write: examples and oddities, cut, doubled, mixed and bent. None may panic,
//! none may take for ever.
//!
//! A fixed number of texts each time, the same ones. For longer: `ARGO_FUZZ_SECONDS=600 ARGO_FUZZ_SEED=7 cargo test
//! --release --test fuzz`. What fails is kept in `target/fuzz/`. With coverage to guide it: `cargo +nightly fuzz run lint`.
//! Texts that something was found with are in `fuzz/found/`.

#[path = "../fuzz/targets.rs"]
#[allow(unreachable_pub, reason = "cargo-fuzz uses the same file")]
mod targets;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// So many texts for each target where no time is given.
const TEXTS: u64 = 400;
/// No text is longer.
const LONGEST: usize = 8 << 10;
/// What takes longer hangs.
const HANGS: Duration = Duration::from_secs(60);

/// Bits that mean something somewhere.
const WORDS: &[&str] = &[
    "{{",
    "}}",
    "{{=",
    "{{inputs.parameters.text}}",
    "{{item}}",
    "{{steps.a.outputs.result}}",
    "{{=asInt('1')+1}}",
    "- ",
    ": ",
    "\n",
    "\n  ",
    "\n---\n",
    "\t",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "<<: *a",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "#",
    "!!binary ",
    "? ",
    "%YAML 1.1\n",
    "null",
    "~",
    "yes",
    "0x1f",
    "1e999",
    ".nan",
    "-.inf",
    "2001-01-01",
    "18446744073709551616",
    "-",
    "==",
    "!=",
    "=~",
    "&&",
    "||",
    "!",
    "(",
    ")",
    "map(c, # + 1)",
    "filter(c, {#.d == nil})",
    "sprig.repeat(3, b)",
    "a ? b : c",
    "??",
    "..",
    "1..1000000",
    "in",
    "not",
    "let x = a; x",
    "@every 1h",
    "*/5 * * * *",
    "CRON_TZ=",
    "L",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "\0",
    "😀",
    "ä",
    "depends: a && b.Succeeded",
    "when: ",
    "withItems: [1, {a: b}]",
    "withSequence: {count: 3}",
    "template: main",
    "templateRef: {name: a, template: b}",
    "inline: {}",
    "kind: Workflow\n",
    "kind: CronWorkflow\n",
    "schedules: [\"* * * * *\"]\n",
    "apiVersion: argoproj.io/v1alpha1\n",
    "type: workflow\n",
    "name: main",
    "arguments: {parameters: [{name: text, value: x}]}",
];

fn seeds() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [
        root.join("examples"),
        root.join("../shared/conformance/lint"),
        root.join("../shared/conformance/examples"),
    ];
    let mut seeds: Vec<Vec<u8>> = WORDS.iter().map(|word| word.as_bytes().to_vec()).collect();
    for folder in folders {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        files.sort();
        seeds.extend(
            files.iter().filter_map(|file| std::fs::read(file).ok()).filter(|text| text.len() <= LONGEST),
        );
    }
    seeds
}

/// Parts of requests.
const REQUESTS: &[&str] = &[
    "?watch=true&timeoutSeconds=1",
    "?limit=1",
    "&continue=",
    "?labelSelector=a%20in%20(b,c),!d",
    "?fieldSelector=metadata.name!=a",
    "?resourceVersion=1001&resourceVersionMatch=Exact",
    "?sendInitialEvents=true&allowWatchBookmarks=true&watch=1",
    "?dryRun=All",
    "?fieldValidation=Strict",
    "?fieldManager=m&force=true",
    "?propagationPolicy=Foreground",
    "\nAccept: application/json;as=Table;v=v1;g=meta.k8s.io",
    "\nAccept: application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io",
    "\nContent-Type: application/vnd.kubernetes.protobuf",
    "/status",
    "/log",
    "/exec?command=a",
    "%2f",
    "%2e%2e",
    "//",
    "\n%%\n",
    "[{\"op\":\"add\",\"path\":\"/metadata/labels\",\"value\":{\"a\":\"b\"}}]",
    "{\"metadata\":{\"name\":\"a\",\"finalizers\":[\"a/b\"]}}",
    "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"gracePeriodSeconds\":0}",
    "\"managedFields\":[{\"manager\":\"m\",\"operation\":\"Apply\",\"apiVersion\":\"v1\",\"fieldsType\":\"FieldsV1\",\"fieldsV1\":{\"f:data\":{}}}]",
];

/// A life of an object by every verb and kind of patch: what requests are bent from.
fn requests() -> Vec<Vec<u8>> {
    const MAPS: &str = "/api/v1/namespaces/default/configmaps";
    const FLOWS: &str = "/apis/argoproj.io/v1alpha1/namespaces/default/workflows";
    let map = r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","labels":{"x":"y"}},"data":{"k":"v"}}"#;
    let flow = r#"{"apiVersion":"argoproj.io/v1alpha1","kind":"Workflow","metadata":{"name":"a"},"spec":{"entrypoint":"m","templates":[{"name":"m","container":{"image":"i","command":["true"]}}]}}"#;
    let pod = r#"{"metadata":{"name":"a","ownerReferences":[]},"spec":{"containers":[{"name":"main","image":"i","env":[{"name":"A","value":"b"}]}]}}"#;
    let request =
        |line: &str, media: &str, body: &str| format!("{line}\nContent-Type: application/{media}\n\n{body}");
    let chains = [
        vec![
            request(&format!("POST {MAPS}"), "json", map),
            request(&format!("PATCH {MAPS}/a"), "merge-patch+json", r#"{"data":{"k":null,"l":"w"}}"#),
            request(
                &format!("PATCH {MAPS}/a"),
                "json-patch+json",
                r#"[{"op":"replace","path":"/data/l","value":"u"}]"#,
            ),
            request(
                &format!("PATCH {MAPS}/a"),
                "strategic-merge-patch+json",
                r#"{"data":{"$patch":"replace","k":"v"}}"#,
            ),
            request(&format!("PATCH {MAPS}/a?fieldManager=m&force=true"), "apply-patch+yaml", map),
            request(&format!("PUT {MAPS}/a"), "json", map),
            request(&format!("GET {MAPS}/a"), "json", ""),
            request(&format!("DELETE {MAPS}/a"), "json", "{}"),
        ],
        vec![
            request(&format!("POST {FLOWS}"), "json", flow),
            request(
                &format!("PATCH {FLOWS}/a"),
                "merge-patch+json",
                r#"{"status":{"phase":"Running","nodes":{"a":{"id":"a","phase":"Running"}}}}"#,
            ),
            request(&format!("GET {FLOWS}?limit=1&labelSelector=a%3Db"), "json", ""),
            request(&format!("DELETE {FLOWS}"), "json", ""),
        ],
        vec![
            request("POST /api/v1/namespaces/default/pods", "json", pod),
            request(
                "PATCH /api/v1/namespaces/default/pods/a/status",
                "strategic-merge-patch+json",
                r#"{"status":{"conditions":[{"type":"Ready","status":"True"}]}}"#,
            ),
            request("GET /api/v1/namespaces/default/pods/a/log?container=main", "json", ""),
            request("DELETE /api/v1/namespaces/default/pods/a?gracePeriodSeconds=0", "json", ""),
        ],
    ];
    let mut seeds: Vec<Vec<u8>> = REQUESTS.iter().map(|part| part.as_bytes().to_vec()).collect();
    for chain in chains {
        // Mostly whole lives: what comes later needs what came before.
        let whole = chain.join(targets::NEXT).into_bytes();
        seeds.extend(vec![whole; 8]);
        seeds.extend(chain.into_iter().map(String::into_bytes));
    }
    seeds
}

/// A place in a text, more often at the beginning of a line.
fn place(random: &mut StdRng, text: &[u8]) -> usize {
    let at = random.random_range(0..=text.len());
    if random.random_bool(0.5) {
        return at;
    }
    text.get(..at)
        .and_then(|before| before.iter().rposition(|byte| *byte == b'\n'))
        .map_or(0, |line| line + 1)
}

/// A text that comes of others.
fn bend(random: &mut StdRng, seeds: &[Vec<u8>]) -> Vec<u8> {
    let pick =
        |random: &mut StdRng| seeds.get(random.random_range(0..seeds.len())).cloned().unwrap_or_default();
    // Most is to stay readable: few changes, and now and then many.
    let mut text = pick(random);
    let changes =
        if random.random_bool(0.8) { random.random_range(1..4) } else { random.random_range(4..40) };
    for _ in 0..changes {
        let (a, b) = (place(random, &text), place(random, &text));
        let (from, to) = (a.min(b), a.max(b).min(a.min(b) + 200));
        let part = text.get(from..to).unwrap_or_default().to_vec();
        match random.random_range(0..8) {
            0 => drop(text.drain(from..to)),
            1 => drop(text.splice(a..a, part)),
            2 => {
                let other = pick(random);
                let (c, d) = (place(random, &other), place(random, &other));
                drop(text.splice(a..a, other.get(c.min(d)..c.max(d)).unwrap_or_default().to_vec()));
            }
            3 => {
                if let Some(byte) = text.get_mut(a) {
                    *byte = random.random();
                }
            }
            4 => {
                let deep = random.random_range(1..300);
                let open = *[&b"["[..], b"{a: ", b"(", b"- ", b"{{", b"!"]
                    .get(random.random_range(0..6))
                    .unwrap_or(&&b"["[..]);
                drop(text.splice(a..a, open.repeat(deep)));
            }
            _ => {
                let word = WORDS.get(random.random_range(0..WORDS.len())).copied().unwrap_or_default();
                drop(text.splice(from..if random.random_bool(0.5) { to } else { from }, word.bytes()));
            }
        }
        text.truncate(LONGEST);
    }
    text
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn keep(name: &str, text: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
    let path = folder.join(format!("{name}-{}.txt", std::process::id()));
    let _ = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, text));
    path
}

#[expect(clippy::print_stderr, reason = "the process ends here")]
fn hangs(name: &str, text: &[u8]) -> ! {
    eprintln!("{name} hangs at {}", keep(name, text).display());
    std::process::abort();
}

/// Runs one target; returns how many texts it has met and the longest time one took.
fn run((name, target): targets::Target, seeds: &[Vec<u8>], seed: u64) -> (u64, Duration) {
    let until = number("ARGO_FUZZ_SECONDS").map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut random = StdRng::seed_from_u64(seed);
    let now = Arc::new(Mutex::new((Vec::new(), Instant::now())));
    let ended = Arc::new(AtomicU64::new(0));
    let watched = (Arc::clone(&now), Arc::clone(&ended));
    let watch = std::thread::spawn(move || {
        while watched.1.load(Ordering::Relaxed) == 0 {
            std::thread::sleep(Duration::from_millis(100));
            let (text, since) =
                watched.0.lock().map(|now| now.clone()).unwrap_or((Vec::new(), Instant::now()));
            if since.elapsed() > HANGS {
                hangs(name, &text);
            }
        }
    });
    let (mut count, mut longest) = (0, Duration::ZERO);
    while until.map_or(count < TEXTS, |until| Instant::now() < until) {
        let text = bend(&mut random, seeds);
        if let Ok(mut now) = now.lock() {
            *now = (text.clone(), Instant::now());
        }
        let before = Instant::now();
        let met = std::panic::catch_unwind(|| target(&text));
        longest = longest.max(before.elapsed());
        count += 1;
        if met.is_err() {
            ended.store(1, Ordering::Relaxed);
            panic!("{name} panics at text {count} of seed {seed}, kept in {}", keep(name, &text).display());
        }
    }
    ended.store(1, Ordering::Relaxed);
    let _ = watch.join();
    (count, longest)
}

#[test]
fn what_was_found_once_is_not_found_again() {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/found");
    let mut met = 0;
    for (name, target) in targets::TARGETS {
        for file in std::fs::read_dir(found.join(name)).into_iter().flatten() {
            let path = file.expect("a file").path();
            let text = std::fs::read(&path).expect("a text");
            assert!(std::panic::catch_unwind(|| target(&text)).is_ok(), "{}", path.display());
            met += 1;
        }
    }
    assert!(met > 0, "{} is empty", found.display());
}

#[test]
fn no_text_makes_anything_panic_or_hang() {
    let (seeds, requests) = (seeds(), requests());
    let seed = number("ARGO_FUZZ_SEED").unwrap_or(1);
    let only = std::env::var("ARGO_FUZZ_TARGET").ok();
    // Parsers meet deep texts on threads of the usual size.
    std::thread::scope(|scope| {
        let chosen =
            targets::TARGETS.iter().filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name));
        let runs: Vec<_> = chosen
            .map(|target| {
                let seeds = if target.0 == "requests" { &requests } else { &seeds };
                (target.0, scope.spawn(move || run(*target, seeds, seed)))
            })
            .collect();
        for (name, run) in runs {
            match run.join() {
                Ok((count, longest)) => println!("{name}: {count} texts, the longest took {longest:?}"),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
}
