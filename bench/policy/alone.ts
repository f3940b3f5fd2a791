import { readFile } from 'node:fs/promises';
import { startPolicyPack } from '../../engine/children/policyPack.ts';
import { readProject } from '../../engine/project/index.ts';

/** One start of a pack and nothing else. */
export interface Start {
  /** Until it says where it listens. */
  ms: number;
  /** Its resident set then, which counts what other processes share with it in full; undefined where /proc is not. */
  memoryMb?: number;
}

/** After one start that warms the caches up. `root`: the project's folder, `folder`: the pack's. */
export async function timeStarts(root: string, folder: string, runs: number): Promise<Start[]> {
  const starts: Start[] = [];
  for (let i = 0; i <= runs; i++) {
    const start = await startOnce(root, folder);
    if (i > 0) starts.push(start);
  }
  return starts;
}

async function startOnce(root: string, folder: string): Promise<Start> {
  const project = await readProject(root);
  const config = { values: {}, secretKeys: [] };
  const started = performance.now();
  // The pack logs nothing, so nobody needs to listen for it.
  const server = await startPolicyPack({
    folder,
    engine: '127.0.0.1:1',
    project,
    stack: 'local',
    config,
    dryRun: true,
    onStderr: () => {},
  });
  const ms = performance.now() - started;
  try {
    return { ms, ...(await residentSet(server.pid)) };
  } finally {
    await server.stop();
  }
}

async function residentSet(pid: number): Promise<{ memoryMb?: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kib = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kib === undefined ? {} : { memoryMb: Number(kib) / 1024 };
}
