import { createLogUpdate } from 'log-update';
import type { Colors } from 'picocolors/types.js';
import type { EngineEvent, Step } from '../../engine/events.ts';
import { narrator, seconds } from './narrator.ts';
import type { Progress } from './watcher.ts';
import { changes, lookOf, nameOf, paint } from './words.ts';

const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const period = 100;

interface Running {
  step: Step;
  since: number;
  message: string;
}

/** What is done scrolls away as lines; below it moves what is under way, with how long and how far. */
export function live(stream: NodeJS.WriteStream, colors: Colors): Progress {
  const view = createLogUpdate(stream);
  const narrate = narrator(colors);
  const running = new Map<string, Running>();
  let phase = 'Starting';
  let frame = 0;
  const timer = setInterval(draw, period);

  function draw(): void {
    frame = (frame + 1) % frames.length;
    const spinner = colors.cyan(frames[frame] ?? '');
    // A view taller than the terminal cannot be redrawn.
    const room = Math.max(1, (stream.rows ?? 24) - 3);
    const shown = [...running.values()].slice(0, room).map((one) => line(colors, spinner, one));
    const hidden = running.size - shown.length;
    const rest = hidden > 0 ? [colors.dim(`  and ${hidden} more`)] : [];
    view([...(shown.length > 0 ? shown : [`${spinner} ${phase}`]), ...rest].join('\n'));
  }

  return {
    event(event: EngineEvent) {
      if (event.kind === 'phase') phase = phases[event.phase];
      follow(running, event);
      const said = narrate(event);
      if (said !== undefined) view.persist(said);
    },
    end() {
      clearInterval(timer);
      view.clear();
      view.done();
    },
  };
}

const phases = {
  preview: 'Looking at what would change',
  update: 'Deploying',
  destroy: 'Removing',
};

function follow(running: Map<string, Running>, event: EngineEvent): void {
  if (event.kind === 'phase') running.clear();
  if (event.kind === 'progress') {
    const one = running.get(event.urn);
    if (one) one.message = event.message;
  }
  if (event.kind !== 'step' || !changes(event.step)) return;
  if (event.status === 'started') {
    running.set(event.step.urn, { step: event.step, since: Date.now(), message: '' });
  } else {
    running.delete(event.step.urn);
  }
}

function line(colors: Colors, spinner: string, { step, since, message }: Running): string {
  const doing = paint(colors, step, lookOf(step.op).doing);
  const far = message ? `: ${message}` : '';
  return `${spinner} ${nameOf(step.urn)} ${doing} ${colors.dim(seconds(Date.now() - since))}${far}`;
}
