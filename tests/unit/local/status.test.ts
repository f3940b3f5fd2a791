import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { DeployedResource } from '../../../providers/backend.ts';
import { saveGroup } from '../../../providers/local/group/folder.ts';
import { dataFolders, status } from '../../../providers/local/operate.ts';
import { types } from '../../../providers/local/provider/types.ts';

describe('local: status of instances that do not run', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'redis-ha-status-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  const deployed = (resources: DeployedResource[]) => ({ root, project: 'p', stack: 's', resources });

  function group(instance: string, tls = true): DeployedResource {
    const servers = [{ name: 'server-1', port: 1 }];
    const inputs = { instance, directory: instance, tls, servers, sentinels: [] };
    const outputs = { ...inputs, password: 'p', sentinelPassword: 's' };
    return { urn: instance, type: types.group, inputs, outputs };
  }

  it('TLS is what is wanted, whether the folder is there or not', async () => {
    for (const tls of [true, false]) {
      const lost = await status(deployed([group('main', tls)]));
      expect(lost).to.deep.include.members([{ ...lost[0], tls, healthy: false, nodes: [] }]);
      expect(lost[0]?.problems.join()).to.contain('The folder of main is gone');

      const { instance, servers, sentinels } = { instance: 'main', servers: [], sentinels: [] };
      const record = { instance, servers, sentinels, password: 'p', sentinelPassword: 's' };
      const folder = path.join(root, 'main');
      await saveGroup({ folder, record: { ...record, primary: '', epoch: 0, program: '' } });
      expect((await status(deployed([group('main', tls)])))[0]?.tls).to.equal(tls);
      await rm(folder, { recursive: true });
    }
  });

  it('instances come in the order of the configuration: main, then by name', async () => {
    const shuffled = deployed(['queue', 'cache', 'main', 'a'].map((name) => group(name)));
    const names = (await status(shuffled)).map(({ name }) => name);
    expect(names).to.deep.equal(['main', 'a', 'cache', 'queue']);
    expect(dataFolders(shuffled).map((folder) => path.basename(folder))).to.deep.equal(names);
  });
});
