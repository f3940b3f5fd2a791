import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import {
  certificatesIn,
  fingerprint,
  isSignedBy,
  issue,
  isUsable,
  makeAuthority,
  needsRenewal,
  type Pair,
} from '../certificates.ts';
import { files } from '../redis/index.ts';
import { type Folder, type Group, memberFolder, readText, writePrivate } from './folder.ts';
import { authoritiesOf, authorityCertificate, authorityFolder, readAuthority } from './links.ts';

const authorityKey = 'ca.key';

/**
 * The instance's authority: the one whose key is on disk, else a new one. Its file is put right: first its own
 * certificate, then those of earlier authorities that have signed what somebody still uses, so that processes with old
 * and new certificates trust each other while they change one by one.
 */
export async function ensureAuthority(group: Group): Promise<Pair> {
  const onDisk = await readAuthority(group);
  const known = await authoritiesOf(group);
  const authority = (await usableOf(group, known)) ?? (await newAuthority(group));
  const { servers, sentinels } = group.record;
  const used = await Promise.all([...servers, ...sentinels].map(({ name }) => readPair(group, name)));
  const earlier = known.filter(
    (one) => one !== authority.certificate && used.some(({ certificate }) => isSignedBy(certificate, one)),
  );
  const text = [authority.certificate, ...earlier].join('');
  if (text !== onDisk) await writePrivate(fileOf(group, authorityCertificate), text);
  return authority;
}

/** Whether the authority on disk is the one of this certificate, whole. */
export async function hasAuthority(group: Folder, certificate: string): Promise<boolean> {
  const [first] = certificatesIn(await readAuthority(group));
  return first === certificate && (await holdsKeyOf(group, certificate));
}

/** Whether the key on disk is the one of this authority, so that it can go on. */
export async function holdsKeyOf(group: Folder, certificate: string): Promise<boolean> {
  return (await usableOf(group, [certificate])) !== undefined;
}

/** Makes a member able to start: the authority is there, and a certificate of it unless a good one lies there. */
export async function ensureCertificate(group: Group, name: string): Promise<void> {
  const authority = await ensureAuthority(group);
  if (!needsRenewal(await readPair(group, name), authority.certificate, new Date())) return;
  const folder = memberFolder(group, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pair = await issue(authority, name);
  await writePrivate(path.join(folder, files.key), pair.key);
  await writePrivate(path.join(folder, files.certificate), pair.certificate);
  // The last to change lets go of the authority before.
  await ensureAuthority(group);
}

/** Whether a member has no certificate that it could start with, one near its end, or none of the present authority. */
export async function certificateIsDue(group: Group, name: string): Promise<boolean> {
  const authority = await usableOf(group, await authoritiesOf(group));
  return !authority || needsRenewal(await readPair(group, name), authority.certificate, new Date());
}

/** Fingerprint of the certificate in a member's folder. */
export async function certificateOnDisk(group: Folder, name: string): Promise<string | undefined> {
  return fingerprint((await readPair(group, name)).certificate);
}

async function usableOf(group: Folder, certificates: string[]): Promise<Pair | undefined> {
  const key = await readText(fileOf(group, authorityKey));
  if (key === undefined) return undefined;
  const now = new Date();
  return certificates.map((certificate) => ({ certificate, key })).find((pair) => isUsable(pair, now));
}

async function newAuthority(group: Group): Promise<Pair> {
  const made = await makeAuthority(group.record.instance);
  await mkdir(path.join(group.folder, authorityFolder), { recursive: true, mode: 0o700 });
  await writePrivate(fileOf(group, authorityKey), made.key);
  return made;
}

/** Empty texts where a file cannot be read. */
async function readPair(group: Folder, name: string): Promise<Pair> {
  const [certificate = '', key = ''] = await Promise.all(
    [files.certificate, files.key].map((file) => readText(path.join(memberFolder(group, name), file))),
  );
  return { certificate, key };
}

function fileOf(group: Folder, name: string): string {
  return path.join(group.folder, authorityFolder, name);
}
