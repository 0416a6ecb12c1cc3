// What is stored: templates and schedules, and running them.
import { get, post, put, remove } from './api.js';
import { failed, go, state } from './app.js';
import { dialog, fill, h, toast } from './dom.js';
import { facts, moment } from './format.js';

const link = (kind, { metadata }) => `#/${kind}/${encodeURIComponent(metadata.namespace ?? '')}/${encodeURIComponent(metadata.name)}`;
const about = (object) => object.metadata.annotations?.['workflows.argoproj.io/description'] ?? '';

const COLLECTIONS = {
  templates: { path: ['workflow-templates'], submit: 'workflowtemplate', word: 'WorkflowTemplate', spec: (object) => object.spec },
  'cluster-templates': { path: ['cluster-workflow-templates'], submit: 'clusterworkflowtemplate', word: 'ClusterWorkflowTemplate', spec: (object) => object.spec, cluster: true },
  schedules: { path: ['cron-workflows'], submit: 'cronworkflow', word: 'CronWorkflow', spec: (object) => object.spec.workflowSpec },
};

export function templatesView(main) {
  document.title = 'Templates · Argo';
  const stop = new AbortController();
  (async () => {
    try {
      const [own, cluster] = await Promise.all([get(['workflow-templates', state.namespace], {}, stop.signal),
        get(['cluster-workflow-templates'], {}, stop.signal).catch(() => ({ items: null }))]);
      const rows = [...(own.items ?? []).map((one) => ['templates', one]), ...(cluster.items ?? []).map((one) => ['cluster-templates', one])];
      fill(main, h('div', { class: 'head' }, h('h1', {}, 'Templates'), h('span', { class: 'hint' }, rows.length)),
        rows.length ? h('div', { class: 'scroll' }, h('table', { class: 'list' }, h('thead', {}, h('tr', {}, ['Name', 'Namespace', 'Parameters', 'Age', 'Description', ''].map((word) => h('th', { scope: 'col' }, word)))),
          h('tbody', {}, rows.map(([kind, one]) => h('tr', {}, h('th', { scope: 'row' }, h('a', { href: link(kind, one) }, one.metadata.name)), h('td', {}, one.metadata.namespace ?? 'all (cluster)'),
            h('td', {}, (one.spec?.arguments?.parameters ?? []).map((parameter) => parameter.name).join(', ')), h('td', { class: 'num' }, moment(one.metadata.creationTimestamp)),
            h('td', { class: 'message' }, about(one)), h('td', {}, h('button', { onclick: () => submit(kind, one) }, 'Submit')))))))
          : h('p', { class: 'note' }, 'No templates yet. ', h('code', {}, 'argo template create FILE'), ' stores one.'));
    } catch (error) { if (!stop.signal.aborted) failed(error); }
  })();
  return () => stop.abort();
}

export function schedulesView(main) {
  document.title = 'Schedules · Argo';
  const stop = new AbortController();
  const load = async () => {
    try {
      const items = (await get(['cron-workflows', state.namespace], {}, stop.signal)).items ?? [];
      fill(main, h('div', { class: 'head' }, h('h1', {}, 'Schedules'), h('span', { class: 'hint' }, items.length)),
        items.length ? h('div', { class: 'scroll' }, h('table', { class: 'list' }, h('thead', {}, h('tr', {}, ['Name', 'Namespace', 'Schedule', 'Time zone', 'Last run', 'Active', 'State', ''].map((word) => h('th', { scope: 'col' }, word)))),
          h('tbody', {}, items.map((one) => h('tr', {}, h('th', { scope: 'row' }, h('a', { href: link('schedules', one) }, one.metadata.name)), h('td', {}, one.metadata.namespace),
            h('td', {}, h('code', {}, [one.spec.schedule, ...(one.spec.schedules ?? [])].filter(Boolean).join('; '))), h('td', {}, one.spec.timezone ?? ''), h('td', { class: 'num' }, moment(one.status?.lastScheduledTime)),
            h('td', { class: 'num' }, one.status?.active?.length ?? 0), h('td', {}, one.spec.suspend ? 'suspended' : 'on time'),
            h('td', { class: 'row' }, h('button', { onclick: () => submit('schedules', one) }, 'Run now'), h('button', { onclick: async () => { await turn(one); load(); } }, one.spec.suspend ? 'Resume' : 'Suspend')))))))
          : h('p', { class: 'note' }, 'No schedules yet. ', h('code', {}, 'argo cron create FILE'), ' makes one.'));
    } catch (error) { if (!stop.signal.aborted) failed(error); }
  };
  load();
  const clock = setInterval(load, 10000);
  return () => { stop.abort(); clearInterval(clock); };
}

async function turn({ metadata, spec }) {
  try { await put(['cron-workflows', metadata.namespace, metadata.name, spec.suspend ? 'resume' : 'suspend']); } catch (error) { toast(error.message, true); }
}

