import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { LocalInstance } from '../../local/instance.ts';
import { processesBelow } from '../../local/processes.ts';
import { sentinelClient } from '../../local/writer.ts';

describe('local: real servers, once up and down', () => {
  let instance: LocalInstance;
  beforeEach(async () => {
    instance = await LocalInstance.make();
  });
  afterEach(() => instance.remove());

  it('one primary, two replicas in sync, three Sentinels that agree, TLS; a second up changes nothing; down ends all', async () => {
    await instance.up();
    const { nodes, sentinels, ...status } = await instance.status();
    expect(status).to.deep.include({ healthy: true, tls: true, problems: [] });
    expect(nodes.map((node) => node.role).sort()).to.deep.equal(['primary', 'replica', 'replica']);
    expect(sentinels).to.deep.include({ known: 3, agree: 3, quorum: 2, primary: status.primary });

    const redis = await sentinelClient(instance);
    await redis.set('greeting', 'hello');
    expect(await redis.get('greeting')).to.equal('hello');
    redis.disconnect();

    const pids = await instance.pids();
    expect(await instance.preview()).to.deep.equal({});
    expect(await instance.up()).to.deep.equal([]);
    expect(await instance.pids()).to.deep.equal(pids);

    await instance.destroy();
    expect(await processesBelow(instance.root)).to.deep.equal([]);
  });

  it('a server that is not on this machine is refused by name, with what is there', async () => {
    const error = await instance.up({ version: '6.0' }).catch((reason: Error) => reason);
    expect(String(error)).to.match(/No redis-server or valkey-server 6\.0 on this machine, only .*\d\.\d/);
    expect(await processesBelow(instance.root)).to.deep.equal([]);
  });
});
