import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { freePorts, LocalInstance } from '../../local/instance.ts';
import { processesBelow } from '../../local/processes.ts';

describe('local: an interrupted command is finished or undone by the next', () => {
  let instance: LocalInstance;
  beforeEach(async () => {
    instance = await LocalInstance.make();
  });
  afterEach(() => instance.remove());

  for (const count of [1, 3, 5, 6, 7]) {
    it(`up ended after ${count} of 8 resources: up finishes it and starts nothing twice`, async () => {
      await instance.upUntil(count);
      const before = await instance.pids();
      await instance.up();
      expect(await instance.pids()).to.include(before);
      expect(await instance.status()).to.deep.include({ healthy: true, problems: [] });
      expect(await processesBelow(instance.root)).to.have.length(6);
    });

    it(`up ended after ${count} of 8 resources: destroy leaves no process`, async () => {
      await instance.upUntil(count);
      await instance.destroy();
      expect(await processesBelow(instance.root)).to.deep.equal([]);
    });
  }

  it('processes that no state and no record knows are taken over, not started again', async () => {
    await instance.up();
    const before = await instance.pids();
    const names = Object.keys(before);
    await Promise.all(names.map((name) => rm(path.join(instance.folder, name, 'process.json'))));
    instance.forget();
    instance.crash();
    await instance.up();
    expect(await instance.pids()).to.deep.equal(before);
    expect(await instance.status()).to.deep.include({ healthy: true, problems: [] });
  });

  it('processes that the state has lost end with their group', async () => {
    await instance.up();
    instance.forget('server-2', 'sentinel-3');
    await instance.destroy();
    expect(await processesBelow(instance.root)).to.deep.equal([]);
  });

  it('a rolling restart cut off between two servers is finished without a difference left', async () => {
    await instance.up();
    const basePort = await freePorts(10);
    instance.wanted = { ...instance.wanted, basePort };
    await instance.upUntil(4);
    await instance.up();
    expect(await instance.status()).to.deep.include({ healthy: true, problems: [] });
    expect(await instance.preview()).to.deep.equal({});
  });
});
