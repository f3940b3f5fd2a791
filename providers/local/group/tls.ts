import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { issue, makeAuthority, needsRenewal, type Pair } from '../certificates.ts';
import { files } from '../redis/files.ts';
import { type Group, memberFolder, readText, writePrivate } from './folder.ts';
import { authorityCertificate, authorityFolder, readAuthority } from './links.ts';

const authorityKey = 'ca.key';

/** The instance's authority: the one on disk, else a new one. */
export async function ensureAuthority(group: Group): Promise<Pair> {
  const folder = path.join(group.folder, authorityFolder);
  const [certificate, key] = await Promise.all([
    readAuthority(group),
    readText(path.join(folder, authorityKey)),
  ]);
  if (certificate !== undefined && key !== undefined) return { certificate, key };
  const made = await makeAuthority(group.record.instance);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writePrivate(path.join(folder, authorityKey), made.key);
  await writePrivate(path.join(folder, authorityCertificate), made.certificate);
  return made;
}

/** Issues a member's certificate unless a good one lies there. Says whether it did. */
export async function ensureCertificate(group: Group, name: string): Promise<boolean> {
  if (!(await certificateIsDue(group, name))) return false;
  const folder = memberFolder(group, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pair = await issue(await ensureAuthority(group), name);
  await writePrivate(path.join(folder, files.key), pair.key);
  await writePrivate(path.join(folder, files.certificate), pair.certificate);
  return true;
}

/** Whether a member has no certificate, one near its end, or one of an earlier authority. */
export async function certificateIsDue(group: Group, name: string): Promise<boolean> {
  const [own, authority] = await Promise.all([
    readText(path.join(memberFolder(group, name), files.certificate)),
    readAuthority(group),
  ]);
  return own === undefined || authority === undefined || needsRenewal(own, authority, new Date());
}
