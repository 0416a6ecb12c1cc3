// One step: what it is, what went in and came out, its logs and artifacts.
import { put } from './api.js';
import { artifact } from './artifacts.js';
import { fill, h, toast } from './dom.js';
import { badge, facts, local, phaseOf, took } from './format.js';
import { logs } from './logs.js';

let quiet = () => {};

/** The name of a node's pod, by the rules of Argo's second naming scheme; the first one is the node's id. */
function podName(workflow, node) {
  if (workflow.metadata.annotations?.['workflows.argoproj.io/pod-name-format'] === 'v1' || node.name === workflow.metadata.name) return node.id;
  const template = node.templateRef?.template ?? node.templateName ?? '';
  const hash = node.id.slice(node.id.lastIndexOf('-') + 1);
  const prefix = `${workflow.metadata.name}-${template}`;
  return `${prefix.slice(0, 253 - 11)}-${hash}`;
}

export function nodePanel(side, workflow, node, close, pick) {
  quiet();
  const { namespace, name } = workflow.metadata;
  const phase = phaseOf(node);
  const log = h('div', { class: 'side-log' });
  const template = templateOf(workflow, node);
  const containers = ['main', ...(template?.containerSet?.containers ?? []).map((one) => one.name), ...(template?.sidecars ?? []).map((one) => one.name), 'wait', 'init']
    .filter((one, at, all) => all.indexOf(one) === at);
  const container = h('select', { 'aria-label': 'Container', onchange: () => openLog() }, containers.map((one) => h('option', {}, one)));
  const openLog = () => { quiet(); quiet = logs(log, namespace, name, podName(workflow, node), container.value); };
  const children = (node.children ?? []).map((id) => workflow.status.nodes[id]).filter(Boolean);
  fill(side,
    h('div', { class: 'head' }, h('h2', {}, node.displayName || node.name), badge(phase), h('span', { class: 'spacer' }), h('button', { class: 'quiet', onclick: close, 'aria-label': 'Close' }, '✕')),
    phase === 'Suspended' && waiting(workflow, node),
    facts([['Message', node.message], ['Type', node.type], ['Template', node.templateName ?? node.templateRef?.template], ['Name', h('code', {}, node.name)], ['ID', h('code', {}, node.id)],
      ['Started', local(node.startedAt)], ['Finished', local(node.finishedAt)], ['Duration', took(node)], ['Progress', node.progress], ['Exit code', node.outputs?.exitCode], ['Host', node.hostNodeName],
      ['Image', template?.container?.image ?? template?.script?.image]]),
    values('Inputs', node.inputs, workflow, node, 'inputs'),
    values('Outputs', node.outputs, workflow, node, 'outputs'),
    node.outputs?.result !== undefined && h('section', {}, h('h3', {}, 'Result'), h('pre', {}, node.outputs.result)),
    children.length > 0 && h('details', {}, h('summary', {}, `Leads to ${children.length} step${children.length > 1 ? 's' : ''}`),
      children.slice(0, 50).map((child) => h('div', {}, h('button', { class: 'quiet', onclick: () => pick(child) }, badge(phaseOf(child), child.displayName))))),
    node.type === 'Pod' && h('section', {}, h('div', { class: 'row' }, h('h3', {}, 'Log'), containers.length > 1 && container), log));
  if (node.type === 'Pod') openLog();
}

function templateOf(workflow, node) {
  const all = [...(workflow.spec?.templates ?? []), ...(workflow.status?.storedWorkflowTemplateSpec?.templates ?? []), ...Object.values(workflow.status?.storedTemplates ?? {})];
  const name = node.templateRef?.template ?? node.templateName;
  return all.find((one) => one.name === name);
}

/** A step that waits for somebody: what it wants to know, and a way to go on. */
function waiting(workflow, node) {
  const wanted = (node.outputs?.parameters ?? []).filter((one) => one.valueFrom?.supplied);
  const inputs = wanted.map((one) => {
    const given = (node.inputs?.parameters ?? []).find((input) => input.name === one.name) ?? one;
    const choices = given.enum ?? one.enum;
    const value = given.value ?? given.default ?? one.valueFrom?.default ?? '';
    const field = choices ? h('select', { id: `supply-${one.name}` }, choices.map((choice) => h('option', { selected: choice === value }, choice))) : h('input', { id: `supply-${one.name}`, value });
    return [one.name, field];
  });
  return h('form', { class: 'waiting', onsubmit: async (event) => {
    event.preventDefault();
    const { namespace, name } = workflow.metadata;
    const nodeFieldSelector = `id=${node.id}`;
    try {
      if (inputs.length) await put(['workflows', namespace, name, 'set'], { nodeFieldSelector, outputParameters: JSON.stringify(Object.fromEntries(inputs.map(([key, field]) => [key, field.value]))) });
      await put(['workflows', namespace, name, 'resume'], { nodeFieldSelector });
      toast('resumed');
    } catch (error) { toast(error.message, true); }
  } }, h('p', {}, 'This step waits for somebody.'), inputs.map(([key, field]) => h('div', { class: 'field' }, h('label', { for: `supply-${key}` }, key), field)), h('button', { class: 'primary' }, 'Go on'));
}

function values(title, io, workflow, node, direction) {
  const parameters = io?.parameters ?? [];
  const artifacts = io?.artifacts ?? [];
  if (!parameters.length && !artifacts.length) return null;
  return h('section', {}, h('h3', {}, title),
    parameters.length > 0 && h('dl', { class: 'facts' }, parameters.map((one) => [h('dt', {}, one.name), h('dd', {}, h('code', { class: 'value' }, String(one.value ?? one.default ?? '')))])),
    artifacts.length > 0 && h('ul', { class: 'artifacts' }, artifacts.map((one) => artifact(workflow.metadata, node.id, direction, one))));
}
