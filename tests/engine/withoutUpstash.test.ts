// The program where nobody installed @upstash/pulumi, as for everyone who runs another backend.

import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { stringify } from 'yaml';
import { providers } from '../../cli/engines/providers.ts';
import type { DeployResult } from '../../engine/events.ts';
import { preview } from '../../engine/index.ts';
import { repository } from './cliProject.ts';

describe('the program without @upstash/pulumi', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'redis-ha-without-'));
    for (const part of ['index.ts', 'package.json', 'components', 'providers'])
      await cp(join(repository, part), join(root, part), { recursive: true });
    await mkdir(join(root, 'node_modules'));
    for (const name of await readdir(join(repository, 'node_modules')))
      if (name !== '@upstash')
        await symlink(join(repository, 'node_modules', name), join(root, 'node_modules', name));
    const runtime = { name: 'nodejs', options: { typescript: false } };
    await writeFile(join(root, 'Pulumi.yaml'), stringify({ name: 'redis-ha', runtime, main: 'index.ts' }));
  });
  after(() => rm(root, { recursive: true, force: true }));

  async function previewOf(config: Record<string, unknown>): Promise<DeployResult> {
    await writeFile(join(root, 'Pulumi.some.yaml'), stringify({ config }));
    const stateFolder = join(root, '.redis-ha', 'some');
    return preview({ root, stack: 'some', stateFolder, policyPacks: [], providers });
  }

  it('runs every other backend', async () => {
    const own = { region: 'fra1', firewall: { tags: ['web'] } };
    const { status, errors } = await previewOf({
      'redis-ha:backend': 'digitalocean',
      'redis-ha:digitalocean': own,
    });
    expect({ status, errors }).to.deep.equal({ status: 'succeeded', errors: [] });
  });

  it('says which package to install for this one, as a mistake of the configuration', async () => {
    const { status, errors } = await previewOf({
      'redis-ha:backend': 'upstash',
      'redis-ha:upstash': { primaryRegion: 'eu-central-1', prodPack: true },
    });
    expect(status).to.equal('misconfigured');
    expect(errors.map(({ message }) => message).join()).to.contain('npm install @upstash/pulumi');
  });
});
