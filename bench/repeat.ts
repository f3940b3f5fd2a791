import type { Run } from './command.ts';
import type { Sandbox } from './sandbox.ts';

/** Runs a command several times for its time and then half as often for its memory, one after the other. */
export async function repeat(box: Sandbox, args: string[], runs: number) {
  const timed: Run[] = [];
  const watched: Run[] = [];
  for (let i = 0; i < runs; i++) timed.push(await box.redisHa(args));
  for (let i = 0; i < Math.ceil(runs / 2); i++) watched.push(await box.redisHa(args, { watched: true }));
  return {
    ms: timed.map((run) => run.ms),
    memoryMb: watched.flatMap(({ memoryMb }) => (memoryMb === undefined ? [] : [memoryMb])),
    stdout: timed.at(-1)?.stdout ?? '',
  };
}
