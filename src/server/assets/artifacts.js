// Artifacts: to keep, and to look into as far as that is harmless. Nothing in them is ever run.
import { artifactHead, artifactUrl } from './api.js';
import { fill, h } from './dom.js';
import { bytes } from './format.js';

const HEAD = 256 * 1024;
const IMAGES = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp' };

/** One artifact with what can be done with it. */
export function artifact(where, node, direction, one) {
  const view = h('div', { class: 'preview', hidden: true });
  const look = h('button', { 'aria-expanded': 'false', onclick: async () => {
    view.hidden = !view.hidden;
    look.setAttribute('aria-expanded', String(!view.hidden));
    if (!view.hidden) await preview(view, where, node, direction, one.name, []);
  } }, 'Preview');
  const url = artifactUrl(where.namespace, where.name, node, direction, one.name);
  return h('li', { class: 'artifact' }, h('div', { class: 'row' }, h('strong', {}, one.name), h('code', { class: 'hint' }, one.path ?? ''), h('span', { class: 'spacer' }),
    look, h('a', { class: 'button', href: url, download: '' }, 'Download')), view);
}

async function preview(view, where, node, direction, name, below) {
  fill(view, h('p', { class: 'hint' }, 'Loading…'));
  try {
    const response = await artifactHead(where.namespace, where.name, node, direction, name, HEAD, below);
    if (response.headers.get('content-disposition') === null) {
      const { files } = await response.json();
      fill(view, h('ul', {}, files.map((file) => h('li', {}, h('button', { class: 'quiet', onclick: () => preview(view, where, node, direction, name, [...below, file.name]) },
        `${file.name}${file.directory ? '/' : ''}`), ' ', file.directory ? '' : bytes(file.size)))));
      return;
    }
    const total = Number((response.headers.get('content-range') ?? '').split('/')[1]) || 0;
    const file = decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition'))?.[1] ?? name);
    fill(view, await shown(file, new Uint8Array(await response.arrayBuffer()), total), total > HEAD && h('p', { class: 'hint' }, `The beginning of ${bytes(total)}.`));
  } catch (error) { fill(view, h('p', { class: 'bad' }, error.message)); }
}

async function shown(file, data, total) {
  const end = file.split('.').pop().toLowerCase();
  if (IMAGES[end] && total <= HEAD) {
    return h('img', { src: URL.createObjectURL(new Blob([data], { type: IMAGES[end] })), alt: file });
  }
  if (data[0] === 0x1f && data[1] === 0x8b) {
    const plain = await unzipped(data);
    const files = entries(plain);
    if (!files.length) return text(plain);
    return files.slice(0, 50).map((one) => h('details', { open: files.length === 1 }, h('summary', {}, `${one.name} (${bytes(one.size)})`), IMAGES[one.name.split('.').pop().toLowerCase()]
      ? h('img', { alt: one.name, src: URL.createObjectURL(new Blob([one.data], { type: IMAGES[one.name.split('.').pop().toLowerCase()] })) }) : text(one.data)));
  }
  return text(data);
}

function text(data) {
  const head = data.subarray(0, HEAD);
  if (head.some((byte) => byte === 0)) return h('p', { class: 'hint' }, 'No preview: this is not text.');
  return h('pre', {}, new TextDecoder().decode(head) || '(empty)');
}

/** What can be unpacked of a beginning. */
async function unzipped(data) {
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts = [];
  let size = 0;
  try {
    while (size < 4 * HEAD) {
      const { value, done } = await reader.read();
      if (done) break;
      parts.push(value);
      size += value.length;
    }
  } catch { /* cut off: what came counts */ }
  const all = new Uint8Array(size);
  parts.reduce((at, part) => { all.set(part, at); return at + part.length; }, 0);
  return all;
}

/** The files of a tar archive. */
function entries(data) {
  const word = (at, length) => new TextDecoder().decode(data.subarray(at, at + length)).replace(/\0.*$/s, '');
  const files = [];
  for (let at = 0; at + 512 <= data.length;) {
    if (word(at + 257, 5) !== 'ustar') break;
    const size = parseInt(word(at + 124, 12), 8) || 0;
    const kind = word(at + 156, 1);
    if (kind === '0' || kind === '') files.push({ name: word(at, 100), size, data: data.subarray(at + 512, at + 512 + size) });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
