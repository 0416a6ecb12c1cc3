// What can be done to workflows.
import { put, remove } from './api.js';
import { dialog, h, toast } from './dom.js';
import { go } from './app.js';

/** The label that says a workflow is gone, and what is shown comes from the archive. */
export const ARCHIVING = 'workflows.argoproj.io/workflow-archiving-status';
export const isArchived = (metadata) => metadata?.labels?.[ARCHIVING] === 'Persisted';

/** Word, verb and kind of button of what makes sense for a workflow; for `null` all. */
export function actions(workflow) {
  const phase = workflow?.status?.phase;
    const over = ['Succeeded', 'Failed', 'Error'].includes(phase);
  const nodes = Object.values(workflow?.status?.nodes ?? {});
  const waits = workflow?.spec?.suspend || nodes.some((node) => node.type === 'Suspend' && node.phase === 'Running');
  const known = [
    ['Resume', 'resume', '', !over && waits],
    ['Suspend', 'suspend', '', !over && !workflow?.spec?.suspend],
    ['Stop', 'stop', '', !over],
    ['Terminate', 'terminate', '', !over],
    ['Retry', 'retry', '', phase === 'Failed' || phase === 'Error'],
    ['Resubmit', 'resubmit', '', true],
    ['Delete', 'delete', 'danger-text', true],
  ];
  return known.filter((action) => !workflow || action[3]);
}

const EXPLAINED = {
  stop: 'Running steps end, then exit handlers run.',
  terminate: 'Everything ends at once, exit handlers do not run.',
  delete: 'The workflow, its logs and what it owns are deleted. Of one that has ended, the archive keeps what it did.',
  forget: 'Nothing is left of it after that.',
};

/** Does it, after asking where it cannot be undone. True when it was done. */
export async function act(verb, targets) {
  const what = targets.length === 1 ? targets[0].name : `${targets.length} workflows`;
  const explained = EXPLAINED[verb === 'delete' && targets.every(isArchived) ? 'forget' : verb];
  if (explained) {
    const word = verb[0].toUpperCase() + verb.slice(1);
    const sure = await dialog(`${word} ${what}?`, h('p', {}, explained), [['Cancel', '', false], [word, verb === 'delete' ? 'danger' : 'primary', true]]);
    if (!sure) return false;
  }
  const done = await Promise.allSettled(targets.map((metadata) => {
    const path = isArchived(metadata) ? ['archived-workflows', metadata.uid] : ['workflows', metadata.namespace, metadata.name];
    return verb === 'delete' ? remove(path) : put([...path, verb]);
  }));
  const refused = done.filter((one) => one.status === 'rejected');
  if (refused.length) toast(`${verb}: ${refused[0].reason.message}${refused.length > 1 ? ` (and ${refused.length - 1} more)` : ''}`, true);
  if (refused.length === done.length) return false;
  toast(`${verb}: ${what}`);
  const made = done.find((one) => one.status === 'fulfilled')?.value?.metadata;
  if ((verb === 'resubmit' || (verb === 'retry' && isArchived(targets[0]))) && targets.length === 1 && made) go(`/workflows/${encodeURIComponent(made.namespace)}/${encodeURIComponent(made.name)}`);
  return true;
}
