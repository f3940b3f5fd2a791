import path from 'node:path';
import { ensureCertificate, type Group, memberFolder, targetOf, writePrivate } from '../group/index.ts';
import { files, type Link, withLink } from '../redis/index.ts';
import type { Sight } from './process.ts';
import type { ProcessInputs } from './types.ts';

const linkDeadlineMs = 1000;

/**
 * What CONFIG SET can carry; then the server writes its own file, which the next start replaces by the same. `config`: what it
 * started with, put back where it was lost. `first`: what else differs, done on the same link.
 */
export async function applyLive(
  group: Group,
  wanted: ProcessInputs,
  { process, differences }: Sight,
  configFile: string,
  config: string,
  first: (link: Link) => Promise<unknown> = async () => undefined,
): Promise<void> {
  const lacks = (...names: string[]) => names.some((name) => differences.includes(name));
  if (!process || !lacks('settings', 'certificate', 'config', 'access')) return;
  if (wanted.tls) await ensureCertificate(group, wanted.name);
  // Unchanged paths are loaded anew all the same: they are "volatile" settings (config.c).
  const certificate = [
    ['tls-cert-file', files.certificate],
    ['tls-key-file', files.key],
    ['tls-ca-cert-file', files.authority],
  ];
  const changes = [...Object.entries(wanted.settings), ...(lacks('certificate') ? certificate : [])];
  // CONFIG REWRITE keeps what it finds, so it shall not find what somebody left there.
  if (lacks('config')) await writePrivate(path.join(memberFolder(group, wanted.name), configFile), config);
  await withLink(await targetOf(group, wanted.name, process), linkDeadlineMs, async (link) => {
    await first(link);
    await link.call('CONFIG', 'SET', ...changes.flat());
    await link.call('CONFIG', 'REWRITE');
  });
}
