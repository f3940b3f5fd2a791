import { appendFile, cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { startPolicyPack } from '../../engine/children/policyPack.ts';
import { readProject } from '../../engine/project/index.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

describe('a pack that breaks after its rules are there', () => {
  it('does not judge with what it has', async () => {
    const root = await mkdtemp(join(tmpdir(), 'redis-ha-pack-'));
    for (const part of ['policy', 'components', 'providers', 'package.json', 'Pulumi.yaml']) {
      await cp(join(repository, part), join(root, part), { recursive: true });
    }
    await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
    await appendFile(join(root, 'policy', 'index.ts'), "\nthrow new Error('half a pack');\n");
    const started = await startPolicyPack({
      folder: join(root, 'policy'),
      engine: '127.0.0.1:1',
      project: await readProject(root),
      stack: 'test',
      config: { values: {}, secretKeys: [] },
      dryRun: true,
    }).then(
      async (server) => {
        await server.stop();
        return 'it judges';
      },
      (error: Error) => error.message,
    );
    await rm(root, { recursive: true });
    expect(started).to.match(/ended with exit code 1[\s\S]*half a pack/);
  });
});
