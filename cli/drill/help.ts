import type { Fault } from './types.ts';

const meanings: Readonly<Record<Fault, string>> = {
  kill: 'the primary ends without a word',
  freeze: 'the primary stands still, is replaced, and wakes as a stale primary',
  planned: 'the primary hands over, as `redis-ha failover` does',
  sentinel: 'a Sentinel is killed; nobody may notice',
  replica: 'a replica is killed; nobody may notice',
  node: 'the machine of the primary goes, by --node-down and --node-up (kubernetes)',
  rolling: 'every server is restarted, one after the other',
  random: 'each run draws one of the first five',
  external: 'nothing: it writes and counts while somebody else causes a failover',
};

/** What each fault is, for the end of the help. */
export const faultsHelp = `Faults:
${Object.entries(meanings)
  .map(([fault, meaning]) => `  ${fault.padEnd(10)}${meaning}`)
  .join('\n')}

Exit 4 where the instance is not healthy to begin with, the slowest run misses the target, an acknowledged
write is lost or a second failover comes.`;
