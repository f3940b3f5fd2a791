import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { fromEnv, RedisDisabled } from '../../../client/env/index.ts';
import { ConfigurationError, type Connection } from '../../../client/index.ts';
import { envOf, joinEnvs } from '../../../components/env.ts';
import { anyConnection, password } from '../connections.ts';

const envNames = [
  ...['ENABLED', 'MODE', 'URL', 'HOST', 'PORT', 'READER_HOST', 'READER_PORT', 'SENTINELS', 'SENTINEL_MASTER'],
  ...['SENTINEL_USERNAME', 'SENTINEL_PASSWORD', 'CLUSTER_NODES', 'USERNAME', 'PASSWORD', 'DB'],
  ...['TLS', 'TLS_CA', 'TLS_SERVERNAME'],
];

describe('client: fromEnv', () => {
  it('gives back the connection that the component put into the environment', () => {
    fc.assert(
      fc.property(anyConnection, (connection) => {
        expect(fromEnv(envOf(connection))).to.deep.equal(connection);
      }),
    );
  });

  it('reads each of several instances', () => {
    fc.assert(
      fc.property(anyConnection, anyConnection, (main, cache) => {
        const env = joinEnvs([
          { name: 'main', env: envOf(main) },
          { name: 'session-cache', env: envOf(cache) },
        ]);
        expect(fromEnv(env)).to.deep.equal(main);
        expect(fromEnv(env, { instance: 'session-cache' })).to.deep.equal(cache);
      }),
    );
  });

  it('reads a PEM with \\n as from a dotenv file', () => {
    fc.assert(
      fc.property(anyConnection, (connection) => {
        const env = envOf(connection);
        if (env.REDIS_TLS_CA) env.REDIS_TLS_CA = env.REDIS_TLS_CA.replaceAll('\n', '\\n');
        expect(fromEnv(env)).to.deep.equal(connection);
      }),
    );
  });

  it('understands REDIS_URL alone', () => {
    expect(fromEnv({ REDIS_URL: 'rediss://app:p%40ss%2F@[::1]:6390/3' })).to.deep.include({
      topology: 'standalone',
      endpoints: [{ host: '::1', port: 6390 }],
      tls: { enabled: true },
      username: 'app',
      password: 'p@ss/',
      db: 3,
    });
    expect(fromEnv({ REDIS_URL: 'redis://redis' }).endpoints).to.deep.equal([{ host: 'redis', port: 6379 }]);
  });

  it('uses REDIS_PASSWORD where the URL has none', () => {
    fc.assert(
      fc.property(password, (secret) => {
        expect(
          fromEnv({ REDIS_URL: 'rediss://main.cache.example:6379', REDIS_PASSWORD: secret }),
        ).to.deep.include({
          password: secret,
          tls: { enabled: true },
        });
      }),
    );
    expect(fromEnv({ REDIS_URL: 'redis://:own@h', REDIS_PASSWORD: 'other' }).password).to.equal('own');
  });

  it('understands REDIS_HOST, REDIS_PORT and REDIS_PASSWORD', () => {
    const env = { REDIS_HOST: '127.0.0.1', REDIS_PORT: '6390', REDIS_PASSWORD: 'x', REDIS_USERNAME: '' };
    expect(fromEnv(env)).to.deep.equal({
      topology: 'standalone',
      endpoints: [{ host: '127.0.0.1', port: 6390 }],
      tls: { enabled: false },
      password: 'x',
    });
  });

  it('prefers mode, Sentinels, cluster, URL and host, in this order', () => {
    const env = {
      REDIS_SENTINELS: 's1,[::1]:26390',
      REDIS_SENTINEL_MASTER: 'main',
      REDIS_CLUSTER_NODES: 'n1:7000',
      REDIS_URL: 'redis://u',
      REDIS_HOST: 'h',
    };
    expect(fromEnv(env).endpoints).to.deep.equal([
      { host: 's1', port: 26379 },
      { host: '::1', port: 26390 },
    ]);
    const { REDIS_SENTINELS: _, ...noSentinels } = env;
    expect(fromEnv(noSentinels).topology).to.equal('cluster');
    expect(fromEnv({ ...env, REDIS_MODE: 'standalone' }).endpoints).to.deep.equal([
      { host: 'u', port: 6379 },
    ]);
  });

  it('lets REDIS_ENABLED=false win', () => {
    fc.assert(
      fc.property(anyConnection, fc.constantFrom('false', 'FALSE', '0', 'no'), (connection, no) => {
        const env = { ...envOf(connection), REDIS_ENABLED: no };
        expect(() => fromEnv(env)).to.throw(RedisDisabled, 'REDIS_ENABLED is false');
      }),
    );
    const env = { REDIS_HOST: 'h', REDIS_CACHE_HOST: 'c', REDIS_CACHE_ENABLED: 'false' };
    expect(fromEnv(env).endpoints).to.have.length(1);
    expect(() => fromEnv(env, { instance: 'cache' })).to.throw(RedisDisabled, 'REDIS_CACHE_ENABLED');
  });

  // Environments of applications that had a client of their own before this one; theirs had `REDIS_ENABLED=true` beside each.
  const servers = (host: string, count: number, port: number) =>
    Array.from({ length: count }, (_, i) => ({ host: `${host}-${i + 1}`, port }));
  const listed = (endpoints: { host: string; port: number }[]) =>
    endpoints.map(({ host, port }) => `${host}:${port}`).join(',');
  const sentinels = servers('sentinel', 3, 26379);
  const nodes = servers('redis', 6, 6379);
  const elastiCache = 'freight-redis.xxxxx.use1.cache.amazonaws.com';
  const clear = { enabled: false };
  const before: [string, Record<string, string>, Connection][] = [
    [
      'standalone',
      { REDIS_URL: 'redis://localhost:6379' },
      {
        topology: 'standalone',
        endpoints: [{ host: 'localhost', port: 6379 }],
        url: 'redis://localhost:6379',
        tls: clear,
      },
    ],
    [
      'Sentinel, whose password is not that of the servers',
      {
        REDIS_SENTINELS: listed(sentinels),
        REDIS_SENTINEL_MASTER: 'freight-master',
        REDIS_PASSWORD: 'your_strong_password',
      },
      {
        topology: 'sentinel',
        endpoints: sentinels,
        sentinel: { masterName: 'freight-master' },
        password: 'your_strong_password',
        tls: clear,
      },
    ],
    [
      'cluster',
      { REDIS_CLUSTER_NODES: listed(nodes), REDIS_PASSWORD: 'your_strong_password' },
      { topology: 'cluster', endpoints: nodes, password: 'your_strong_password', tls: clear },
    ],
    [
      'ElastiCache, with the password beside the URL',
      { REDIS_URL: `rediss://${elastiCache}:6379`, REDIS_PASSWORD: 'your_auth_token' },
      {
        topology: 'standalone',
        endpoints: [{ host: elastiCache, port: 6379 }],
        url: `rediss://${elastiCache}:6379`,
        password: 'your_auth_token',
        tls: { enabled: true },
      },
    ],
  ];
  for (const [what, env, connection] of before) {
    it(`reads an environment that was there before: ${what}`, () => {
      expect(fromEnv({ REDIS_ENABLED: 'true', ...env })).to.deep.equal(connection);
    });
  }

  it('guesses no name for the primary, where another client had a default', () => {
    const env = { REDIS_ENABLED: 'true', REDIS_SENTINELS: listed(sentinels), REDIS_PASSWORD: 'secret' };
    expect(() => fromEnv(env)).to.throw(ConfigurationError, 'REDIS_SENTINEL_MASTER is not set');
  });

  const wrong: [string, Record<string, string>, string][] = [
    ['nothing at all', {}, 'set one of REDIS_URL, REDIS_HOST, REDIS_SENTINELS, REDIS_CLUSTER_NODES'],
    ['an unknown mode', { REDIS_MODE: 'hunter2' }, 'REDIS_MODE must be standalone, sentinel or cluster'],
    ['a mode without its addresses', { REDIS_MODE: 'cluster' }, 'REDIS_CLUSTER_NODES is not set'],
    ['Sentinels without a name', { REDIS_SENTINELS: 'a:1' }, 'REDIS_SENTINEL_MASTER is not set'],
    ['a bad URL', { REDIS_URL: 'redis://:hunter2@:x' }, 'REDIS_URL must be redis://'],
    ['a URL of something else', { REDIS_URL: 'https://u:hunter2@h' }, 'REDIS_URL must be redis://'],
    ['half an escape', { REDIS_URL: 'redis://:hunter2%@h' }, 'percent-encoded'],
    [
      'a bad port',
      { REDIS_HOST: 'h', REDIS_PORT: 'hunter2' },
      'REDIS_PORT must be a whole number from 1 to 65535',
    ],
    ['a port out of range', { REDIS_HOST: 'h', REDIS_PORT: '65536' }, 'REDIS_PORT'],
    ['a bad flag', { REDIS_HOST: 'h', REDIS_TLS: 'hunter2' }, 'REDIS_TLS must be true or false'],
    ['IPv6 without brackets', { REDIS_CLUSTER_NODES: 'a:1,::1:7000' }, 'brackets; entry 2 of 2 is not'],
    ['a password in a list', { REDIS_CLUSTER_NODES: 'redis://:hunter2@h:1' }, 'entry 1 of 1'],
  ];
  for (const [what, env, message] of wrong) {
    it(`refuses ${what}, naming the variable and no value`, () => {
      expect(() => fromEnv(env))
        .to.throw(ConfigurationError, message)
        .that.satisfies((error: Error) => !error.message.includes('hunter2'));
    });
  }

  it('makes a connection that can be used of any environment, or says what is wrong without a value of it', () => {
    const marked = fc.tuple(fc.string({ unit: 'binary' }), fc.string()).map((parts) => parts.join('hunter2'));
    const sensible = ['standalone', 'sentinel', 'cluster', 'true', 'h', 'h:1,[::1]:2', '6379', 'redis://h/1'];
    const names = envNames.map((name) => `REDIS_${name}`);
    const environment = fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof(marked, fc.constantFrom(...sensible)),
    );
    fc.assert(
      fc.property(environment, (env) => {
        try {
          const { endpoints } = fromEnv(env);
          expect(endpoints).to.not.be.empty;
          for (const { host, port } of endpoints) {
            expect(host).to.match(/^\S+$/);
            expect(port).to.be.within(1, 65_535);
          }
        } catch (error) {
          expect(error).to.be.instanceOf(ConfigurationError);
          expect((error as Error).message)
            .to.match(/^REDIS_[A-Z_]+ .*\.$/)
            .and.not.include('hunter2');
        }
      }),
    );
  });

  it('names the variable of an instance', () => {
    expect(() => fromEnv({ REDIS_HOST: 'h' }, { instance: 'cache' })).to.throw('REDIS_CACHE_URL is not set');
  });
});
