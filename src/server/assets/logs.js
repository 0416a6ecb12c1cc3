// Logs: followed while they grow, searched while they are followed.
import { events } from './api.js';
import { fill, h, virtual } from './dom.js';

const ROW = 19;
/** So many lines are kept; older ones go. */
const KEPT = 100000;
// Colours and cursor movements of terminals mean nothing here.
const ESCAPES = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)/g;
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f]/g;

/** Fills a box with the logs of a pod, or of all pods of a workflow. Returns what stops it. */
export function logs(box, namespace, workflow, pod, container) {
  const stop = new AbortController();
  let [lines, found, wanted, tail] = [[], [], '', true];
  const search = h('input', { type: 'search', placeholder: 'Search  ( / )', 'aria-label': 'Search the log', oninput: () => { wanted = search.value.toLowerCase(); sift(); } });
  const only = h('input', { type: 'checkbox', onchange: () => sift() });
  const state = h('span', { class: 'hint', role: 'status' }, 'Waiting for lines…');
  const view = h('div', { class: 'log', tabindex: 0, role: 'log', 'aria-label': 'Log' });
  fill(box, h('div', { class: 'row tools' }, search, h('label', {}, only, ' matching lines only'),
    h('button', { onclick: () => { tail = true; list.toEnd(); } }, 'Newest'),
    h('button', { onclick: () => save() }, 'Save'), state), view);
  const list = virtual(view, ROW, (index) => {
    const { text, podName } = only.checked && wanted ? found[index] : lines[index];
    const hit = wanted ? text.toLowerCase().indexOf(wanted) : -1;
    const parts = hit < 0 ? [text] : [text.slice(0, hit), h('mark', {}, text.slice(hit, hit + wanted.length)), text.slice(hit + wanted.length)];
    return h('div', { class: 'log-line' }, !pod && h('span', { class: 'pod' }, `${podName}: `), parts);
  });
  view.addEventListener('scroll', () => { tail = list.atEnd(); }, { passive: true });
  const sift = () => {
    found = wanted ? lines.filter((line) => line.text.toLowerCase().includes(wanted)) : [];
    paint();
  };
  const paint = () => {
    list.set(only.checked && wanted ? found.length : lines.length);
    if (tail) requestAnimationFrame(() => list.toEnd());
    state.textContent = `${lines.length} lines${wanted ? `, ${found.length} match` : ''}`;
  };
  const save = () => {
    const blob = new Blob(lines.map((line) => `${pod ? '' : `${line.podName}: `}${line.text}\n`), { type: 'text/plain' });
    const link = h('a', { href: URL.createObjectURL(blob), download: `${pod || workflow}.log` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => { waiting = false; paint(); }, 100);
  };
  (async () => {
    const query = { podName: pod, 'logOptions.container': container || 'main', 'logOptions.follow': true };
    try {
      for await (const { content = '', podName } of events(['workflows', namespace, workflow, 'log'], query, stop.signal)) {
        const text = content.replace(ESCAPES, '').replace(CONTROLS, '');
        const line = { text, podName };
        lines.push(line);
        if (wanted && text.toLowerCase().includes(wanted)) found.push(line);
        if (lines.length > KEPT) lines = lines.slice(-KEPT * 0.9);
        soon();
      }
      if (!lines.length) state.textContent = 'This log is empty.';
    } catch (error) {
      if (!stop.signal.aborted) state.textContent = error.message;
    }
  })();
  return () => stop.abort();
}
