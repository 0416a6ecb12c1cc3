//! CronWorkflows: what `cron backfill` makes up for.

use crate::support::TestEnv;

const NIGHTLY: &str = "apiVersion: argoproj.io/v1alpha1\nkind: CronWorkflow\nmetadata: {name: nightly}\nspec:\n  \
                       schedules: ['0 3 * * *']\n  timezone: Europe/Berlin\n  workflowSpec: {workflowTemplateRef: {name: say}}\n";

const SAY: &str = "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: say}\nspec:\n  entrypoint: a\n  \
                   arguments: {parameters: [{name: cronScheduleTime, value: none}]}\n  templates:\n  - name: a\n    \
                   container: {image: busybox, command: [echo], args: ['{{workflow.parameters.cronScheduleTime}}']}\n";

const TAGS: &str = "apiVersion: argoproj.io/v1alpha1\nkind: CronWorkflow\nmetadata: {name: say}\nspec:\n  \
                    schedules: ['@daily']\n  workflowSpec:\n    entrypoint: a\n    templates:\n    - name: a\n      \
                    container: {image: busybox, command: [echo], args: ['{{workflow.name}}']}\n";

#[test]
fn flags_change_what_is_created_and_updated() {
    let env = TestEnv::new();
    let file = env.file("say.yaml", TAGS);
    env.run(&format!("cron create {file} --name other -l team=blue")).ok();
    assert_eq!(env.run("cron list -o name -l team=blue").ok(), "other\n");
    let nowhere = env.run(&format!("cron update {file} --name other --entrypoint nowhere"));
    assert_eq!(nowhere.code, 1);
    assert!(nowhere.stderr.contains("nowhere"), "{}", nowhere.stderr);
    env.run(&format!("cron update {file} --name other --serviceaccount robot")).ok();
    assert!(env.run("cron get other -o yaml").ok().contains("serviceAccountName: robot"));
}

#[test]
fn missed_runs_are_made_up_for() {
    let env = TestEnv::new();
    let file = env.file("both.yaml", &format!("{SAY}---\n{NIGHTLY}"));
    env.run(&format!("apply -f {file}")).ok();
    let line = "cron backfill nightly --start 2026-10-24 --end 2026-10-26 --format 2006-01-02 --name fill";
    let said = env.run(line).ok();
    assert!(said.starts_with("Created fill Backfill task for Cronworkflow nightly \n"), "{said}");
    assert!(said.contains("Total Backfill Schedule: 2 \n"), "{said}");
    let monitor = said.lines().last().and_then(|line| line.split_whitespace().last()).expect("a name");
    assert_eq!(env.run(&format!("wait {monitor}")).code, 0, "{}", env.run(&format!("get {monitor}")).all());
    let names = env.run("list --prefix nightly-backfill-fill- -o name").ok();
    let mut logs: Vec<String> = names
        .lines()
        .map(|name| env.run(&format!("logs {name}")).ok().split(": ").nth(1).unwrap_or_default().to_owned())
        .collect();
    logs.sort();
    // Three o'clock in Berlin, before and after the end of summer time.
    assert_eq!(logs, ["2026-10-24 01:00:00 +0000 UTC\n", "2026-10-25 02:00:00 +0000 UTC\n"]);
}

#[test]
fn a_backfill_that_cannot_be_says_why() {
    let env = TestEnv::new();
    let wrong = env.run("cron backfill nightly --start yesterday");
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("hint: --format gives another layout"), "{}", wrong.stderr);
    let file = env.file("both.yaml", &format!("{SAY}---\n{NIGHTLY}"));
    env.run(&format!("apply -f {file}")).ok();
    let none = env.run("cron backfill nightly --start 2026-10-24 --end 2026-10-24 --format 2006-01-02");
    assert_eq!(none.ok(), "No time of the schedule is in this period\n");
    let file = env.file("tags.yaml", TAGS);
    env.run(&format!("cron create {file}")).ok();
    let tags = env.run("cron backfill say --start 2026-10-24 --format 2006-01-02");
    assert_eq!(tags.code, 1);
    assert!(tags.stderr.contains("refer to that with workflowTemplateRef"), "{}", tags.stderr);
}
