import { createLogUpdate } from 'log-update';
import type { Turn } from './soak.ts';
import type { Soaked } from './workloads/index.ts';

interface Standing {
  number: number;
  faults: number;
  workloads: readonly Soaked[];
  dead: number;
}

/** What a person sees meanwhile. */
export interface View {
  say(line: string): void;
  /** What is under way. */
  now(what: string): void;
  turn(turn: Turn, standing: Standing): void;
  end(): void;
}

/** A line for each fault, below it on a terminal what is under way; nothing with `--json`. */
export function view(stream: NodeJS.WriteStream, json: boolean): View {
  if (json) return { say() {}, now() {}, turn() {}, end() {} };
  const moving = stream.isTTY && process.env.TERM !== 'dumb' ? createLogUpdate(stream) : undefined;
  const started = Date.now();
  const say = (line: string) => {
    moving?.clear();
    stream.write(`${line}\n`);
  };
  return {
    say,
    now: (what) => moving?.(`  ${what}, ${minutes(Date.now() - started)}`),
    turn: (turn, standing) => say(sentence(turn, standing)),
    end: () => moving?.clear(),
  };
}

function sentence(
  { fault, target, silentMs, seconds, dead }: Turn,
  { number, faults, workloads, dead: deaths }: Standing,
) {
  const total = (of: 'lost' | 'overrun') => workloads.reduce((sum, { books }) => sum + books[of], 0);
  const silent = `, silent ${silentMs.writes ?? 0} ms`;
  const died = dead.length > 0 ? `, DEAD: ${dead.join(' ')}` : '';
  const sum = `lost ${total('lost')}, overrun ${total('overrun')}, dead ${deaths}`;
  return `${String(number).padStart(4)}/${faults}  ${fault.padEnd(8)} ${target}${silent}${died}  (${seconds.toFixed(1)} s; so far ${sum})`;
}

function minutes(ms: number): string {
  return `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')} min`;
}
