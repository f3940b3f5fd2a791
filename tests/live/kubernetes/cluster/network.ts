import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { hostAddress, ip, link, nodeAddress, nodeNumbers, podRange } from './layout.ts';
import type { Machine } from './machine.ts';

const run = promisify(execFile);
const bridge = 'bridge';
const prefix = 24;

/** The control machine is the switch that every cable ends in, this machine's own too; a cable is gone with either end. */
export async function joinHost(control: Machine, address: string): Promise<void> {
  await run(ip, ['link', 'add', link, 'type', 'veth', 'peer', 'name', 'host', 'netns', String(control.pid)]);
  await run(ip, ['address', 'add', `${hostAddress}/${prefix}`, 'dev', link]);
  await run(ip, ['link', 'set', link, 'up']);
  await control.run('ip', 'link', 'add', bridge, 'type', 'bridge');
  await control.run('ip', 'address', 'add', `${address}/${prefix}`, 'dev', bridge);
  await control.run('ip', 'link', 'set', bridge, 'up');
  await plug(control, 'host');
  for (const n of nodeNumbers) {
    await run(ip, ['route', 'add', ...routeTo(n)]);
    await control.run('ip', 'route', 'add', ...routeTo(n));
  }
}

export async function joinNode(control: Machine, node: Machine, number: number): Promise<void> {
  // Of the control machine only its network: the node's pid is one as this machine counts.
  await run('nsenter', [
    ...['--target', String(control.pid), '--net', ip, 'link', 'add', node.name],
    ...['type', 'veth', 'peer', 'name', 'eth0', 'netns', String(node.pid)],
  ]);
  await node.run('ip', 'address', 'add', `${nodeAddress(number)}/${prefix}`, 'dev', 'eth0');
  await node.run('ip', 'link', 'set', 'eth0', 'up');
  await plug(control, node.name);
  for (const n of nodeNumbers) if (n !== number) await node.run('ip', 'route', 'add', ...routeTo(n));
}

/** The other end goes with the node's processes, but the kernel takes its time. */
export async function removeCable(control: Machine, node: string): Promise<void> {
  await control.run('ip', 'link', 'delete', node).catch(() => undefined);
}

export async function plug(control: Machine, cable: string): Promise<void> {
  await control.run('ip', 'link', 'set', cable, 'master', bridge);
  await control.run('ip', 'link', 'set', cable, 'up');
}

/** Nothing passes any more, and neither end is told: what a peer sees of a lost node. */
export async function unplug(control: Machine, cable: string): Promise<void> {
  await control.run('ip', 'link', 'set', cable, 'nomaster');
}

function routeTo(n: number): string[] {
  return [podRange(n), 'via', nodeAddress(n)];
}
