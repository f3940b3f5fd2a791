// X.509 for the instances that are their own authority. Pure but for randomness and the clock at issue.

import { createPrivateKey, X509Certificate as NodeCertificate, webcrypto } from 'node:crypto';

/** PEM. */
export interface Pair {
  certificate: string;
  key: string;
}

const authorityDays = 3650;
const dayMs = 86_400_000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A new authority for one instance. */
export async function makeAuthority(name: string): Promise<Pair> {
  const x509 = await library();
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=redis-ha ${name} authority`,
    ...validity(authorityDays),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: pem(certificate.toString('pem')), key: await exportKey(keys.privateKey) };
}

/** What a certificate vouches for. */
export interface Subject {
  /** The common name; nobody checks it where there are alternative names. */
  name: string;
  /** Names, wildcards allowed in their first label. */
  dns: readonly string[];
  ip: readonly string[];
}

/** A certificate for servers and for clients, signed by the authority. */
export async function issue(authority: Pair, { name, dns, ip }: Subject, days: number): Promise<Pair> {
  const x509 = await library();
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const issuer = new x509.X509Certificate(authority.certificate);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: issuer.subject,
    ...validity(days),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: await importKey(authority.key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']),
      new x509.SubjectAlternativeNameExtension([
        ...ip.map((value) => ({ type: 'ip' as const, value })),
        ...dns.map((value) => ({ type: 'dns' as const, value })),
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: pem(certificate.toString('pem')), key: await exportKey(keys.privateKey) };
}

/** SHA-256 of a certificate, as TLS libraries show it; undefined when it is none. */
export function fingerprint(certificate: string): string | undefined {
  return parse(certificate)?.fingerprint256;
}

/** Every certificate of a PEM file, in its order. */
export function certificatesIn(text: string): string[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.filter((block) => parse(block)).map(pem);
}

/** Whether an authority can sign for `days`: its key belongs to its certificate, which outlives what it signs. */
export function isUsable({ certificate, key }: Pair, now: Date, days: number): boolean {
  const own = parse(certificate);
  return own !== undefined && daysLeft(own, now) > days && fits(own, key);
}

/** Whether the first certificate was signed by the second one's key. */
export function isSignedBy(certificate: string, authority: string): boolean {
  const [own, issuer] = [parse(certificate), parse(authority)];
  return own !== undefined && issuer !== undefined && own.verify(issuer.publicKey);
}

/**
 * Whether a certificate must be issued anew: damaged, without its key, of another authority, or with fewer than
 * `days` before its end.
 */
export function needsRenewal(
  { certificate, key }: Pair,
  authority: string,
  now: Date,
  days: number,
): boolean {
  const own = parse(certificate);
  if (!own || daysLeft(own, now) < days) return true;
  return !fits(own, key) || !isSignedBy(certificate, authority);
}

function parse(certificate: string): NodeCertificate | undefined {
  try {
    return new NodeCertificate(certificate);
  } catch {
    return undefined;
  }
}

function fits(certificate: NodeCertificate, key: string): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

function daysLeft(certificate: NodeCertificate, now: Date): number {
  return (Date.parse(certificate.validTo) - now.getTime()) / dayMs;
}

/** Loaded only when something is signed: it costs a tenth of a second, and a preview never needs it. */
async function library(): Promise<typeof import('@peculiar/x509')> {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

function validity(days: number): { notBefore: Date; notAfter: Date } {
  // Five minutes back: clocks of containers and virtual machines differ.
  const now = Date.now();
  return { notBefore: new Date(now - 300_000), notAfter: new Date(now + days * dayMs) };
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der.match(/.{1,64}/g)?.join('\n')}\n-----END PRIVATE KEY-----\n`;
}

function importKey(key: string): Promise<webcrypto.CryptoKey> {
  const der = Buffer.from(key.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  return webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
}

function pem(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
