import type { EventEmitter } from 'node:events';
import type { Redis } from 'ioredis';
import type { Tracker } from '../observe/tracker.ts';

// What ioredis sends before it is ready; Redis before 7.2 does not know CLIENT SETINFO, which does no harm.
const handshake = new Set(['auth', 'client', 'hello', 'info', 'select']);

/**
 * Shows the tracker each command from the moment on when somebody wants to hear of rejections: a look at every command
 * costs some percent of the rate at which many go side by side, and few ask for it.
 */
export function showCommands(redis: Redis, tracker: Tracker): void {
  // Its types know our events only, not those of the emitter itself.
  const events = tracker.events as unknown as EventEmitter;
  const begin = (event: string | symbol) => {
    if (event !== 'rejected') return;
    events.off('newListener', begin);
    const send = redis.sendCommand;
    redis.sendCommand = (command, stream) => {
      const own = redis.status === 'connect' && handshake.has(command.name);
      if (!own) tracker.given(command);
      return send.call(redis, command, stream);
    };
  };
  events.on('newListener', begin);
}
