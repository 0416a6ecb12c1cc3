// A workflow as a graph: layers from left to right, with what is too much folded together.
import { fill, h } from './dom.js';
import { mark, phaseOf } from './format.js';

const WIDTH = 190;
const HEIGHT = 34;
const GAP_X = 54;
const GAP_Y = 12;
/** So many nodes of one template below the same parent are shown one by one. */
const FOLD = 16;
/** So many of an unfolded group are shown. */
const UNFOLDED = 200;
const WEIGHT = { Failed: 0, Error: 0, Running: 1, Suspended: 1, Pending: 2, Succeeded: 3, Skipped: 4, Omitted: 4 };

/** Which nodes are shown, with groups in place of many alike; linear in the nodes and their edges. */
export function fold(nodes, open) {
  const shown = new Map();
  const alias = new Map();
  const byParent = new Map();
  for (const node of Object.values(nodes)) {
    if ((node.children?.length ?? 0) <= FOLD) continue;
    for (const child of node.children) {
      const known = nodes[child];
      if (!known) continue;
      const key = `${node.id}/${known.templateName ?? known.templateRef?.template ?? ''}/${known.type}`;
      if (!byParent.has(key)) byParent.set(key, []);
      byParent.get(key).push(child);
    }
  }
  for (const [key, ids] of byParent) {
    if (ids.length <= FOLD) continue;
    const sorted = [...ids].sort((a, b) => (WEIGHT[phaseOf(nodes[a])] ?? 3) - (WEIGHT[phaseOf(nodes[b])] ?? 3));
    const hidden = open.has(key) ? sorted.slice(UNFOLDED) : sorted;
    if (!hidden.length) continue;
    const counts = {};
    for (const id of hidden) {
      const phase = phaseOf(nodes[id]);
      counts[phase] = (counts[phase] ?? 0) + 1;
      alias.set(id, key);
    }
    const phase = Object.keys(counts).sort((a, b) => (WEIGHT[a] ?? 3) - (WEIGHT[b] ?? 3))[0];
    shown.set(key, { id: key, group: hidden, counts, phase, template: nodes[hidden[0]].templateName, children: [] });
  }
  for (const node of Object.values(nodes)) {
    if (!alias.has(node.id)) shown.set(node.id, { id: node.id, node, phase: phaseOf(node), children: [] });
  }
  for (const node of Object.values(nodes)) {
    const from = shown.get(alias.get(node.id) ?? node.id);
    for (const child of node.children ?? []) {
      const to = alias.get(child) ?? child;
      if (shown.has(to) && to !== from.id) from.children.push(to);
    }
  }
  for (const one of shown.values()) if (one.children.length > 1) one.children = [...new Set(one.children)];
  return shown;
}

