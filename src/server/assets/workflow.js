// One workflow: as a graph, in time, its steps, its logs and its text.
import { Refused, events, follow, get } from './api.js';
import { failed, go } from './app.js';
import { actions, act, isArchived } from './actions.js';
import { fill, h } from './dom.js';
import { badge, facts, local, moment, phaseOf, took } from './format.js';
import { graph } from './graph.js';
import { logs } from './logs.js';
import { nodePanel } from './node.js';
import { timeline } from './timeline.js';

const TABS = [['graph', 'Graph'], ['timeline', 'Timeline'], ['summary', 'Summary'], ['logs', 'Logs'], ['json', 'JSON']];

export function workflowView(main, [namespace, name], search) {
  document.title = `${name} · Argo`;
  const stop = new AbortController();
  let workflow = null;
  let tab = search.get('tab') ?? 'graph';
  let chosen = search.get('node') ?? '';
  const uid = search.get('uid') ?? '';
  let [shown, quiet, part] = [null, () => {}, null];

  const keep = () => {
    const query = new URLSearchParams({ tab, ...(chosen && { node: chosen }), ...(uid && { uid }) });
    history.replaceState(null, '', `#/workflows/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}?${query}`);
  };
  const title = h('div', { class: 'head' });
  const trouble = h('div', { class: 'trouble', role: 'alert', hidden: true });
  const tabs = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Views of the workflow' }, TABS.map(([key, word]) =>
    h('button', { role: 'tab', id: `tab-${key}`, 'aria-controls': 'tab-panel', 'aria-selected': String(tab === key), tabindex: tab === key ? 0 : -1,
      onclick: () => select(key), onkeydown: (event) => {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!by) return;
        const at = TABS.findIndex(([one]) => one === key);
        const next = TABS[(at + by + TABS.length) % TABS.length][0];
        select(next);
        tabs.querySelector(`#tab-${next}`).focus();
      } }, word)));
  const panel = h('div', { class: 'panel', id: 'tab-panel', role: 'tabpanel' });
  const side = h('aside', { class: 'side', 'aria-label': 'Step', hidden: true });
  fill(main, title, trouble, tabs, h('div', { class: 'split' }, panel, side));

  const pick = (node) => {
    chosen = node ? node.id : '';
    keep();
    paintSide(true);
    if (tab === 'graph') part?.set(workflow.status?.nodes ?? {}, chosen);
  };
  const select = (key) => {
    tab = key;
    keep();
    for (const one of tabs.children) {
      const own = one.id === `tab-${key}`;
      one.setAttribute('aria-selected', String(own));
      one.tabIndex = own ? 0 : -1;
    }
    paint();
  };
  const paintTitle = () => {
    const phase = workflow.spec?.suspend && workflow.status?.phase === 'Running' ? 'Suspended' : workflow.status?.phase;
    const focus = document.activeElement?.dataset?.verb;
    fill(title, h('h1', {}, h('a', { href: '#/workflows', class: 'up', 'aria-label': 'All workflows' }, '‹'), ' ', name), badge(phase), isArchived(workflow.metadata) && h('span', { class: 'tag' }, 'archived'), h('span', { class: 'hint' }, workflow.status?.progress ?? ''),
      h('span', { class: 'hint' }, took(workflow.status)), h('span', { class: 'spacer' }),
      actions(workflow).map(([word, verb, kind]) => h('button', { class: kind, 'data-verb': verb, onclick: async () => {
        const done = await act(verb, [workflow.metadata]);
        if (done && verb === 'delete') go('/workflows');
      } }, word)));
    if (focus) title.querySelector(`[data-verb="${focus}"]`)?.focus();
  };
  let sideFor = '';
  const paintSide = (anew) => {
    const node = workflow?.status?.nodes?.[chosen];
    side.hidden = !node;
    const key = node ? JSON.stringify(node) : '';
    if (!node || (!anew && key === sideFor)) return;
    sideFor = key;
    nodePanel(side, workflow, node, () => { pick(null); panel.querySelector('[tabindex="0"]')?.focus(); }, (other) => pick(other));
  };
  const paint = () => {
    if (!workflow) return;
    if (shown !== tab) {
      quiet();
      [quiet, part, shown] = [() => {}, null, tab];
      fill(panel);
      panel.className = `panel panel-${tab}`;
      panel.setAttribute('aria-labelledby', `tab-${tab}`);
      if (tab === 'graph') part = graph(panel, pick);
      if (tab === 'timeline') part = timeline(panel, pick);
      if (tab === 'logs') quiet = logs(panel, namespace, name, '', '');
    }
    const nodes = workflow.status?.nodes ?? {};
    if (tab === 'graph' || tab === 'timeline') part.set(nodes, chosen);
    if (tab === 'graph' && !Object.keys(nodes).length) fill(panel, h('p', { class: 'note' }, workflow.status?.message ?? 'Nothing has started yet.')), shown = null;
    if (tab === 'summary') summary(panel, workflow);
    if (tab === 'json') fill(panel, h('pre', { tabindex: 0 }, JSON.stringify(workflow, null, 2)));
  };
  // The server tells every change; the screen follows a few times a second.
  let [waiting, last] = [false, 0];
  const soon = () => {
    if (waiting) return;
    waiting = true;
    const work = () => {
      waiting = false;
      if (stop.signal.aborted) return;
      last = performance.now();
      paintTitle();
      paint();
      paintSide(false);
    };
    setTimeout(work, Math.max(0, 250 - (performance.now() - last)));
  };
  // What is gone is read once.
  const archived = async (path) => {
    workflow = await get(path, {}, stop.signal);
    soon();
    await new Promise((resolve) => { stop.signal.addEventListener('abort', resolve); });
  };
  const live = async () => {
    const query = { 'listOptions.fieldSelector': `metadata.name=${name}`, fields: '-result.object.metadata.managedFields' };
    for await (const { type, object } of events(['workflow-events', namespace], query, stop.signal)) {
      trouble.hidden = true;
      if (type === 'DELETED') { failed(new Error(`Workflow ${name} was deleted.`)); stop.abort(); return; }
      workflow = object;
      soon();
    }
  };
  const once = async () => {
    if (uid) return archived(['archived-workflows', uid]);
    try {
      return await live();
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 404) throw error;
      return archived(['workflows', namespace, name]);
    }
  };
  follow(stop.signal, once, (error, final) => {
    if (final) { failed(error); return; }
    trouble.hidden = !error;
    trouble.textContent = error ? `The connection is gone, trying again: ${error.message}` : '';
  });
  const clock = setInterval(() => { if (workflow && !workflow.status?.finishedAt) soon(); }, 1000);
  return () => { stop.abort(); quiet(); clearInterval(clock); };
}

