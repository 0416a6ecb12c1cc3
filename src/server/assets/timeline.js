// A workflow in time: a bar for each step, in the order they began.
import { fill, h, virtual } from './dom.js';
import { mark, phaseOf, span, took } from './format.js';

const ROW = 26;

export function timeline(box, onpick) {
  const head = h('div', { class: 'timeline-head' });
  const rows = h('div', { class: 'timeline', role: 'list', 'aria-label': 'Steps in the order they began' });
  fill(box, head, rows);
  let [nodes, start, end] = [[], 0, 1];
  const list = virtual(rows, ROW, (index) => {
    const node = nodes[index];
    const from = Date.parse(node.startedAt) || start;
    const to = node.finishedAt ? Date.parse(node.finishedAt) : Date.now();
    const phase = phaseOf(node);
    const bar = h('span', { class: `time-bar phase-${phase}` });
    bar.style.left = `${((from - start) / (end - start)) * 100}%`;
    bar.style.width = `max(3px, ${((to - from) / (end - start)) * 100}%)`;
    return h('div', { role: 'listitem', class: 'time-row' },
      h('button', { class: 'quiet name', onclick: () => onpick(node), title: node.name, 'aria-label': `${node.displayName}, ${phase}, ${took(node)}` },
        h('span', { class: `sign phase-${phase}` }, mark(phase)), ' ', node.displayName || node.name),
      h('span', { class: 'track' }, bar), h('span', { class: 'num' }, took(node)));
  });
  return {
    set(all) {
      nodes = Object.values(all).filter((node) => node.startedAt && !['StepGroup', 'TaskGroup'].includes(node.type))
        .sort((a, b) => (a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : 0));
      let [low, high] = [Infinity, -Infinity];
      for (const node of nodes) {
        low = Math.min(low, Date.parse(node.startedAt));
        high = Math.max(high, node.finishedAt ? Date.parse(node.finishedAt) : Date.now());
      }
      start = Number.isFinite(low) ? low : 0;
      end = Math.max(start + 1000, high);
      fill(head, h('span', {}, `${nodes.length} steps`), h('div', {}, ['0s', span((end - start) / 2000), span((end - start) / 1000)].map((word) => h('span', {}, word))), h('span', {}, 'took'));
      list.set(nodes.length);
    },
  };
}
