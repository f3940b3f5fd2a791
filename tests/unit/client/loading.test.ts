import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { createRedis, type HaCluster, type HaRedis } from '../../../client/index.ts';
import { FakeRedis } from '../client-sentinel/fakes/redis.ts';
import type { Reply } from '../client-sentinel/fakes/server.ts';

/** Still reads its data from disk when it is first written to: too short a while to catch a real server in. */
class Loading extends FakeRedis {
  #refused = false;

  protected override answer(words: string[]): Reply {
    if (words[0]?.toUpperCase() !== 'SET' || this.#refused) return super.answer(words);
    this.#refused = true;
    return new Error('LOADING Redis is loading the dataset in memory');
  }
}

describe('client: a server that is loading its data', () => {
  let server: FakeRedis;
  let redis: HaRedis | HaCluster;
  beforeEach(async () => {
    server = await new Loading('master').start();
    const endpoints = [{ host: '127.0.0.1', port: server.port }];
    redis = createRedis({
      workload: 'session',
      connection: { topology: 'standalone', endpoints, tls: { enabled: false } },
    });
  });
  afterEach(async () => {
    redis.disconnect();
    await server.kill();
  });

  it('is connected to again and given the write again: its caller hears nothing of it', async () => {
    expect(await redis.set('key', '1')).to.equal('OK');
    expect(server.values.get('key')).to.equal('1');
    const written = server.received.filter((command) => /^set /i.test(command));
    expect(written).to.deep.equal(['set key 1', 'set key 1']);
    expect(redis.ha.state().reconnects).to.equal(1);
  });
});
