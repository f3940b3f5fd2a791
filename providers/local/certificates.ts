import * as x509 from '../credentials/certificates.ts';

export {
  certificatesIn,
  fingerprint,
  isSignedBy,
  makeAuthority,
  type Pair,
} from '../credentials/certificates.ts';

/** Days a server's certificate holds. */
export const certificateDays = 90;
/** Days before its end at which `up` renews it. */
export const renewalDays = 30;

const loopback = { dns: ['localhost'], ip: ['127.0.0.1', '::1'] };

/** A certificate for one process on the loopback addresses, signed by the authority. */
export function issue(authority: x509.Pair, name: string, days = certificateDays): Promise<x509.Pair> {
  return x509.issue(authority, { name, ...loopback }, days);
}

/** Whether an authority can sign: its key belongs to its certificate, which outlives what it signs. */
export function isUsable(authority: x509.Pair, now: Date): boolean {
  return x509.isUsable(authority, now, certificateDays);
}

/** Whether a process' certificate must be issued anew: damaged, without its key, near its end, of another authority. */
export function needsRenewal(pair: x509.Pair, authority: string, now: Date): boolean {
  return x509.needsRenewal(pair, authority, now, renewalDays);
}
