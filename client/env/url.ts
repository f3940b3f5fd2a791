import type { Endpoint } from '../connection.ts';
import { parseHost } from './endpoint.ts';

export interface UrlParts {
  endpoint: Endpoint;
  tls: boolean;
  username?: string;
  password?: string;
  db?: number;
}

/** `redis://user:password@host:port/db`, or `rediss://` over TLS, percent-encoded; undefined where it is not one. */
export function parseUrl(text: string): UrlParts | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const host = parseHost(url.hostname);
  if (!host || !/^rediss?:$/.test(url.protocol)) return undefined;
  const db = /^\/?(\d*)$/.exec(url.pathname)?.[1];
  const username = decoded(url.username);
  const password = decoded(url.password);
  if (db === undefined || username === undefined || password === undefined) return undefined;
  return {
    endpoint: { host, port: url.port === '' ? 6379 : Number(url.port) },
    tls: url.protocol === 'rediss:',
    ...(username && { username }),
    ...(password && { password }),
    ...(db && { db: Number(db) }),
  };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
