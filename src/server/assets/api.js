// Requests to the server. Credentials travel in a cookie that no script can read.

const base = new URL('.', document.baseURI);

/** What the server refuses with. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

function url(path, query) {
  const at = new URL(path.map(encodeURIComponent).join('/'), base);
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '' && value !== null) at.searchParams.set(key, value);
  }
  return at;
}

async function send(method, path, query, body, signal) {
  const headers = { 'X-Argo-Page': '1' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const response = await fetch(url(path, query), {
    method, headers, signal, credentials: 'same-origin', redirect: 'error',
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (response.ok) return response;
  let message = `${response.status} ${response.statusText}`;
  try {
    const text = (await response.text()).replace(/^data:/, '');
    const said = JSON.parse(text);
    message = (said.error ?? said).message ?? message;
  } catch { /* not in Argo's shape: the status says it */ }
  throw new Refused(response.status, message);
}

const v1 = (path) => ['api', 'v1', ...path];

export const get = async (path, query, signal) => (await send('GET', v1(path), query, undefined, signal)).json();
export const post = async (path, body) => (await send('POST', v1(path), {}, body)).json();
export const put = async (path, body = {}) => (await send('PUT', v1(path), {}, body)).json();
export const remove = async (path, query) => (await send('DELETE', v1(path), query)).json();
export const login = (body) => send('POST', ['login'], {}, body);
/** How to log in here. */
export const ways = async () => (await send('GET', ['login'], {})).json();
export const logout = () => send('POST', ['logout'], {}, {});

/** Where an artifact is. */
export const artifactUrl = (namespace, workflow, node, direction, name) =>
  url([direction === 'inputs' ? 'input-artifacts' : 'artifacts', namespace, workflow, node, name]);

/** The beginning of an artifact, for a preview. */
export async function artifactHead(namespace, workflow, node, direction, name, bytes, below = []) {
  const path = ['artifact-files', namespace, 'workflows', workflow, node, direction, name, ...below];
  const response = await fetch(url(path), { headers: { Range: `bytes=0-${bytes - 1}` }, credentials: 'same-origin' });
  if (!response.ok) throw new Refused(response.status, (await response.json().catch(() => ({}))).message ?? response.statusText);
  return response;
}

/** The events of a stream, for as long as it lasts. */
export async function* events(path, query, signal) {
  const response = await send('GET', v1(path), query, undefined, signal);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      if (!line.startsWith('data:')) continue;
      const event = JSON.parse(line.slice(5));
      if (event.error) throw new Refused(event.error.http_code, event.error.message);
      yield event.result;
    }
  }
}

/** Follows something until told to stop; connections that end are begun anew. */
export async function follow(signal, once, onTrouble) {
  let pause = 500;
  while (!signal.aborted) {
    try {
      await once();
      pause = 500;
      onTrouble(null);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refused && [401, 403, 404].includes(error.status)) { onTrouble(error, true); return; }
      onTrouble(error, false);
    }
    await new Promise((resolve) => { setTimeout(resolve, pause); });
    pause = Math.min(pause * 2, 10000);
  }
}
