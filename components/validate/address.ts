import { isIPv4 } from 'node:net';

/** `203.0.113.7` or `10.110.0.0/20`. */
export function isIpv4Range(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  if (!isIPv4(address) || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,2}$/.test(bits) && Number(bits) <= 32);
}

/** `https://storage.example.org:9000`: a scheme, a host, perhaps a port, and nothing else. */
export function isOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && text.replace(/\/$/, '') === url.origin;
}