function summary(panel, { metadata, spec = {}, status = {} }) {
  const nodes = Object.values(status.nodes ?? {});
  const counts = {};
  for (const node of nodes) counts[phaseOf(node)] = (counts[phaseOf(node)] ?? 0) + 1;
  const pairs = (map) => (map ? Object.entries(map).map(([key, value]) => h('div', {}, h('code', {}, `${key}=${value}`))) : undefined);
  const values = (list) => (list?.length ? list.map((one) => h('div', {}, h('strong', {}, one.name), ' ', h('code', { class: 'value' }, String(one.value ?? '')))) : undefined);
  fill(panel, facts([
    ['Status', badge(status.phase)], ['Message', status.message], ['Namespace', metadata.namespace],
    ['Created', [local(metadata.creationTimestamp), ' (', moment(metadata.creationTimestamp), ' ago)']], ['Started', local(status.startedAt)], ['Finished', local(status.finishedAt)], ['Duration', took(status)],
    ['Progress', status.progress], ['Steps', Object.entries(counts).map(([phase, count]) => [badge(phase, `${count} ${phase}`), ' '])],
    ['Arguments', values(spec.arguments?.parameters)], ['Outputs', values(status.outputs?.parameters)],
    ['Template', spec.workflowTemplateRef && h('a', { href: `#/${spec.workflowTemplateRef.clusterScope ? 'cluster-templates/' : `templates/${encodeURIComponent(metadata.namespace)}`}/${encodeURIComponent(spec.workflowTemplateRef.name)}` }, spec.workflowTemplateRef.name)],
    ['Labels', pairs(metadata.labels)], ['Annotations', pairs(metadata.annotations)],
    ['Conditions', status.conditions?.map((one) => h('div', {}, `${one.type}: ${one.status} ${one.message ?? ''}`))],
  ]));
}
