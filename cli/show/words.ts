import type { Colors } from 'picocolors/types.js';
import type { Op, Step } from '../../engine/events.ts';

interface Look {
  symbol: string;
  /** What will happen, what is happening, what has happened. */
  plan: string;
  doing: string;
  done: string;
  color: 'green' | 'yellow' | 'red' | 'magenta' | 'cyan' | 'dim';
}

const other: Look = { symbol: ' ', plan: '', doing: 'working', done: 'done', color: 'dim' };

/** The symbols and words of `pulumi preview`. */
const looks: Partial<Record<Op, Look>> = {
  create: { symbol: '+', plan: 'create', doing: 'creating', done: 'created', color: 'green' },
  update: { symbol: '~', plan: 'update', doing: 'updating', done: 'updated', color: 'yellow' },
  delete: { symbol: '-', plan: 'delete', doing: 'deleting', done: 'deleted', color: 'red' },
  replace: { symbol: '+-', plan: 'replace', doing: 'replacing', done: 'replaced', color: 'magenta' },
  'create-replacement': {
    symbol: '++',
    plan: 'create replacement',
    doing: 'creating replacement',
    done: 'created replacement',
    color: 'green',
  },
  'delete-replaced': {
    symbol: '--',
    plan: 'delete original',
    doing: 'deleting original',
    done: 'deleted original',
    color: 'red',
  },
  read: { symbol: '>', plan: 'read', doing: 'reading', done: 'read', color: 'cyan' },
};

export function lookOf(op: Op): Look {
  return looks[op] ?? { ...other, plan: op === 'same' ? '' : op };
}

/** Does this step change anything? */
export function changes(step: Step): boolean {
  return step.op !== 'same';
}

/** A resource's own name: what follows the last `::` of its URN. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf('::') + 2);
}

/** `1 server`, `2 servers`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

export function paint(colors: Colors, step: Step, text: string): string {
  return colors[lookOf(step.op).color](text);
}

/** `9 to create, 1 to update` or, afterwards, `9 created, 1 updated`. */
export function sum(counts: Readonly<Record<string, number>>, tense: 'plan' | 'done'): string {
  const verbs = { create: 'created', update: 'updated', replace: 'replaced', delete: 'deleted' };
  const parts = Object.entries(verbs)
    .filter(([op]) => (counts[op] ?? 0) > 0)
    .map(([op, done]) => (tense === 'plan' ? `${counts[op]} to ${op}` : `${counts[op]} ${done}`));
  const same = counts.same ?? 0;
  return [...parts, ...(same > 0 ? [`${same} unchanged`] : [])].join(', ') || 'nothing';
}
