import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { LocalInstance } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { type Installed, install } from '../../unit/client-package/installed.ts';
import { connectionTo } from '../workloads/stage.ts';
import { serverLink } from './clients.ts';

/** Writes numbers through a failover; says when it has begun, and in the end what was acknowledged and is not there. */
const program = `
  import { createRequire } from 'node:module';
  import { createRedis } from 'redis-ha-client';
  const redis = createRedis({ workload: 'queue', connection: JSON.parse(process.env.CONNECTION) });
  let acknowledged = 0;
  const write = async () => {
    await redis.rpush('written', acknowledged);
    acknowledged += 1;
  };
  for (let i = 0; i < 50; i += 1) await write();
  const old = redis.ha.state().address;
  await redis.set('begun', 1);
  const until = Date.now() + 30000;
  while (redis.ha.state().address === old && Date.now() < until) await write();
  for (let i = 0; i < 50; i += 1) await write();
  // What was sent again may be there twice.
  const missing = acknowledged - new Set(await redis.lrange('written', 0, -1)).size;
  const { version } = createRequire(import.meta.url)('ioredis/package.json');
  console.log(JSON.stringify({ version, moved: redis.ha.state().address !== old, missing }));
  await redis.ha.close();
`;

describe('client, packed, with the oldest ioredis that it takes', () => {
  let instance: LocalInstance;
  let installed: Installed;
  before(async () => {
    installed = await install({ ioredis: 'ioredis-5' });
    instance = await LocalInstance.make();
    await instance.up();
  });
  after(async () => {
    await rm(installed.folder, { recursive: true, force: true });
    await instance.remove();
  });

  it('lives through kill -9 of the primary, and loses nothing', async () => {
    const primary = await instance.primary();
    const env = { CONNECTION: JSON.stringify(await connectionTo(instance)) };
    const said = installed.run('failover.mjs', program, env);
    const server = await serverLink(instance, primary);
    await until(async () => (await server.exists('begun')) === 1, 'the program writes');
    process.kill(await instance.pid(primary), 'SIGKILL');
    const { version, moved, missing } = JSON.parse(await said);
    expect(version).to.match(/^5\.11\./);
    expect({ moved, missing }).to.deep.equal({ moved: true, missing: 0 });
  });
});
