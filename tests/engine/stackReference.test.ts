// References to other stacks: what one exports reaches the program, and a preview goes on where nobody knows it.

import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { destroy, preview, Secret, unknown, up } from '../../engine/index.ts';
import { argsOf } from '../unit/elasticache/specs.ts';
import { testProject } from './fixtures/project.ts';
import { messages } from './fixtures/results.ts';
import { Life } from './life.ts';

describe('engine: references to other stacks', () => {
  const project = testProject(`
const network = new pulumi.StackReference('network', { name: 'acme/engine-test/network' });
export const vpcId = network.getOutput('vpcId');
export const password = network.getOutput('password');
export const none = network.getOutput('none');
new Thing('inside', { size: network.getOutput('size') });`);
  after(() => project.remove());

  const exported = { vpcId: 'vpc-1', size: 3, password: new Secret('p') };
  const asked: string[] = [];
  const known = {
    ...project,
    stackOutputs: async (name: string) => {
      asked.push(name);
      return exported;
    },
  };

  it('are unknown in a preview where no such stack is known, and refused in a deployment', async () => {
    const planned = await preview(project);
    expect(messages(planned)).to.equal('');
    expect(planned.outputs).to.deep.include({ vpcId: unknown });
    const refused = await up(project);
    expect(refused.status).to.equal('failed');
    expect(messages(refused)).to.contain('acme/engine-test/network is not deployed from here');
    await destroy(project);
  });

  it('give what the other stack exports, secrets as secrets', async () => {
    for (const run of [preview, up]) {
      const result = await run(known);
      expect(messages(result)).to.equal('');
      const { outputs } = result;
      expect(outputs.vpcId).to.equal('vpc-1');
      expect(outputs.password).to.deep.equal(new Secret('p'));
      expect(outputs.none ?? null).to.equal(null);
    }
    expect(new Set(asked)).to.deep.equal(new Set(['acme/engine-test/network']));
    const { status, changed } = await preview(known);
    expect({ status, changed }).to.deep.equal({ status: 'succeeded', changed: false });
  });

  it('say what else of Pulumi’s own package there is not', async () => {
    project.program("new pulumi.CustomResource('pulumi:pulumi:Stash', 's', { input: 1 });");
    const result = await preview(project);
    expect(result.status).to.equal('failed');
    expect(messages(result)).to.contain('only StackReference');
  });
});

describe('a network that another stack exports', function () {
  this.timeout(120_000);
  const args = argsOf({
    elasticache: {
      network: { stack: 'acme/redis-ha/network', allowedCidrs: ['10.0.0.0/16'] },
    },
  });
  const subnetIds = ['subnet-0000000a', 'subnet-0000000b', 'subnet-0000000c'];

  it('is where the group stands', async () => {
    const life = await Life.begin(async () => ({ vpcId: 'vpc-0000000a', privateSubnetIds: subnetIds }));
    try {
      expect(await life.preview(args)).to.include('create main-group');
      expect(await life.up(args)).to.include.members(['read main-network', 'create main-group']);
      expect(life.resource('main-subnets').inputs.subnetIds).to.have.members(subnetIds);
      expect(life.resource('main-access').inputs.vpcId).to.equal('vpc-0000000a');
      expect(await life.up(args)).to.deep.equal(['read main-network']);
    } finally {
      await life.end();
    }
  });

  it('is previewed without that stack, and refused where it exports no subnets', async () => {
    const alone = await Life.begin();
    const poor = await Life.begin(async () => ({ vpcId: 'vpc-0000000a' }));
    try {
      expect(await alone.preview(args)).to.include('create main-group');
      expect((await poor.preview(args)).join('\n')).to.contain('exports no privateSubnetIds');
    } finally {
      await alone.end();
      await poor.end();
    }
  });
});
