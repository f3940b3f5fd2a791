import { readdir } from 'node:fs/promises';
import path from 'node:path';
import {
  type Group,
  Links,
  memberFolder,
  readProcess,
  readText,
  type Settling,
  writePrivate,
} from '../group/index.ts';
import { livenessOf } from '../process/index.ts';
import { files } from '../redis/index.ts';
import { lookAtCluster, reporting } from './look.ts';
import { agreeing, myselfIn, parseNodes, relocated } from './nodes.ts';
import { promote } from './steps.ts';

const linkDeadlineMs = 1000;

/**
 * What has to be so before a node starts: nobody copies from it what it has lost, and it finds the others where they are now.
 * Answers whether it is a new one, that never met anybody.
 */
export async function prepareNode(
  s: Settling,
  name: string,
  settings: Record<string, string>,
): Promise<boolean> {
  const file = path.join(memberFolder(s.group, name), files.nodes);
  const known = await readText(file);
  const persists = settings.appendonly === 'yes';
  if (!persists || known === undefined || !(await hasAppendOnlyFile(s.group, name))) await yieldRole(s, name);
  if (known === undefined) return true;
  const now = agreeing(relocated(known, await addressesOf(s.group)));
  if (now !== known) await writePrivate(file, now);
  return false;
}

/** A primary that stopped and whose data are gone, or older than its replica's, lets that replica take over first. */
async function yieldRole(s: Settling, name: string): Promise<void> {
  const links = new Links(linkDeadlineMs);
  try {
    const view = await lookAtCluster(s.group, links);
    const self = view.nodes.find((node) => node.name === name);
    const nodes = reporting(view);
    const lines = nodes.flatMap(({ report }) => report.known);
    const ids = lines
      .filter(({ id, port }) => id === self?.fileId || port === self?.port)
      .map(({ id }) => id);
    const [heir] = nodes
      .filter(({ report }) => report.primaryId !== undefined && ids.includes(report.primaryId))
      .toSorted((a, b) => b.report.offset - a.report.offset);
    if (!heir || heir.report.keys === 0) return;
    s.progress(`${heir.name} takes over: ${name} comes back without the data its replica has`);
    await promote(heir, links);
  } finally {
    links.close();
  }
}

async function hasAppendOnlyFile(group: Group, name: string): Promise<boolean> {
  const found = await readdir(path.join(memberFolder(group, name), 'appendonlydir')).catch(() => []);
  return found.length > 0;
}

/** Where each node is, by its id: where it listens, or will. */
async function addressesOf(group: Group): Promise<Map<string, { port: number; busPort: number }>> {
  const found = await Promise.all(
    group.record.servers.map(async ({ name, port, busPort = 0 }) => {
      const file = await readText(path.join(memberFolder(group, name), files.nodes));
      const id = file === undefined ? undefined : myselfIn(parseNodes(file))?.id;
      if (id === undefined) return [];
      const started = await readProcess(group, name);
      const runs = started && (await livenessOf(started.identity)) !== 'gone';
      const now = runs ? { port: started.port, busPort: started.busPort ?? busPort } : { port, busPort };
      return [[id, now] as const];
    }),
  );
  return new Map(found.flat());
}
