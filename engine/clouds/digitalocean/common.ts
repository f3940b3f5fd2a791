// Where the tables come from, and the forms that several of them know.

import { isIPv4 } from 'node:net';
import type { Form, Made } from '../tables/index.ts';

/** Files of github.com/digitalocean/openapi, version of 7 August 2026. */
export function api(file: string): string {
  return `digitalocean/openapi specification/resources/databases/${file}`;
}

/** Files of github.com/digitalocean/terraform-provider-digitalocean, which Pulumi's provider is made from: commit 401992a. */
export function provider(file: string): string {
  return `terraform-provider-digitalocean digitalocean/${file}`;
}

/** Pages below docs.digitalocean.com/products/databases/valkey. */
export function docs(page: string): string {
  return `https://docs.digitalocean.com/products/databases/valkey/${page}/`;
}

export const uuid: Form = {
  says: 'a UUID',
  fits: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
};

export const tag: Form = {
  says: 'at most 255 letters, digits, colons, dashes and underscores',
  fits: (text) => /^[a-zA-Z0-9:_-]{1,255}$/.test(text),
};

/** `203.0.113.7` or `10.110.0.0/20`. */
export function isIpv4Range(text: string): boolean {
  const [address = '', bits = '32', ...rest] = text.split('/');
  return rest.length === 0 && isIPv4(address) && /^\d{1,2}$/.test(bits) && Number(bits) <= 32;
}

/** A UUID that looks made up and is the same each time. */
export function uuidOf({ digits }: Pick<Made, 'digits'>, salt: string): string {
  return digits(32, salt).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