/** Gives each shown node its place: a layer by the longest way to it, an order by its parents. Linear but for sorting. */
export function layout(shown) {
  const ids = [...shown.keys()];
  const index = new Map(ids.map((id, at) => [id, at]));
  const children = ids.map((id) => shown.get(id).children.map((child) => index.get(child)));
  const waits = new Int32Array(ids.length);
  const parent = new Int32Array(ids.length).fill(-1);
  children.forEach((all, at) => { for (const child of all) { waits[child] += 1; if (parent[child] < 0) parent[child] = at; } });
  const depth = new Int32Array(ids.length);
  const queue = [];
  const count = Int32Array.from(waits);
  for (let at = 0; at < ids.length; at += 1) if (!count[at]) queue.push(at);
  const layers = [];
  for (let next = 0; next < queue.length; next += 1) {
    const at = queue[next];
    (layers[depth[at]] ??= []).push(at);
    for (const child of children[at]) {
      if (depth[child] <= depth[at]) depth[child] = depth[at] + 1;
      count[child] -= 1;
      if (!count[child]) queue.push(child);
    }
  }
  const order = new Float64Array(ids.length);
  const sums = new Float64Array(ids.length);
  let lowest = 0;
  for (const layer of layers) {
    for (const at of layer) if (waits[at]) sums[at] /= waits[at];
    if (layer.length > 1) layer.sort((a, b) => sums[a] - sums[b] || a - b);
    let [free, shift] = [-Infinity, 0];
    for (const at of layer) {
      order[at] = Math.max(sums[at], free);
      free = order[at] + 1;
      shift += order[at] - sums[at];
    }
    // What had to give way moves back together, so that a layer stands around its parents.
    shift /= layer.length;
    for (const at of layer) {
      order[at] -= shift;
      lowest = Math.min(lowest, order[at]);
      for (const child of children[at]) sums[child] += order[at];
    }
  }
  const places = new Map();
  let [width, height] = [0, 0];
  for (const layer of layers) {
    for (const at of layer) {
      const x = depth[at] * (WIDTH + GAP_X) + 16;
      const y = (order[at] - lowest) * (HEIGHT + GAP_Y) + 16;
      places.set(ids[at], { x, y, depth: depth[at], parent: parent[at] < 0 ? undefined : ids[parent[at]] });
      width = Math.max(width, x + WIDTH + 16);
      height = Math.max(height, y + HEIGHT + 16);
    }
  }
  return { places, layers: layers.map((layer) => layer.map((at) => ids[at])), width, height };
}

const short = (text, length = 22) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

