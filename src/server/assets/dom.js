// Elements out of plain calls. Text is always text: nothing here reads markup.

const SVG = 'http://www.w3.org/2000/svg';
const SVG_TAGS = new Set(['svg', 'g', 'path', 'rect', 'circle', 'text', 'title', 'line']);

/** Makes an element: h('a', {href, onclick, class}, children…). */
export function h(tag, attributes, ...children) {
  const element = SVG_TAGS.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value' || name === 'checked') element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(3).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** Puts new children in place of the old ones. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(3).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** Says something in the corner, and to screen readers. */
export function toast(text, bad = false) {
  const box = h('div', { class: bad ? 'toast bad' : 'toast' }, text);
  document.getElementById('toasts').append(box);
  setTimeout(() => box.remove(), bad ? 9000 : 4000);
}

/** Asks in a dialog; `build` makes its content and returns what its form means. */
export function dialog(title, content, actions) {
  return new Promise((resolve) => {
    const heading = h('h2', { id: 'dialog-title' }, title);
    const buttons = actions.map(([word, kind, value]) =>
      h('button', { class: kind, type: kind === 'primary' || kind === 'danger' ? 'submit' : 'button', onclick: (event) => {
        if (kind !== 'primary' && kind !== 'danger') { event.preventDefault(); done(value); }
      } }, word));
    const chosen = actions.find(([, kind]) => kind === 'primary' || kind === 'danger');
    const form = h('form', { onsubmit: (event) => { event.preventDefault(); done(chosen?.[2]); } },
      heading, content, h('div', { class: 'row end' }, buttons));
    const box = h('dialog', { 'aria-labelledby': 'dialog-title' }, form);
    const done = (value) => { box.close(); box.remove(); resolve(value); };
    box.addEventListener('cancel', (event) => { event.preventDefault(); done(undefined); });
    document.body.append(box);
    box.showModal();
  });
}

/** A list of many rows of the same height, of which only those in sight exist. */
export function virtual(box, rowHeight, render) {
  const space = h('div', { class: 'virtual-space' });
  const view = h('div', { class: 'virtual-view' });
  fill(box, space, view);
  box.classList.add('virtual');
  let count = 0;
  const paint = () => {
    const from = Math.max(0, Math.floor(box.scrollTop / rowHeight) - 10);
    const to = Math.min(count, Math.ceil((box.scrollTop + box.clientHeight) / rowHeight) + 10);
    const rows = [];
    for (let index = from; index < to; index += 1) rows.push(render(index));
    view.style.transform = `translateY(${from * rowHeight}px)`;
    view.replaceChildren(...rows);
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; paint(); });
  };
  box.addEventListener('scroll', soon, { passive: true });
  new ResizeObserver(soon).observe(box);
  return {
    set(length) { count = length; space.style.height = `${length * rowHeight}px`; soon(); },
    toEnd() { box.scrollTop = box.scrollHeight; },
    atEnd() { return box.scrollTop + box.clientHeight >= box.scrollHeight - rowHeight * 2; },
    show(index) { box.scrollTop = Math.max(0, index * rowHeight - box.clientHeight / 2); },
  };
}
