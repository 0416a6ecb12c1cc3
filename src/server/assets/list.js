// The list of workflows: filtered, newest first, and kept up to date while it is looked at.
import { events, follow, get } from './api.js';
import { failed, go, state } from './app.js';
import { fill, h } from './dom.js';
import { PHASES, badge, moment, took } from './format.js';
import { ARCHIVING, actions, act, isArchived } from './actions.js';

const PAGE = 100;
const PHASE = 'workflows.argoproj.io/phase';
const PARTS = ['metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.creationTimestamp', 'metadata.resourceVersion', 'metadata.labels',
  'status.phase', 'status.message', 'status.startedAt', 'status.finishedAt', 'status.progress', 'spec.suspend'];

export function listView(main, _, search) {
  document.title = 'Workflows · Argo';
  const stop = new AbortController();
  const filter = { name: search.get('name') ?? '', labels: search.get('labels') ?? '', phase: search.get('phase') ?? '', archived: search.get('archived') ?? '' };
  const found = new Map();
  const selected = new Set();
  let next = '';

  const keep = () => {
    const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value)).toString();
    go(`/workflows${query ? `?${query}` : ''}`);
  };
  const name = h('input', { type: 'search', value: filter.name, placeholder: 'Name contains…  ( / )', 'aria-label': 'Name contains', onchange: () => { filter.name = name.value.trim(); keep(); } });
  const labels = h('input', { type: 'search', value: filter.labels, placeholder: 'Labels, e.g. team=blue', 'aria-label': 'Label selector', onchange: () => { filter.labels = labels.value.trim(); keep(); } });
  const phases = h('div', { class: 'chips', role: 'group', 'aria-label': 'Phase' }, ['', ...PHASES].map((phase) =>
    h('button', { class: 'chip', 'aria-pressed': String(filter.phase === phase), onclick: () => { filter.phase = phase; keep(); } }, phase || 'All')));
  const archived = h('button', { class: 'chip', 'aria-pressed': String(Boolean(filter.archived)), title: 'Also show workflows that were deleted', onclick: () => { filter.archived = filter.archived ? '' : 'yes'; keep(); } }, 'Archived too');
  const body = h('tbody');
  const count = h('span', { class: 'hint', role: 'status' });
  const more = h('button', { hidden: true, onclick: () => load(next) }, 'Show older');
  const bulk = h('div', { class: 'row', hidden: true });
  const all = h('input', { type: 'checkbox', 'aria-label': 'Select all', onchange: () => {
    for (const key of found.keys()) { if (all.checked) selected.add(key); else selected.delete(key); }
    paint();
  } });
  const trouble = h('div', { class: 'trouble', role: 'alert', hidden: true });
  fill(main,
    h('div', { class: 'head' }, h('h1', {}, 'Workflows'), count, h('span', { class: 'spacer' }), h('a', { class: 'button primary', href: '#/templates' }, 'Submit from a template')),
    h('div', { class: 'filters' }, name, labels, phases, archived), trouble, bulk,
    h('div', { class: 'scroll' }, h('table', { class: 'list' },
      h('thead', {}, h('tr', {}, h('th', {}, all), ['Name', 'Namespace', 'Status', 'Progress', 'Age', 'Duration', 'Message'].map((word) => h('th', { scope: 'col' }, word)))), body)),
    h('div', { class: 'row center' }, more));

  const row = ({ metadata, status = {}, spec = {} }) => {
    const key = metadata.uid;
    const phase = spec.suspend && status.phase === 'Running' ? 'Suspended' : status.phase;
    const [done, total] = (status.progress ?? '').split('/').map(Number);
    return h('tr', {},
      h('td', {}, h('input', { type: 'checkbox', checked: selected.has(key), 'aria-label': `Select ${metadata.name}`, onchange: (event) => {
        if (event.target.checked) selected.add(key); else selected.delete(key);
        paintBulk();
      } })),
      h('th', { scope: 'row' }, h('a', { href: `#/workflows/${encodeURIComponent(metadata.namespace)}/${encodeURIComponent(metadata.name)}${isArchived(metadata) ? `?uid=${encodeURIComponent(key)}` : ''}` }, metadata.name), isArchived(metadata) && [' ', h('span', { class: 'tag' }, 'archived')]),
      h('td', {}, metadata.namespace), h('td', {}, badge(phase)),
      h('td', {}, total ? h('progress', { value: done, max: total, 'aria-label': status.progress, title: status.progress }) : ''),
      h('td', { class: 'num' }, moment(metadata.creationTimestamp)), h('td', { class: 'num' }, took(status)),
      h('td', { class: 'message', title: status.message }, status.message ?? ''));
  };
  const paintBulk = () => {
    const chosen = [...selected].map((key) => found.get(key)).filter(Boolean);
    bulk.hidden = chosen.length === 0;
    fill(bulk, h('span', {}, `${chosen.length} selected`), actions(null).map(([word, verb, kind]) =>
      h('button', { class: kind, onclick: async () => {
        if (await act(verb, chosen.map((one) => one.metadata))) { selected.clear(); all.checked = false; paint(); }
      } }, word)));
  };
  const paint = () => {
    const rows = [...found.values()].sort((a, b) => (b.metadata.creationTimestamp + b.metadata.name > a.metadata.creationTimestamp + a.metadata.name ? 1 : -1));
    const empty = h('tr', {}, h('td', { colspan: 8, class: 'note' }, filter.name || filter.labels || filter.phase ? 'No workflow matches.' : ['No workflows yet. ', h('code', {}, 'argo submit FILE'), ' or a template starts one.']));
    const focus = document.activeElement?.closest('tr')?.querySelector('a')?.getAttribute('href');
    fill(body, rows.length ? rows.map(row) : empty);
    if (focus) [...body.querySelectorAll('a')].find((link) => link.getAttribute('href') === focus)?.focus();
    count.textContent = `${rows.length}${next ? ' newest' : ''}`;
    more.hidden = !next;
    paintBulk();
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => { waiting = false; if (!stop.signal.aborted) paint(); }, 200);
  };
  const selector = [!filter.archived && `${ARCHIVING}!=Persisted`, filter.labels, filter.phase && `${PHASE}=${filter.phase}`].filter(Boolean).join(',');
  const query = { 'listOptions.labelSelector': selector };
  if (filter.name) Object.assign(query, { nameFilter: 'Contains', 'listOptions.fieldSelector': `metadata.name=${filter.name}` });

  async function load(from) {
    const list = await get(['workflows', state.namespace], { ...query, 'listOptions.limit': PAGE, 'listOptions.continue': from,
      fields: ['metadata', ...PARTS.map((part) => `items.${part}`)].join(',') }, stop.signal);
    if (!from) found.clear();
    for (const item of list.items ?? []) found.set(item.metadata.uid, item);
    next = list.metadata.continue ?? '';
    paint();
    return list.metadata.resourceVersion;
  }
  const once = async () => {
    const version = await load('');
    trouble.hidden = true;
    const watched = { 'listOptions.labelSelector': filter.labels, 'listOptions.resourceVersion': version,
      fields: ['result.type', ...PARTS.map((part) => `result.object.${part}`)].join(',') };
    for await (const { type, object } of events(['workflow-events', state.namespace], watched, stop.signal)) {
      const fits = (!filter.phase || object.status?.phase === filter.phase) && object.metadata.name.includes(filter.name);
      if (type === 'DELETED' || !fits) { found.delete(object.metadata.uid); selected.delete(object.metadata.uid); } else found.set(object.metadata.uid, object);
      soon();
    }
  };
  follow(stop.signal, once, (error, final) => {
    if (final) { failed(error); return; }
    trouble.hidden = !error;
    trouble.textContent = error ? `The connection is gone, trying again: ${error.message}` : '';
  });
  const clock = setInterval(soon, 5000);
  return () => { stop.abort(); clearInterval(clock); };
}
