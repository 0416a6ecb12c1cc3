// Times, phases and values as people read them.
import { h } from './dom.js';

export const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed', 'Error'];

const MARKS = {
  Pending: '◷', Running: '●', Succeeded: '✔', Failed: '✖', Error: '⚠', Skipped: '○', Omitted: '○', Daemoned: '●', Suspended: '⏸',
};

/** The phase of a node as it is shown: one that waits for somebody is suspended. */
export const phaseOf = (node) => (node.type === 'Suspend' && node.phase === 'Running' ? 'Suspended' : node.phase || 'Pending');

export const mark = (phase) => MARKS[phase] ?? '◷';

/** A phase with its mark and colour. */
export const badge = (phase, word = phase) =>
  h('span', { class: `badge phase-${phase || 'Pending'}` }, h('span', { 'aria-hidden': 'true' }, mark(phase)), ' ', word || 'Pending');

/** So many seconds, in one or two units. */
export function span(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s}s`;
  if (s < 3600) return `${Math.floor(s / 60)}m ${s % 60}s`;
  if (s < 86400) return `${Math.floor(s / 3600)}h ${Math.floor((s % 3600) / 60)}m`;
  return `${Math.floor(s / 86400)}d ${Math.floor((s % 86400) / 3600)}h`;
}

export const ago = (time) => (time ? span((Date.now() - Date.parse(time)) / 1000) : '');

/** How long something took, or has taken so far. */
export function took(thing) {
  if (!thing?.startedAt) return '';
  const end = thing.finishedAt ? Date.parse(thing.finishedAt) : Date.now();
  return span((end - Date.parse(thing.startedAt)) / 1000);
}

export const local = (time) => (time ? new Date(time).toLocaleString() : '');

/** A moment with its age. */
export const moment = (time) => (time ? h('time', { datetime: time, title: local(time) }, ago(time)) : '');

/** Names and values in two columns. */
export const facts = (pairs) =>
  h('dl', { class: 'facts' }, pairs.filter(([, value]) => value !== undefined && value !== '' && value !== null)
    .map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));

export const bytes = (size) => (size < 1024 ? `${size} B` : size < 1048576 ? `${(size / 1024).toFixed(1)} KiB` : `${(size / 1048576).toFixed(1)} MiB`);
