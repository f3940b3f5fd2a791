import { setTimeout as sleep } from 'node:timers/promises';
import type { HaCluster, HaRedis } from '../../create/index.ts';
import { retryDelay } from '../../sentinel/delay.ts';

type Read = Awaited<ReturnType<HaRedis['xread']>>;

/**
 * `xread` for the loop of Socket.IO's streams adapter (0.3), which has two flaws that a failover shows:
 * it repeats a read that was rejected in the same turn of the event loop, for ever, so that nothing else runs; here a
 * rejection takes its time, and a client that was closed answers no more. And it begins at `$`, which means something
 * else at each try: what is written between two tries is skipped; here it is the end of the stream at the first.
 */
export function pacedReads(client: HaRedis | HaCluster): { xread(...args: string[]): Promise<Read> } {
  let failures = 0;
  let begin: string | undefined;

  async function read(args: string[]): Promise<Read> {
    const [stream = '', offset] = args.slice(-2);
    if (offset === '$') begin ??= await endOf(client, stream);
    const from = offset === '$' ? begin : offset;
    return await Reflect.apply(client.xread, client, [...args.slice(0, -1), from]);
  }

  return {
    async xread(...args) {
      try {
        const entries = await read(args);
        failures = 0;
        return entries;
      } catch (error) {
        failures += 1;
        await sleep(retryDelay(failures));
        if (client.ha.state().phase === 'closed') return await new Promise<never>(() => undefined);
        throw error;
      }
    },
  };
}

/** The id of the last entry, or the one before all. */
async function endOf(client: HaRedis | HaCluster, stream: string): Promise<string> {
  const [last] = await client.xrevrange(stream, '+', '-', 'COUNT', 1);
  return last?.[0] ?? '0-0';
}
