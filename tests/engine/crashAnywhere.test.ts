// `up` killed at every moment that matters, one after the other; each time the next `up`, or `destroy`, takes over.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { execa } from 'execa';
import { after, before, describe, it } from 'mocha';
import { destroy } from '../../engine/index.ts';
import { type TestProject, testProject } from './fixtures/project.ts';
import { messages } from './fixtures/results.ts';
import { type TestCloud, testCloud, testProvider } from './fixtures/testProvider.ts';
import { update } from './fixtures/update.ts';

/** Makes a, b and c. */
const first = `
const a = new Thing('a', { size: 1, takesOver: true });
const b = new Thing('b', { from: a.computed, fixed: 'one', takesOver: true });
new Thing('c', { from: b.computed, takesOver: true });`;
/** Where there is nothing, makes a and b; after the first, updates a, replaces b and deletes c. */
const second = `
const a = new Thing('a', { size: 2, takesOver: true });
new Thing('b', { from: a.computed, fixed: 'two', takesOver: true });`;

const script = path.join(import.meta.dirname, 'fixtures/dyingAt.ts');

/** Lives through one crash in a copy of `base`; gives the moment's name, and undefined when there is no such moment. */
async function liveThrough(base: TestProject, program: string, moment: number): Promise<string | undefined> {
  const project = testProject(program);
  const file = path.join(project.root, 'cloud.json');
  try {
    cpSync(base.stateFolder, project.stateFolder, { recursive: true });
    writeFileSync(file, JSON.stringify(base.cloud.things));
    const args = [script, project.root, file, String(moment)];
    const temporary = path.join(project.root, 'temporary');
    mkdirSync(temporary);
    const dying = await execa(process.execPath, args, { reject: false, env: { TMPDIR: temporary } });
    if (dying.exitCode === 0) return undefined;
    const at = `${moment}, ${dying.stdout}`;
    expect(dying.signal, `${at}: ${dying.stderr}`).to.equal('SIGKILL');
    expect(readdirSync(temporary), at).to.deep.equal([]);
    const stateFolder = path.join(project.root, 'copy');
    cpSync(project.stateFolder, stateFolder, { recursive: true });
    const [one, other] = [testCloud(file), testCloud(file)];
    await removesAll({ ...project, stateFolder }, one, at);
    await goesOn(project, other, namesIn(program), at);
    return dying.stdout;
  } finally {
    project.remove();
  }
}

async function goesOn(project: TestProject, cloud: TestCloud, wanted: string[], at: string): Promise<void> {
  const options = { ...project, providers: { test: () => testProvider(cloud) } };
  const finished = await update(options);
  expect(finished.status, `${at}: ${messages(finished)}`).to.equal('succeeded');
  expect(namesOf(cloud), at).to.deep.equal(wanted);
  await removesAll(project, cloud, at);
}

async function removesAll(project: TestProject, cloud: TestCloud, at: string): Promise<void> {
  const gone = await destroy({ ...project, providers: { test: () => testProvider(cloud) } });
  expect(gone.status, `${at}: ${messages(gone)}`).to.equal('succeeded');
  expect(namesOf(cloud), at).to.deep.equal([]);
  const state = path.join(project.stateFolder, 'state.json');
  const { deployment } = existsSync(state) ? JSON.parse(readFileSync(state, 'utf8')) : { deployment: {} };
  expect(deployment.resources ?? [], at).to.deep.equal([]);
  expect(deployment.pending_operations ?? [], at).to.deep.equal([]);
}

const namesIn = (program: string) =>
  Array.from(program.matchAll(/new Thing\('(\w)'/g), ([, name = '']) => name).sort();
const namesOf = (cloud: TestCloud) =>
  Object.values(cloud.things)
    .map(({ name }) => name.split('::').at(-1))
    .sort();

/** Crashes at every moment there is, two at a time; gives the moments' names in order. */
async function liveThroughAll(base: TestProject, program: string): Promise<string[]> {
  const moments: string[] = [];
  let next = 1;
  let last = Number.POSITIVE_INFINITY;
  const work = async () => {
    for (let moment = next++; moment < last; moment = next++) {
      const name = await liveThrough(base, program, moment);
      if (name === undefined) last = Math.min(last, moment);
      else moments[moment - 1] = name;
    }
  };
  await Promise.all([work(), work()]);
  return moments;
}

describe('engine: killed at any moment', () => {
  const base = testProject(first);
  // What programs compile to is kept for the next one, as it is in a project that is deployed more than once.
  const inherited = process.env.NODE_COMPILE_CACHE;
  before(() => {
    process.env.NODE_COMPILE_CACHE = path.join(base.root, 'cache');
  });
  after(() => {
    if (inherited === undefined) delete process.env.NODE_COMPILE_CACHE;
    else process.env.NODE_COMPILE_CACHE = inherited;
    base.remove();
  });

  it('goes on while everything is made', async () => {
    const moments = await liveThroughAll(base, second);
    expect(moments).to.include.members(['before create a', 'before create b', 'succeeded']);
    expect(moments.filter((moment) => moment === 'before a write')).to.have.length.above(4);
  });

  it('goes on while one is changed, one replaced and one deleted', async () => {
    expect((await update(base)).status).to.equal('succeeded');
    const moments = await liveThroughAll(base, second);
    expect(moments).to.include.members([
      'before update a',
      'before create b',
      'before delete b',
      'succeeded',
    ]);
    expect(moments).to.include('before delete c');
    expect(moments.filter((moment) => moment === 'before a write')).to.have.length.above(7);
  });
});
