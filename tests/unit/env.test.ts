import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Connection, Endpoint } from '../../components/connection.ts';
import { envKeys, envOf, joinEnvs } from '../../components/env.ts';
import { anyConnection } from './connections.ts';

/** What the format says, read back by its own rules; the client package has the parser that applications use. */
function read(env: Record<string, string>, prefix = 'REDIS_'): Connection {
  const get = (name: string) => env[prefix + name];
  const one = (host?: string, port?: string) => (host ? [{ host, port: Number(port) }] : []);
  const many = (text = '') => (text === '' ? [] : text.split(',').map(endpoint));
  const topology = get('MODE') as Connection['topology'];
  const endpoints = {
    standalone: one(get('HOST'), get('PORT')),
    sentinel: many(get('SENTINELS')),
    cluster: many(get('CLUSTER_NODES')),
  }[topology];
  const masterName = get('SENTINEL_MASTER');
  return withoutUndefined({
    topology,
    endpoints,
    reader: one(get('READER_HOST'), get('READER_PORT'))[0],
    sentinel:
      masterName === undefined
        ? undefined
        : withoutUndefined({
            masterName,
            username: get('SENTINEL_USERNAME'),
            password: get('SENTINEL_PASSWORD'),
          }),
    tls: withoutUndefined({
      enabled: get('TLS') === 'true',
      ca: get('TLS_CA'),
      serverName: get('TLS_SERVERNAME'),
    }),
    username: get('USERNAME'),
    password: get('PASSWORD'),
    url: get('URL'),
  });
}

function endpoint(text: string): Endpoint {
  const url = new URL(`tcp://${text}`);
  return { host: url.hostname.replaceAll(/[[\]]/g, ''), port: Number(url.port) };
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}

describe('environment', () => {
  it('says everything about a connection of any topology', () => {
    fc.assert(
      fc.property(anyConnection, (connection) => {
        expect(read(envOf(connection))).to.deep.equal(connection);
      }),
    );
  });

  it('uses only the documented keys and leaves out what has no value', () => {
    fc.assert(
      fc.property(anyConnection, (connection) => {
        const env = envOf(connection);
        expect(envKeys()).to.include.members(Object.keys(env));
        expect(Object.values(env)).not.to.include.members([undefined, 'undefined', '']);
      }),
    );
  });

  it('keeps several instances apart', () => {
    fc.assert(
      fc.property(anyConnection, anyConnection, (main, cache) => {
        const env = joinEnvs([
          { name: 'main', env: envOf(main) },
          { name: 'session-cache', env: envOf(cache) },
        ]);
        expect(read(env)).to.deep.equal(main);
        expect(read(env, 'REDIS_SESSION_CACHE_')).to.deep.equal(cache);
      }),
    );
  });

  it('has the formats of the contract', () => {
    const sentinels = [
      { host: '127.0.0.1', port: 26380 },
      { host: '::1', port: 26381 },
    ];
    expect(
      envOf({
        topology: 'sentinel',
        endpoints: sentinels,
        sentinel: { masterName: 'main', password: 's3cret' },
        tls: { enabled: true, ca: 'PEM\n' },
        username: 'app',
        password: 'p@ss',
      }),
    ).to.deep.equal({
      REDIS_ENABLED: 'true',
      REDIS_MODE: 'sentinel',
      REDIS_SENTINELS: '127.0.0.1:26380,[::1]:26381',
      REDIS_SENTINEL_MASTER: 'main',
      REDIS_SENTINEL_PASSWORD: 's3cret',
      REDIS_USERNAME: 'app',
      REDIS_PASSWORD: 'p@ss',
      REDIS_TLS: 'true',
      REDIS_TLS_CA: 'PEM\n',
    });
  });
});
