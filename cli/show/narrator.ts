import type { Colors } from 'picocolors/types.js';
import type { EngineEvent } from '../../engine/events.ts';
import { changes, lookOf, nameOf, paint } from './words.ts';

/**
 * Turns events into the lines that stay: each changed resource once it is done, each message once. `up` runs the program
 * twice, so what was planned is left out and what was already said is not said again.
 */
export function narrator(colors: Colors): (event: EngineEvent) => string | undefined {
  let planning = true;
  const said = new Set<string>();

  return (event) => {
    if (event.kind === 'phase') planning = event.phase === 'preview';
    if (event.kind === 'step' && !planning) return step(colors, event);
    // Errors are told once, at the end.
    if (event.kind !== 'log' || event.severity === 'debug' || event.severity === 'error') return undefined;
    const key = `${event.urn} ${event.message}`;
    if (said.has(key)) return undefined;
    said.add(key);
    return message(colors, event);
  };
}

function step(colors: Colors, event: EngineEvent & { kind: 'step' }): string | undefined {
  const { step, status } = event;
  if (status === 'started' || (status === 'done' && !changes(step))) return undefined;
  const name = `${nameOf(step.urn)} ${colors.dim(`(${step.type})`)}`;
  if (status === 'failed') return `${colors.red('x')} ${name} failed`;
  const look = lookOf(step.op);
  const took = event.ms === undefined ? '' : colors.dim(` in ${seconds(event.ms)}`);
  return `${paint(colors, step, look.symbol)} ${name} ${look.done}${took}`;
}

function message(colors: Colors, event: EngineEvent & { kind: 'log' }): string {
  const where = event.urn ? `${nameOf(event.urn)}: ` : '';
  const text = `${where}${event.message.trimEnd()}`;
  if (event.severity === 'warning') return `${colors.yellow('warning:')} ${text}`;
  return text;
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
