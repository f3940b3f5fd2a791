import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { createRedis } from '../../../client/index.ts';
import type { SentinelConnectorClass } from '../../../client/sentinel/index.ts';
import type { Connection } from '../../../components/connection.ts';
import { envOf } from '../../../components/env.ts';
import { LocalInstance } from '../../local/instance.ts';
import { until } from '../../local/until.ts';

describe('client: a real group with Sentinels over TLS', () => {
  let instance: LocalInstance;
  let env: Record<string, string>;
  before(async () => {
    instance = await LocalInstance.make();
    await instance.up();
    env = envOf(await connectionOf(instance));
  });
  after(() => instance.remove());

  it('lets its primary be reached alone, over TLS that trusts its own CA only', async () => {
    const { ca, port, password = '' } = await instance.target(await instance.primary());
    const address = { REDIS_URL: `rediss://127.0.0.1:${port}`, REDIS_PASSWORD: password };
    const redis = createRedis({
      workload: 'session',
      env: { ...address, REDIS_TLS_CA: ca?.replaceAll('\n', '\\n') },
    });
    const strict = createRedis({ workload: 'session', env: address });
    instance.endWith(() => [redis, strict].map((client) => client.disconnect()));
    expect(await redis.set('greeting', 'hello')).to.equal('OK');
    await until(() => strict.ha.state().lastError !== undefined, 'the certificate is refused');
    expect(strict.ha.state().lastError).to.match(/self.signed|certificate/);
    expect(strict.ha.state().phase).to.equal('connecting');
  });

  it('is reached from the environment, and again by itself after its primary was killed', async () => {
    const redis = createRedis({ workload: 'session', env });
    instance.endWith(() => redis.disconnect());
    await redis.set('greeting', 'hello');
    const first = redis.ha.state();
    expect(first).to.include({ phase: 'ready', role: 'primary', address: await primaryOf(instance) });
    await redis.wait(2, 1000);

    process.kill(await instance.pid(await instance.primary()), 'SIGKILL');
    await until(() => redis.ha.state().lastFailoverMs !== undefined, 'it is at another server');

    expect(await redis.get('greeting')).to.equal('hello');
    expect(redis.ha.state()).to.include({ phase: 'ready', role: 'primary' });
    expect(redis.ha.state().address).not.to.equal(first.address);
    const { sentinels }: SentinelConnectorClass = Reflect.get(redis.options, 'Connector');
    expect(sentinels()).to.have.length(3);
    const ended = once(redis, 'end');
    await redis.ha.close();
    expect(redis.ha.state().phase).to.equal('closed');
    await ended;
    expect(sentinels(), 'Sentinels that are listened to').to.deep.equal([]);
  });
});

async function primaryOf(instance: LocalInstance): Promise<string> {
  const { primary } = await instance.status();
  return `127.0.0.1:${primary?.port}`;
}

/** What the component emits for this group. */
async function connectionOf(instance: LocalInstance): Promise<Connection> {
  const { password, sentinelPassword } = JSON.parse(
    await readFile(path.join(instance.folder, 'group.json'), 'utf8'),
  );
  const targets = await Promise.all([1, 2, 3].map((number) => instance.target(`sentinel-${number}`)));
  return {
    topology: 'sentinel',
    endpoints: targets.map(({ port }) => ({ host: '127.0.0.1', port })),
    sentinel: { masterName: 'test', password: sentinelPassword },
    tls: { enabled: true, ca: await readFile(path.join(instance.folder, 'authority/ca.crt'), 'utf8') },
    password,
  };
}
