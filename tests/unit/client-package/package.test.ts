import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { type Installed, install } from './installed.ts';

/** One name of each entry point; a new entry point is to be added here. */
const entries: Record<string, string> = {
  'redis-ha-client': 'createRedis',
  'redis-ha-client/metrics': 'collectMetrics',
  'redis-ha-client/cache': 'createCache',
  'redis-ha-client/rate-limit': 'createRateLimiter',
  'redis-ha-client/session': 'createSessionStore',
  'redis-ha-client/queue': 'createQueue',
  'redis-ha-client/socketio': 'createStreamsAdapter',
  'redis-ha-client/socketio/pubsub': 'createPubSubAdapter',
};

describe('client: the package, packed and installed into a project of its own', () => {
  let installed: Installed;
  before(async () => {
    installed = await install();
  });
  after(() => rm(installed.folder, { recursive: true, force: true }));

  it('holds what is built, README, LICENSE and package.json, and nothing else', () => {
    const others = installed.files.filter((file) => !file.startsWith('dist/'));
    expect(others).to.have.members(['LICENSE', 'README.md', 'package.json']);
    const endings = installed.files.filter((file) => file.startsWith('dist/')).map(ending);
    expect([...new Set(endings)]).to.have.members(['.js', '.d.ts', '.d.cts']);
  });

  it('has the entry points that are named here', () => {
    const names = Object.keys(installed.manifest.exports).map((name) =>
      name.replace(/^\./, 'redis-ha-client'),
    );
    expect(names).to.have.members([...Object.keys(entries), 'redis-ha-client/package.json']);
  });

  it('is imported by ESM, every entry point of it', async () => {
    const lines = Object.entries(entries).map(
      ([name, what]) => `import { ${what} } from '${name}'; console.log(typeof ${what});`,
    );
    expect((await installed.run('all.mjs', lines.join('\n'))).split('\n')).to.deep.equal(everyFunction());
  });

  it('is required by CommonJS, every entry point of it, and is the same there', async () => {
    const lines = Object.entries(entries).map(
      ([name, what]) => `console.log(typeof require('${name}').${what});`,
    );
    const same = `import('redis-ha-client').then((m) => console.log(m.HaRedis === require('redis-ha-client').HaRedis));`;
    const said = (await installed.run('all.cjs', [...lines, same].join('\n'))).split('\n');
    expect(said).to.deep.equal([...everyFunction(), 'true']);
  });

  it('refuses what is wrong in a sentence, from either side', async () => {
    const esm = `import { createRedis } from 'redis-ha-client';
      try { createRedis({ workload: 'queue', env: { REDIS_ENABLED: 'false' } }); } catch (e) { console.log(e.name); }`;
    expect(await installed.run('refused.mjs', esm)).to.equal('RedisDisabled');
  });

  it('has types for TypeScript in ESM', async () => {
    expect(await installed.check({ 'typed.mts': typed() }, 'nodenext')).to.equal('');
  });

  it('has a README whose snippets TypeScript takes as they stand', async () => {
    const blocks = [...installed.readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => code);
    const named = blocks.map((code, index) => [`readme-${index + 1}.mts`, code] as const);
    expect(named).to.have.length.of.at.least(7);
    const sources = { 'reader.d.mts': reader, ...Object.fromEntries(named) };
    expect(await installed.check(sources, 'nodenext')).to.equal('');
  });

  it('has types for TypeScript in CommonJS, also where `require` of ESM is not believed in', async () => {
    const wrong = `import { createRedis } from 'redis-ha-client'; createRedis({ workload: 'nothing' });`;
    const said = await installed.check({ 'typed.cts': typed(), 'wrong.cts': wrong }, 'node16');
    // The check is one: what is wrong it tells.
    expect(said.match(/^\w+\.cts(?=.*error)/gm)).to.deep.equal(['wrong.cts']);
  });
});

/** What a reader of the README has already. */
const reader = `
  import type { Server } from 'node:http';
  import type { Express } from 'express';
  import type { HaRedis } from 'redis-ha-client';
  declare global {
    const app: Express;
    const http: Server;
    const ip: string, secret: string, ca: string, password: string, sentinelPassword: string;
    const sessions: HaRedis;
    const jobs: HaRedis;
    function priceFromDatabase(product: number): Promise<number>;
    function send(to: string): Promise<void>;
  }`;

function typed(): string {
  const imports = Object.entries(entries).map(([name, what]) => `import { ${what} } from '${name}';`);
  return `${imports.join('\n')}
    const connection = { topology: 'sentinel' as const, endpoints: [], tls: { enabled: false } };
    const phase: string = createRedis({ workload: 'cache', connection }).ha.state().phase;
    const { queue } = createQueue<{ to: string }>('mail', { connection });
    const added: Promise<unknown> = queue.add('send', { to: 'you' });
    const limiter = createRateLimiter({ points: 1, duration: 1, instances: 1, connection }).limiter;
    export { phase, added, limiter, collectMetrics, createCache, createSessionStore, createStreamsAdapter, createPubSubAdapter };`;
}

function everyFunction(): string[] {
  return Object.keys(entries).map(() => 'function');
}

function ending(file: string): string {
  return /(\.d)?\.\w+$/.exec(file)?.[0] ?? file;
}
