import { rm } from 'node:fs/promises';
import { Links, memberFolder, type Settling, stopProcess } from '../group/index.ts';
import { stepAside } from './handover.ts';
import { lookAtCluster, reporting } from './look.ts';
import { settleCluster } from './settle.ts';
import { countSlots } from './slots.ts';

const linkDeadlineMs = 1000;

/**
 * Takes a node out for good: another takes over what it leads, it ends, the others forget it, and its folder goes, so that one
 * of the same name begins anew. Refused while it has slots.
 */
export async function removeNode(s: Settling, name: string): Promise<void> {
  const planned = s.group.record.servers.map((server) => server.name);
  await stepAside(s, name, planned);
  await refuseOwner(s, name);
  await stopProcess(s.group, name);
  await rm(memberFolder(s.group, name), { recursive: true, force: true });
  await settleCluster(s);
}

async function refuseOwner(s: Settling, name: string): Promise<void> {
  const links = new Links(linkDeadlineMs);
  try {
    const node = reporting(await lookAtCluster(s.group, links)).find((one) => one.name === name);
    const slots = countSlots(node?.report.slots ?? []);
    if (slots === 0) return;
    throw new Error(
      `${name} still has ${slots} slots, so it stays: run \`up\` again, which moves them first.`,
    );
  } finally {
    links.close();
  }
}
