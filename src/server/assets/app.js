// The page: which view is shown, and what all views share.
import { login, logout, ways, get, Refused } from './api.js';
import { h, fill, toast } from './dom.js';
import { listView } from './list.js';
import { workflowView } from './workflow.js';
import { templatesView, schedulesView, templateView } from './stored.js';

const main = document.getElementById('main');
const namespaceBox = document.getElementById('namespace');
let leave = () => {};

/** The namespace that is looked at; empty for all. */
export const state = { namespace: localStorage.getItem('namespace') ?? '', managed: '' };

const ROUTES = [
  [/^\/workflows$/, () => listView],
  [/^\/workflows\/([^/]+)\/([^/]+)$/, () => workflowView],
  [/^\/templates$/, () => templatesView],
  [/^\/(templates|cluster-templates|schedules)\/([^/]*)\/([^/]+)$/, () => templateView],
  [/^\/schedules$/, () => schedulesView],
];

/** Goes to another view. */
export const go = (path) => { location.hash = path; };

/** Shows that something failed where a view would be. */
export function failed(error) {
  if (error instanceof Refused && error.status === 401) return showLogin();
  fill(main, h('div', { class: 'empty' }, h('h1', {}, 'That did not work'), h('p', {}, error.message),
    h('button', { onclick: show }, 'Try again')));
  return undefined;
}

function showLogin() {
  leave();
  const token = h('input', { type: 'password', id: 'token', autocomplete: 'off', required: true, size: 48 });
  const form = h('form', { class: 'login', onsubmit: async (event) => {
    event.preventDefault();
    try {
      await login({ token: token.value });
      await start();
    } catch (error) { toast(error.message, true); token.focus(); }
  } },
  h('h1', {}, 'Log in'),
  h('label', { for: 'token' }, 'Token'), token,
  h('p', { class: 'hint' }, 'On this machine, `argo local ui` opens this page without one. In front of a cluster, the token of a service account, as `argo auth token` prints it.'),
  h('button', { class: 'primary' }, 'Log in'));
  fill(main, form);
  document.title = 'Log in · Argo';
  token.focus();
  ways().then(({ sso }) => {
    if (sso) form.prepend(h('p', {}, h('a', { class: 'primary', href: 'oauth2/redirect?redirect=/' }, 'Log in with single sign-on')));
  }, () => {});
}

async function show() {
  const [path, search] = (location.hash.slice(1) || '/workflows').split('?');
  leave();
  leave = () => {};
  for (const link of document.querySelectorAll('#nav a')) {
    const own = path.startsWith(link.getAttribute('href').slice(1)) || (path.startsWith('/cluster-templates') && link.hash === '#/templates');
    if (own) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
  }
  for (const [pattern, view] of ROUTES) {
    const found = pattern.exec(path);
    if (!found) continue;
    try {
      const words = found.slice(1).map(decodeURIComponent);
      leave = view()(main, words, new URLSearchParams(search)) ?? (() => {});
      main.focus({ preventScroll: true });
    } catch (error) { failed(error); }
    return;
  }
  fill(main, h('div', { class: 'empty' }, h('h1', {}, 'There is nothing here'), h('a', { href: '#/workflows' }, 'All workflows')));
}

async function start() {
  const code = /^#\/login\/(.+)$/.exec(location.hash);
  if (code) {
    history.replaceState(null, '', '#/workflows');
    try { await login({ code: code[1] }); } catch (error) { toast(error.message, true); }
  }
  try {
    const info = await get(['info']);
    state.managed = info.managedNamespace ?? '';
    if (state.managed) { state.namespace = state.managed; namespaceBox.disabled = true; }
    namespaceBox.value = state.namespace;
    document.getElementById('logout').hidden = false;
    await show();
  } catch (error) { failed(error); }
}

namespaceBox.addEventListener('change', () => {
  state.namespace = namespaceBox.value.trim();
  localStorage.setItem('namespace', state.namespace);
  show();
});
document.getElementById('logout').addEventListener('click', async () => { await logout(); showLogin(); });
document.getElementById('theme').addEventListener('click', () => {
  const dark = getComputedStyle(document.documentElement).colorScheme.includes('dark')
    ? document.documentElement.dataset.theme !== 'light' && (document.documentElement.dataset.theme === 'dark' || matchMedia('(prefers-color-scheme: dark)').matches) : false;
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
  localStorage.setItem('theme', document.documentElement.dataset.theme);
});
document.documentElement.dataset.theme = localStorage.getItem('theme') ?? '';
document.addEventListener('keydown', (event) => {
  if (event.target.closest('input, textarea, select, dialog')) return;
  if (event.key === '/') {
    const search = document.querySelector('input[type=search]');
    if (search) { event.preventDefault(); search.focus(); }
  }
});
addEventListener('hashchange', show);
start();
