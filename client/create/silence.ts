import type { Redis } from 'ioredis';

/** Looks at a connection in one limit. They count looks, not time: after a pause of this very process data is read first. */
const looks = 4;

/**
 * Gives a connection up on which a reply is due and no byte has come for `limitMs`, a quarter more at most. The same as
 * `socketTimeout` of ioredis, which starts and stops a timer and a listener for each reply: a tenth of what a command
 * costs, by `npm run bench:client`.
 */
export function limitSilence(redis: Redis, limitMs: number): void {
  redis.on('connect', () => {
    const { stream } = redis;
    let seen = stream.bytesRead;
    let silent = 0;
    const timer = setInterval(() => {
      silent = redis.commandQueue.length > 0 && stream.bytesRead === seen ? silent + 1 : 0;
      seen = stream.bytesRead;
      if (silent <= looks) return;
      stream.destroy(new Error(`A reply was due and nothing came for ${limitMs} ms (socketTimeout).`));
    }, limitMs / looks);
    timer.unref();
    stream.once('close', () => clearInterval(timer));
  });
}