/** Draws into a box; `onpick` gets the node that is chosen. Returns what updates it. */
export function graph(box, onpick) {
  const open = new Set();
  let [zoom, nodes, picked, drawn, focused] = [1, {}, '', null, ''];
  const svg = h('svg', { class: 'graph', role: 'group', 'aria-label': 'Graph of the steps. Arrow keys move along it, Enter shows a step.' });
  const canvas = h('div', { class: 'canvas' }, svg);
  const size = () => {
    svg.setAttribute('width', drawn.width * zoom);
    svg.setAttribute('height', drawn.height * zoom);
    svg.setAttribute('viewBox', `0 0 ${drawn.width} ${drawn.height}`);
  };
  const scale = (by) => { zoom = by ? Math.min(2, Math.max(0.2, zoom * by)) : Math.min(1, (canvas.clientWidth - 8) / drawn.width, (canvas.clientHeight - 8) / drawn.height); size(); paint(); };
  fill(box, h('div', { class: 'row tools' }, h('button', { onclick: () => scale(1.25), 'aria-label': 'Larger' }, '+'),
    h('button', { onclick: () => scale(0.8), 'aria-label': 'Smaller' }, '−'), h('button', { onclick: () => scale(0) }, 'Fit'),
    h('span', { class: 'hint' }, 'Arrow keys move, Enter shows a step')), canvas);

  const pick = (one) => {
    if (one.group) {
      if (open.has(one.id)) open.delete(one.id); else open.add(one.id);
      draw();
    } else { picked = one.id; onpick(one.node); draw(); }
  };
  const item = (one, place) => {
    const label = one.group ? `${one.group.length} × ${one.template ?? 'step'}` : one.node.displayName || one.node.name;
    const counts = one.group ? Object.entries(one.counts).map(([phase, count]) => `${count} ${phase}`).join(', ') : '';
    const words = one.group ? `${label}: ${counts}. Enter unfolds.` : `${label}, ${one.node.type}, ${one.phase}${one.node.message ? `: ${one.node.message}` : ''}`;
    const dot = one.node?.type === 'StepGroup' || one.node?.type === 'TaskGroup';
    const shape = dot && !one.group
      ? [h('circle', { cx: 12, cy: HEIGHT / 2, r: 7, class: 'box' }), h('text', { x: 24, y: HEIGHT / 2 - 6, class: 'small' }, short(label, 26))]
      : [h('rect', { width: WIDTH, height: HEIGHT, rx: 7, class: 'box' }), one.group && h('rect', { x: 4, y: 4, width: WIDTH, height: HEIGHT, rx: 7, class: 'behind' }),
        one.group && h('rect', { width: WIDTH, height: HEIGHT, rx: 7, class: 'box' }),
        h('text', { x: 12, y: HEIGHT / 2 + 5, class: 'sign' }, mark(one.phase)), h('text', { x: 32, y: one.group ? 15 : HEIGHT / 2 + 4 }, short(label)),
        one.group && h('text', { x: 32, y: 28, class: 'small' }, short(counts, 26))];
    return h('g', { class: `node phase-${one.phase}${picked === one.id ? ' picked' : ''}`, transform: `translate(${place.x},${place.y})`, tabindex: -1, role: 'button',
      'aria-label': words, 'data-id': one.id, onclick: () => { focused = one.id; pick(one); }, onkeydown: (event) => key(event, one) }, h('title', {}, words), shape.filter(Boolean));
  };
  const key = (event, one) => {
    const { places, layers } = drawn;
    const place = places.get(one.id);
    const layer = layers[place.depth];
    const beside = (by) => layer.at((layer.indexOf(one.id) + by) % layer.length);
    const to = { ArrowRight: () => one.children[0], ArrowLeft: () => place.parent, ArrowDown: () => beside(1), ArrowUp: () => beside(-1) }[event.key];
    if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); focused = one.id; pick(one); return; }
    if (!to) return;
    event.preventDefault();
    const target = to();
    if (target) focus(target);
  };
  const focus = (id) => {
    const place = drawn.places.get(id);
    if (!sight()(place)) canvas.scrollTo(place.x * zoom - 100, place.y * zoom - 100);
    paint();
    for (const element of svg.querySelectorAll('[tabindex="0"]')) element.setAttribute('tabindex', '-1');
    const element = [...svg.querySelectorAll('.node')].find((one) => one.dataset.id === id);
    element?.setAttribute('tabindex', '0');
    element?.focus();
    focused = id;
  };
  /** What is in sight, with a margin; a graph of ten thousand steps has a few hundred elements at a time. */
  const sight = () => {
    const [left, top] = [canvas.scrollLeft / zoom - 400, canvas.scrollTop / zoom - 300];
    const [right, bottom] = [left + canvas.clientWidth / zoom + 800, top + canvas.clientHeight / zoom + 600];
    return ({ x, y }) => x + WIDTH >= left && x <= right && y + HEIGHT >= top && y <= bottom;
  };
  const draw = () => {
    const shown = fold(nodes, open);
    drawn = { shown, ...layout(shown) };
    size();
    paint();
  };
  const paint = () => {
    const { shown } = drawn;
    const visible = sight();
    const edges = [];
    for (const one of shown.values()) {
      const from = drawn.places.get(one.id);
      if (!from) continue;
      for (const child of one.children) {
        const to = drawn.places.get(child);
        if (!to || !(visible(from) || visible(to))) continue;
        const dot = one.node && ['StepGroup', 'TaskGroup'].includes(one.node.type);
        const [x1, y1, x2, y2] = [from.x + (dot ? 20 : WIDTH), from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
        const bend = (x2 - x1) / 2;
        edges.push(h('path', { class: 'edge', d: `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}` }));
      }
    }
    const had = svg.contains(document.activeElement);
    fill(svg, edges, [...drawn.places].filter(([, place]) => visible(place)).map(([id, place]) => item(shown.get(id), place)));
    const first = drawn.places.has(focused) ? focused : drawn.layers[0]?.[0];
    const element = [...svg.querySelectorAll('.node')].find((one) => one.dataset.id === first);
    element?.setAttribute('tabindex', '0');
    if (had) element?.focus();
  };
  let waiting = false;
  canvas.addEventListener('scroll', () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; paint(); });
  }, { passive: true });
  return { set(all, chosen) { nodes = all; picked = chosen ?? picked; draw(); } };
}
