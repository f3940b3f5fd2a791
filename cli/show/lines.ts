import type { Colors } from 'picocolors/types.js';
import type { EngineEvent } from '../../engine/events.ts';
import { narrator } from './narrator.ts';
import type { Progress } from './watcher.ts';

/** One line for each step that ends and each message: for logs and pipes. */
export function lines(stream: NodeJS.WritableStream, colors: Colors): Progress {
  const narrate = narrator(colors);
  return {
    event(event: EngineEvent) {
      const line = narrate(event);
      if (line !== undefined) stream.write(`${line}\n`);
    },
    end() {},
  };
}
