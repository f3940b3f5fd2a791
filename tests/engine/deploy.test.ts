import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { destroy, preview, readDeployment, Secret, unknown, up } from '../../engine/index.ts';
import { testProject } from './fixtures/project.ts';
import { changes, messages, ops } from './fixtures/results.ts';

const program = `
class Pair extends pulumi.ComponentResource {
  constructor(name, args, opts) {
    super('my:index:Pair', name, args, opts);
    const first = new Thing(name + '-first', { size: args.size, password: pulumi.secret('hunter2') }, { parent: this });
    const second = new Thing(name + '-second', { from: first.computed }, { parent: this });
    this.registerOutputs({ last: second.computed });
  }
}
`;

describe('engine: the life of a stack', () => {
  const project = testProject(`${program}
new Pair('pair', { size: 1 });
new Thing('alone', { size: 1 });
export const size = 1;
export const plain = 'plain';
export const token = new Thing('used', {}).token;
`);
  const urn = (chain: string, name: string) => `urn:pulumi:dev::engine-test::${chain}::${name}`;
  const pairChild = 'my:index:Pair$test:index:Thing';
  after(() => project.remove());

  it('previews what it would create, with unknowns, and touches nothing', async () => {
    const result = await preview(project);
    expect(messages(result)).to.equal('');
    expect(result).to.include({ status: 'succeeded', changed: true });
    expect(result.steps.map((step) => step.urn)).to.have.members([
      urn('pulumi:pulumi:Stack', 'engine-test-dev'),
      urn('my:index:Pair', 'pair'),
      urn(pairChild, 'pair-first'),
      urn(pairChild, 'pair-second'),
      urn('test:index:Thing', 'alone'),
      urn('test:index:Thing', 'used'),
    ]);
    expect(result.counts).to.deep.equal({ create: 6, update: 0, replace: 0, delete: 0, same: 0 });
    expect(result.outputs).to.deep.equal({ size: 1, plain: 'plain', token: new Secret(unknown) });
    expect(project.cloud.things).to.deep.equal({});
    expect(
      project.cloud.calls.filter((call) => call.method === 'create').every((call) => call.preview),
    ).to.equal(true);
    const second = project.cloud.calls.find(
      (call) => call.urn.endsWith('pair-second') && call.method === 'check',
    );
    expect(second?.inputs.from).to.equal(unknown);
    expect(await readDeployment(project)).to.equal(undefined);
  });

  it('creates it, dependencies first, and keeps secrets encrypted', async () => {
    const result = await up(project);
    expect(messages(result)).to.equal('');
    expect(result.status).to.equal('succeeded');
    expect(Object.values(project.cloud.things)).to.have.length(4);
    expect(result.outputs.token).to.deep.equal(new Secret('token of used'));
    const created = project.cloud.calls.filter((call) => call.method === 'create' && !call.preview);
    const names = created.map((call) => call.urn.split('::').at(-1));
    expect(names.indexOf('pair-first')).to.be.below(names.indexOf('pair-second'));
    expect(created.find((call) => call.urn.endsWith('pair-second'))?.inputs.from).to.equal(
      'pair-first is there',
    );

    const file = path.join(project.stateFolder, 'state.json');
    const text = readFileSync(file, 'utf8');
    expect(text).not.to.contain('hunter2').and.not.to.contain('token of');
    expect(statSync(file).mode & 0o077).to.equal(0);
    expect(JSON.stringify(project.events)).not.to.contain('hunter2').and.not.to.contain('token of');
  });

  it('tells what is deployed, with parents, dependencies and the default provider configured from the stack', async () => {
    const deployed = await readDeployment(project);
    const find = (name: string) => deployed?.resources.find((resource) => resource.urn.endsWith(`::${name}`));
    expect(deployed?.outputs).to.deep.include({ size: 1, token: new Secret('token of used') });
    expect(find('default')).to.deep.include({ type: 'pulumi:providers:test', inputs: { region: 'north' } });
    expect(find('pair')?.outputs).to.deep.equal({ last: 'pair-second is there' });
    expect(find('pair-second')).to.deep.include({
      parent: urn('my:index:Pair', 'pair'),
      provider: `${find('default')?.urn}::${find('default')?.id}`,
      propertyDependencies: { from: [urn(pairChild, 'pair-first')] },
    });
    expect(find('pair-first')?.outputs.password).to.deep.equal(new Secret('hunter2'));
    const order = deployed?.resources.map((resource) => resource.urn) ?? [];
    for (const { urn: own, parent, dependencies = [], provider = '' } of deployed?.resources ?? []) {
      const needed = [...dependencies, provider.slice(0, provider.lastIndexOf('::')), parent ?? ''];
      for (const one of needed.filter((text) => text !== ''))
        expect(order.indexOf(one)).to.be.below(order.indexOf(own));
    }
  });

  it('finds nothing to do, and then does only what changed', async () => {
    const before = readFileSync(path.join(project.stateFolder, 'state.json'), 'utf8');
    const same = await up(project);
    expect(same).to.include({ status: 'succeeded', changed: false });
    expect(same.counts).to.deep.equal({ create: 0, update: 0, replace: 0, delete: 0, same: 6 });
    expect(readFileSync(path.join(project.stateFolder, 'state.json'), 'utf8')).to.equal(before);

    project.program(`${program}
new Pair('pair', { size: 2 });
new Thing('used', {});
new Thing('new', {});
export const size = 2;`);
    const changed = await up(project);
    expect(changes(changed)).to.have.members([
      'update pair',
      'update pair-first',
      'create new',
      'delete alone',
    ]);
    expect(changed.steps.find((step) => step.urn.endsWith('pair-first'))?.diffs).to.deep.equal(['size']);
    expect(changed.counts).to.deep.equal({ create: 1, update: 2, replace: 0, delete: 1, same: 3 });
    expect(changed.outputs).to.deep.equal({ size: 2 });
  });

  it('writes changed outputs although no resource changed', async () => {
    project.program(`${program}
new Pair('pair', { size: 2 });
new Thing('used', {});
new Thing('new', {});
export const size = 3;`);
    expect(await up(project)).to.deep.include({ status: 'succeeded', changed: true, outputs: { size: 3 } });
    expect((await readDeployment(project))?.outputs).to.deep.equal({ size: 3 });
  });

  it('destroys it, dependents first', async () => {
    const result = await destroy(project);
    expect(result.status).to.equal('succeeded');
    const order = ops(result);
    expect(order).to.have.length(6);
    expect(order.indexOf('delete pair-second')).to.be.below(order.indexOf('delete pair-first'));
    expect(order.indexOf('delete pair-first')).to.be.below(order.indexOf('delete pair'));
    expect(order.at(-1)).to.equal('delete engine-test-dev');
    expect(project.cloud.things).to.deep.equal({});
    expect(await readDeployment(project)).to.equal(undefined);
  });
});
