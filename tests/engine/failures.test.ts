import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { destroy, preview, readDeployment, up } from '../../engine/index.ts';
import { testProject } from './fixtures/project.ts';
import { changes, messages } from './fixtures/results.ts';

describe('engine: what fails', () => {
  const project = testProject("new Thing('old', { size: 1 });");
  const things = () => Object.values(project.cloud.things).map(({ name }) => name.split('::').at(-1));
  after(() => project.remove());

  it('deletes nothing when the program throws, and keeps its text and stack', async () => {
    await up(project);
    project.program("new Thing('fresh', { size: 1 }); throw new Error('kaboom');");
    const result = await up(project);
    expect(result).to.include({ status: 'failed', changed: false });
    expect(messages(result)).to.match(/Error: kaboom[\s\S]*index\.ts/);
    expect(changes(result)).not.to.include('delete old');
    expect(things()).to.deep.equal(['old']);
  });

  it('tells a configuration that the program rejects by its type, property by property', async () => {
    project.program(`throw new pulumi.InputPropertiesError({ message: 'no', errors: [
      { propertyPath: 'redis-ha:zones', reason: 'must be 1 to 3' }, { propertyPath: 'backend', reason: 'is unknown' }] });`);
    const several = await preview(project);
    expect(several).to.deep.include({
      status: 'misconfigured',
      errors: [
        { message: 'must be 1 to 3', property: 'redis-ha:zones' },
        { message: 'is unknown', property: 'backend' },
      ],
    });
    project.program(`class C extends pulumi.ComponentResource {
      constructor() { super('my:index:C', 'c'); throw new pulumi.InputPropertyError({ propertyPath: 'a.b', reason: 'is bad' }); }
    }
    await Promise.resolve(); new C();`);
    expect(await preview(project)).to.deep.include({
      status: 'misconfigured',
      errors: [{ message: 'is bad', property: 'a.b' }],
    });
    project.program("throw new Error('an input property error of x: is bad');");
    expect((await preview(project)).status).to.equal('failed');
  });

  it('stops at a refused input, a provider that fails, and keeps what was half made', async () => {
    project.program("new Thing('old', { size: 1 }); new Thing('wrong', { bad: 1 });");
    const [refused] = (await preview(project)).errors;
    expect(refused).to.include({
      property: 'bad',
      message: 'wrong (test:index:Thing), property bad: is never right',
    });

    project.program(`new Thing('old', { size: 1 });
const half = new Thing('half', { half: true });
new Thing('never', { from: half.computed });`);
    const result = await up(project);
    expect(result.status).to.equal('failed');
    expect(messages(result)).to.match(/not ready/);
    expect(changes(result)).to.deep.equal([]);
    expect(things()).to.deep.equal(['old', 'half']);
    const half = (await readDeployment(project))?.resources.find(({ urn }) => urn.endsWith('::half'));
    expect(half?.initErrors).to.deep.equal(['it is not ready yet']);

    project.program("new Thing('old', { size: 1 }); new Thing('half', { half: true });");
    const mended = await up(project);
    expect(mended).to.include({ status: 'succeeded' });
    expect(changes(mended)).to.deep.equal(['update half']);
  });

  it('refuses to delete or replace what is protected, and shows the rest of the plan', async () => {
    project.program("new Thing('old', { fixed: 1 }, { protect: true });");
    expect((await up(project)).status).to.equal('succeeded');
    project.program("new Thing('old', { fixed: 2 }, { protect: true }); new Thing('other', {});");
    const replaced = await preview(project);
    expect(replaced.status).to.equal('failed');
    expect(messages(replaced)).to.match(/old would have to be replaced, but it is protected/);
    expect(changes(replaced)).to.include('create other');
    project.program("new Thing('other', {});");
    const deleted = await up(project);
    expect(deleted.status).to.equal('failed');
    expect(messages(deleted)).to.match(/old would be deleted, but it is protected/);
    const destroyed = await destroy(project);
    expect(destroyed.status).to.equal('failed');
    expect(messages(destroyed)).to.match(
      /Nothing was removed, .*old \(test:index:Thing\)\. Take `protect` off/,
    );
    expect(things()).to.deep.equal(['old']);
  });

  it('tells all that is wrong with a stack file: what the program says and what the project declares', async () => {
    const declaring = testProject('', {
      'Pulumi.yaml':
        'name: engine-test\nruntime: {name: nodejs, options: {typescript: false}}\nmain: index.ts\nconfig: {size: {type: string}, color: {type: string}}\n',
      'Pulumi.dev.yaml': 'config: {bare: 1}\n',
    });
    declaring.program("new Thing('a', {});");
    const untold = await up(declaring);
    expect(untold.status).to.equal('misconfigured');
    expect(untold.errors.map(({ property }) => property)).to.deep.equal([
      'bare',
      'engine-test:size',
      'engine-test:color',
    ]);
    expect(Object.keys(declaring.cloud.things)).to.deep.equal([]);
    declaring.program(`throw new pulumi.InputPropertiesError({ message: 'no', errors: [
      { propertyPath: 'engine-test:size', reason: 'is missing' }, { propertyPath: 'shape', reason: 'is odd' }] });`);
    const told = await preview(declaring);
    expect(told.status).to.equal('misconfigured');
    expect(told.errors.map(({ property, message }) => `${property} ${message}`)).to.deep.include.members([
      'engine-test:size is missing',
      'shape is odd',
      'engine-test:color It must be set: Pulumi.yaml declares it without a default.',
    ]);
    expect(told.errors).to.have.length(4);
    declaring.remove();
  });

  it('names what it does not support', async () => {
    for (const [program, name] of [
      ["new Thing('a', {}, { import: 'some-id' });", /does not support import \(of “a”\)/],
      ['pulumi.runtime.registerResourceTransform(() => undefined); new Thing("a");', /stack transforms/],
      ["new Thing('a', {}, { transforms: [() => undefined] });", /transforms/],
      ["new Thing('a', {}, { hooks: { beforeCreate: [() => undefined] } });", /hooks/],
      ["new Thing('a', {}, { replacementTrigger: 1 });", /replacementTrigger/],
      ["new pulumi.CustomResource('cloudy:index:Thing', 'x', {});", /No provider for the package “cloudy”/],
      ["new Thing('twice'); new Thing('twice');", /Duplicate resource URN.*twice/],
    ] as const) {
      project.program(program);
      const result = await preview(project);
      expect(result.status, program).to.equal('failed');
      expect(messages(result)).to.match(name);
    }
  });

  it('lets one deployment write at a time, while previews go on', async () => {
    project.program("new Thing('old', { fixed: 1 }); new Thing('slow', {});");
    const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    project.cloud.during = async ({ urn }) => {
      if (!urn.endsWith('slow')) return;
      begun.resolve();
      await go.promise;
    };
    const first = up(project);
    await begun.promise;
    const [second, looked] = await Promise.all([destroy(project), preview(project)]);
    expect(second.status).to.equal('failed');
    expect(messages(second)).to.contain(`process ${process.pid}`);
    expect(looked).to.include({ status: 'succeeded' });
    go.resolve();
    expect((await first).status).to.equal('succeeded');
  });

  it('cancels what runs when it is interrupted, and can go on afterwards', async () => {
    project.program("const a = new Thing('long', {}); new Thing('later', { from: a.computed });");
    const interruption = new AbortController();
    project.cloud.during = ({ urn, method }, signal) => {
      if (method !== 'create' || !urn.endsWith('long')) return undefined;
      interruption.abort();
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('cancelled')));
      });
    };
    const result = await up({ ...project, signal: interruption.signal });
    expect(result.status).to.equal('interrupted');
    expect(things()).not.to.include('later');
    delete project.cloud.during;
    expect((await up(project)).status).to.equal('succeeded');
    expect(things().sort()).to.deep.equal(['later', 'long']);
  });
});