export function templateView(main, [kind, namespace, name]) {
  document.title = `${name} · Argo`;
  const stop = new AbortController();
  const { path, word, spec, cluster } = COLLECTIONS[kind];
  const at = [...path, ...(cluster ? [] : [namespace]), name];
  (async () => {
    try {
      const one = await get(at, {}, stop.signal);
      const parameters = spec(one)?.arguments?.parameters ?? [];
      const up = kind === 'schedules' ? 'schedules' : 'templates';
      fill(main, h('div', { class: 'head' }, h('h1', {}, h('a', { href: `#/${up}`, class: 'up', 'aria-label': `All ${up}` }, '‹'), ' ', name), h('span', { class: 'hint' }, word), h('span', { class: 'spacer' }),
        h('button', { class: 'primary', onclick: () => submit(kind, one) }, kind === 'schedules' ? 'Run now' : 'Submit'),
        kind === 'schedules' && h('button', { onclick: async () => { await turn(one); templateView(main, [kind, namespace, name]); } }, one.spec.suspend ? 'Resume' : 'Suspend'),
        h('button', { class: 'danger-text', onclick: async () => {
          if (!await dialog(`Delete ${name}?`, h('p', {}, 'What it has started stays.'), [['Cancel', '', false], ['Delete', 'danger', true]])) return;
          try { await remove(at); go(`/${up}`); } catch (error) { toast(error.message, true); }
        } }, 'Delete')),
      h('div', { class: 'panel panel-summary' }, facts([['Description', about(one)], ['Namespace', one.metadata.namespace], ['Created', moment(one.metadata.creationTimestamp)], ['Entrypoint', spec(one)?.entrypoint],
        ['Schedule', kind === 'schedules' && h('code', {}, [one.spec.schedule, ...(one.spec.schedules ?? [])].filter(Boolean).join('; '))], ['Time zone', one.spec.timezone],
        ['Concurrency', one.spec.concurrencyPolicy], ['Last run', moment(one.status?.lastScheduledTime)],
        ['Parameters', parameters.length > 0 && parameters.map((parameter) => h('div', {}, h('strong', {}, parameter.name), ' ', h('code', { class: 'value' }, String(parameter.value ?? parameter.default ?? '')), ' ', h('span', { class: 'hint' }, parameter.description ?? '')))],
        ['Templates', (spec(one)?.templates ?? []).map((template) => template.name).join(', ')]]),
      h('h2', {}, 'JSON'), h('pre', { tabindex: 0 }, JSON.stringify({ ...one, metadata: { ...one.metadata, managedFields: undefined } }, null, 2))));
    } catch (error) { if (!stop.signal.aborted) failed(error); }
  })();
  return () => stop.abort();
}

/** Runs something stored, with the parameters that a form asks for. */
async function submit(kind, object) {
  const { submit: resourceKind, spec } = COLLECTIONS[kind];
  const { name, namespace } = object.metadata;
  const fields = (spec(object)?.arguments?.parameters ?? []).map((parameter) => {
    const id = `parameter-${parameter.name}`;
    const value = String(parameter.value ?? parameter.default ?? '');
    const hint = parameter.description ? `${id}-hint` : undefined;
    const required = parameter.value === undefined && parameter.default === undefined;
    const input = parameter.enum
      ? h('select', { id, 'aria-describedby': hint }, parameter.enum.map((choice) => h('option', { selected: String(choice) === value }, String(choice))))
      : value.includes('\n') || value.length > 60 ? h('textarea', { id, rows: 4, value, 'aria-describedby': hint }) : h('input', { id, value, required, 'aria-describedby': hint });
    return { parameter, input, value, row: h('div', { class: 'field' }, h('label', { for: id }, parameter.name), input, hint && h('p', { class: 'hint', id: hint }, parameter.description)) };
  });
  const named = h('input', { id: 'submit-name', placeholder: `${name}-…`, autocomplete: 'off' });
  const labels = h('input', { id: 'submit-labels', placeholder: 'team=blue', autocomplete: 'off' });
  const where = h('input', { id: 'submit-namespace', value: namespace ?? (state.namespace || 'default'), required: true });
  const sure = await dialog(`Submit ${name}`, h('div', { class: 'fields' }, fields.map((field) => field.row), !namespace && h('div', { class: 'field' }, h('label', { for: 'submit-namespace' }, 'Namespace'), where),
    h('details', {}, h('summary', {}, 'Name and labels'), h('div', { class: 'field' }, h('label', { for: 'submit-name' }, 'Name'), named), h('div', { class: 'field' }, h('label', { for: 'submit-labels' }, 'Labels'), labels))),
  [['Cancel', '', false], ['Submit', 'primary', true]]);
  if (!sure) return;
  const parameters = fields.filter(({ input, value, parameter }) => input.value !== value || parameter.enum).map(({ parameter, input }) => `${parameter.name}=${input.value}`);
  try {
    const made = await post(['workflows', namespace ?? where.value, 'submit'], { namespace: namespace ?? where.value, resourceKind, resourceName: name,
      submitOptions: { parameters, name: named.value || undefined, labels: labels.value || undefined } });
    go(`/workflows/${encodeURIComponent(made.metadata.namespace)}/${encodeURIComponent(made.metadata.name)}`);
  } catch (error) { toast(error.message, true); }
}
