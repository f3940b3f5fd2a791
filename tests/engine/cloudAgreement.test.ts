// The simulated clouds under the real Pulumi CLI, where there is one on PATH: attached as providers, the same program, the same
// steps and the same resources as under this engine.

import path from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { SimulatedAws } from '../../engine/clouds/aws/index.ts';
import { SimulatedDigitalOcean } from '../../engine/clouds/digitalocean/index.ts';
import { SimulatedUpstash } from '../../engine/clouds/upstash/index.ts';
import type { DeployOptions } from '../../engine/events.ts';
import { preview, readDeployment, up } from '../../engine/index.ts';
import { RedisCredentials } from '../../providers/credentials/index.ts';
import { configure, makeProject, removeProject, stack } from '../conformance/project.ts';
import { argsOf } from '../unit/elasticache/specs.ts';
import { comparable, logicalSteps } from './comparable.ts';
import { testProject } from './fixtures/project.ts';
import { messages } from './fixtures/results.ts';
import { type PulumiCli, pulumiIn, pulumiOnPath } from './pulumiCli.ts';

const exported = {
  vpcId: 'vpc-0000000a',
  privateSubnetIds: ['subnet-0000000a', 'subnet-0000000b', 'subnet-0000000c'],
};
const networkStack = 'organization/engine-test/dev';

const providers = {
  aws: () => new SimulatedAws(),
  digitalocean: () => new SimulatedDigitalOcean(),
  upstash: () => new SimulatedUpstash(),
  'redis-credentials': () => new RedisCredentials(),
};

interface Case {
  args: Record<string, unknown>;
  /** Changed in place. */
  change: Record<string, unknown>;
  /** Refused, in these words. */
  wrong: Record<string, unknown>;
  says: RegExp;
}

const digitalocean = { region: 'fra1', firewall: { tags: ['web'] } };
const upstash = { primaryRegion: 'eu-central-1', prodPack: true };

const cases: Record<string, Case> = {
  ElastiCache: {
    args: argsOf(),
    change: { snapshots: { retentionDays: 14 } },
    wrong: { encryption: { atRest: false } },
    says: /Encryption at rest is decided when a group is made/,
  },
  'ElastiCache in the network of another stack, in cluster mode': {
    args: argsOf({
      topology: 'cluster',
      elasticache: { network: { stack: networkStack, allowedCidrs: ['10.0.0.0/16'] } },
    }),
    change: { shards: 4 },
    wrong: { topology: 'replicated' },
    says: /Cluster mode is switched/,
  },
  DigitalOcean: {
    args: { backend: 'digitalocean', digitalocean },
    change: { digitalocean: { ...digitalocean, firewall: { tags: ['web', 'jobs'] } } },
    wrong: { digitalocean: { ...digitalocean, privateNetworkUuid: '00000000-0000-4000-8000-000000000000' } },
    says: /empty/,
  },
  Upstash: {
    args: { backend: 'upstash', upstash },
    change: { upstash: { ...upstash, readRegions: ['us-east-1'] } },
    wrong: { upstash: { ...upstash, primaryRegion: 'us-east-1' } },
    says: /A database does not move/,
  },
};

describe('simulated clouds: agreement with the Pulumi CLI', function () {
  this.timeout(600_000);
  const network = testProject(
    Object.entries(exported)
      .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
      .join('\n'),
  );
  const backend = path.join(network.root, '.states');

  before(async function () {
    if (!pulumiOnPath()) this.skip();
    process.env.PULUMI_CONFIG_PASSPHRASE ??= 'passphrase of the tests';
    const cli = await pulumiIn({ ...network, providers: {}, backend });
    await cli.run(['up', '--yes', '--skip-preview']);
    await cli.stop();
  });
  after(() => network.remove());

  for (const [what, { args, change, wrong, says }] of Object.entries(cases))
    describe(what, () => {
      let root: string;
      let options: DeployOptions;
      let cli: PulumiCli;

      const give = (given: Record<string, unknown>) =>
        configure(
          root,
          Object.fromEntries(Object.entries(given).map(([key, value]) => [`redis-ha:${key}`, value])),
        );

      before(async () => {
        root = await makeProject({});
        options = {
          root,
          stack,
          stateFolder: path.join(root, '.redis-ha', stack),
          policyPacks: [],
          providers,
          stackOutputs: async (name) => (name === networkStack ? exported : undefined),
        };
        const made = Object.entries(providers).map(([name, make]) => [name, make()]);
        cli = await pulumiIn({ root, stack, providers: Object.fromEntries(made), backend });
      });
      after(async () => {
        // Every case is the same stack of the same project.
        await cli?.run(['stack', 'rm', stack, '--yes', '--force']);
        await cli?.stop();
        if (root !== undefined) await removeProject(root);
      });

      const plans = async () => {
        const ours = await preview(options);
        const theirs = JSON.parse(await cli.run(['preview', '--json', '--show-sames']));
        expect(messages(ours)).to.equal('');
        expect(logicalSteps(ours.steps)).to.deep.equal(logicalSteps(theirs.steps));
        return logicalSteps(ours.steps);
      };

      it('is planned and made by both with the same steps and resources', async () => {
        await give(args);
        await plans();
        expect(messages(await up(options))).to.equal('');
        await cli.run(['up', '--yes', '--skip-preview']);
        const ours = (await readDeployment(options))?.resources ?? [];
        const { deployment } = JSON.parse(await cli.run(['stack', 'export', '--show-secrets']));
        const theirs = regular(comparable(deployment.resources));
        for (const [urn, resource] of Object.entries(regular(comparable(ours))))
          expect(resource, urn).to.deep.equal(theirs[urn]);
      });

      it('is changed by both in place', async () => {
        await give({ ...args, ...change });
        const steps = await plans();
        expect(steps.filter((step) => step.startsWith('update '))).not.to.be.empty;
        expect(steps.filter((step) => /^(replace|delete)/.test(step))).to.deep.equal([]);
      });

      it('is refused by both in the same words', async () => {
        await give({ ...args, ...wrong });
        expect(messages(await preview(options))).to.match(says);
        const theirs = await cli.run(['preview'], { mayFail: true });
        expect(theirs.replaceAll(/\s+/g, ' ')).to.match(says);
      });
    });
});

/** Without what is thrown anew in each deployment: passwords, and the digits of a guard. */
function regular(resources: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(resources);
  const digits = Array.from(text.matchAll(/"suffix":"([0-9a-f]{8})"/g), ([, suffix = '']) => suffix);
  const passwords = Array.from(text.matchAll(/[A-Za-z0-9_-]{43}/g), ([password]) => password);
  return JSON.parse([...digits, ...passwords].reduce((all, one) => all.replaceAll(one, 'RANDOM'), text));
}
