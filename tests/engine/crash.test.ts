import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { destroy, preview, readDeployment, up } from '../../engine/index.ts';
import { type TestProject, testProject } from './fixtures/project.ts';
import { changes, messages } from './fixtures/results.ts';
import { testCloud, testProvider } from './fixtures/testProvider.ts';

/** Deploys in a process that is killed at one point, and takes over with what that has left. */
async function crash(
  project: TestProject,
  when: 'before' | 'after',
  method: string,
  name: string,
): Promise<void> {
  const script = path.join(import.meta.dirname, 'fixtures/dyingUp.ts');
  const args = [script, project.root, cloudFile(project), when, method, name];
  const signal = await new Promise((resolve) => {
    execFile(process.execPath, args, (error) => resolve(error?.signal));
  });
  expect(signal, `the process that was to die ${when} ${method} ${name}`).to.equal('SIGKILL');
  resume(project);
}

function resume(project: TestProject): void {
  const cloud = testCloud(cloudFile(project));
  Object.assign(project, { cloud, providers: { test: () => testProvider(cloud) }, events: [] });
  project.onEvent = (event) => project.events.push(event);
}

const cloudFile = (project: TestProject) => path.join(project.root, 'cloud.json');
const things = (project: TestProject) =>
  Object.values(project.cloud.things).map(({ name }) => name.split('::').at(-1));
const warnings = (project: TestProject) =>
  project.events.flatMap((event) =>
    event.kind === 'log' && event.severity === 'warning' ? [event.message] : [],
  );

const chain = `
const a = new Thing('a', { size: 1, takesOver: true });
const b = new Thing('b', { from: a.computed, takesOver: true });
new Thing('c', { from: b.computed, takesOver: true });`;

describe('engine: after a crash', () => {
  const project = testProject(chain);
  after(() => project.remove());

  it('goes on where a killed deployment stopped, taking over what it had just made', async () => {
    await crash(project, 'after', 'create', 'b');
    expect(things(project)).to.deep.equal(['a', 'b']);
    const kept = await readDeployment(project);
    expect(kept?.resources.map(({ urn }) => urn.split('::').at(-1)))
      .to.include('a')
      .and.not.to.include('b');

    const planned = await preview(project);
    expect(changes(planned)).to.deep.equal(['create b', 'create c']);
    const result = await up(project);
    expect(messages(result)).to.equal('');
    expect(result.counts).to.include({ create: 2, same: 2 });
    expect(warnings(project).join('\n')).to.match(/ended while this resource was being created.*repeated/);
    expect(things(project)).to.deep.equal(['a', 'b', 'c']);
    project.events.length = 0;
    expect(await up(project)).to.include({ status: 'succeeded', changed: false });
    expect(warnings(project)).to.deep.equal([]);
  });

  it('finishes a replacement whose old half was still to be deleted', async () => {
    project.program(`
const a = new Thing('a', { size: 1, takesOver: true });
const b = new Thing('b', { fixed: 'new' });
new Thing('c', { from: b.computed, takesOver: true });`);
    await crash(project, 'before', 'delete', 'b');
    expect(things(project)).to.deep.equal(['a', 'b', 'c', 'b']);
    const result = await up(project);
    expect(changes(result)).to.deep.equal(['delete-replaced b']);
    expect(things(project).sort()).to.deep.equal(['a', 'b', 'c']);
  });

  it('makes what was deleted to make way for it', async () => {
    const program = (fixed: string) => `
const a = new Thing('a', { fixed: '${fixed}', deleteFirst: true });
new Thing('b', { fixedFrom: a.computed });`;
    project.program(program('one'));
    expect((await up(project)).status).to.equal('succeeded');
    project.program(program('two'));
    await crash(project, 'before', 'create', 'a');
    expect(things(project)).to.deep.equal([]);
    const result = await up(project);
    expect(messages(result)).to.equal('');
    expect(result.counts).to.include({ replace: 2, delete: 0 });
    expect(things(project).sort()).to.deep.equal(['a', 'b']);
    expect(project.cloud.calls.filter(({ method }) => method === 'delete')).to.deep.equal([]);
  });

  it('destroys what a killed deployment had made and not yet written down', async () => {
    project.program("new Thing('lost', { takesOver: true });");
    await crash(project, 'after', 'create', 'lost');
    expect(things(project)).to.include('lost');
    const result = await destroy(project);
    expect(messages(result)).to.equal('');
    expect(things(project)).to.deep.equal([]);
    expect(await readDeployment(project)).to.equal(undefined);
  });
});
