// The options that Pulumi has for every resource, on the component: a new name or place keeps what runs, a provider of the
// program's own reaches every child.

import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { createRedis, type HaCluster, type HaRedis } from '../../client/create/index.ts';
import type { Connection } from '../../components/connection.ts';
import type { DeployOptions, DeployResult } from '../../engine/events.ts';
import { destroy, preview, up } from '../../engine/index.ts';
import { configure, makeProject, removeProject, stack } from './project.ts';
import type { Subject } from './subject.ts';
import { inClear } from './values.ts';

export function componentOptions(subject: Subject): void {
  describe(`backend ${subject.name}, as a program places it`, function () {
    this.timeout(180_000);
    let root: string;
    let config: Record<string, unknown>;
    let options: DeployOptions;

    before(async () => {
      const instance = Object.entries(await subject.instance());
      config = {
        'redis-ha:backend': subject.backend,
        ...Object.fromEntries(instance.map(([key, value]) => [`redis-ha:${key}`, value])),
        'program:name': 'main',
      };
      root = await makeProject(config, 'tests/conformance/programs/options.ts');
      const stateFolder = join(root, '.redis-ha', stack);
      options = { root, stack, stateFolder, policyPacks: [], providers: subject.providers };
      expectDone(await up(options));
    });

    after(async () => {
      await destroy(options);
      await removeProject(root);
    });

    const planned = async (changed: Record<string, unknown>): Promise<DeployResult> => {
      await configure(root, { ...config, ...changed });
      const plan = await preview(options);
      await configure(root, config);
      return plan;
    };

    it('keeps everything when it moves below another component under an alias', async () => {
      const plan = await planned({ 'program:below': 'around' });
      expectDone(plan);
      expect(plan.counts).to.include({ create: 1, update: 0, replace: 0, delete: 0 });
    });

    if (subject.keepsName)
      it('refuses another name, which its data would not follow', async () => {
        const plan = await planned({ 'program:name': 'primary', 'program:formerly': 'main' });
        expect(plan.status).to.equal('failed');
        expect(plan.counts).to.include({ replace: 0, delete: 0 });
        expect(plan.errors.map(({ message }) => message).join('\n')).to.contain('Keep it.');
      });
    else
      it('replaces nothing when it gets another name under an alias', async () => {
        const plan = await planned({ 'program:name': 'primary', 'program:formerly': 'main' });
        expectDone(plan);
        expect(plan.counts).to.include({ create: 0, replace: 0, delete: 0 });
      });

    // What is simulated has no data to keep.
    if (subject.backend === 'local')
      it('keeps its data under the other name', async () => {
        const first = await up(options);
        await withClient(first, (client) => client.set('kept', 'yes'));
        await configure(root, { ...config, 'program:name': 'primary', 'program:formerly': 'main' });
        const renamed = await up(options);
        expectDone(renamed);
        await withClient(renamed, async (client) => expect(await client.get('kept')).to.equal('yes'));
      });
  });

  const { elsewhere } = subject;
  if (elsewhere)
    describe(`backend ${subject.name}, through a provider of the program's own`, function () {
      this.timeout(120_000);

      it('makes and asks everything through it, in its region', async () => {
        const instance = Object.entries(await subject.instance());
        const root = await makeProject(
          {
            'redis-ha:backend': subject.backend,
            ...Object.fromEntries(instance.map(([key, value]) => [`redis-ha:${key}`, value])),
            'program:name': 'main',
            'program:provider': { package: elsewhere.package, args: elsewhere.args },
          },
          'tests/conformance/programs/options.ts',
        );
        const stateFolder = join(root, '.redis-ha', stack);
        try {
          const { providers } = subject;
          const made = await up({ root, stack, stateFolder, policyPacks: [], providers });
          expectDone(made);
          const type = `pulumi:providers:${elsewhere.package}`;
          const configured = made.resources.filter((resource) => resource.type === type);
          expect(configured.map(({ urn }) => urn.split('::').at(-1))).to.deep.equal(['elsewhere']);
          const theirs = made.resources.filter((resource) =>
            resource.type.startsWith(`${elsewhere.package}:`),
          );
          expect(theirs).not.to.be.empty;
          for (const { urn, provider } of theirs)
            expect(provider?.split('::').slice(0, -1).join('::'), urn).to.equal(configured[0]?.urn);
          expect(JSON.stringify(theirs.map(({ outputs }) => outputs))).to.contain(elsewhere.seen);
        } finally {
          await removeProject(root);
        }
      });
    });
}

async function withClient(
  { outputs }: DeployResult,
  work: (client: HaRedis | HaCluster) => Promise<unknown>,
): Promise<void> {
  const { connection } = inClear(outputs) as { connection: Connection };
  const client = createRedis({ workload: 'session', connection });
  await work(client).finally(() => client.ha.close());
}

function expectDone({ status, errors }: DeployResult): void {
  expect({ status, errors }).to.deep.equal({ status: 'succeeded', errors: [] });
}
