import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { lockStack } from '../../engine/state/lock.ts';
import { findPassphrase, type Passphrase } from '../../engine/state/passphrase.ts';
import type { ResourceState } from '../../engine/state/snapshot.ts';
import { openState } from '../../engine/state/stateFile.ts';
import { Asset, ResourceReference, Secret, unknown } from '../../engine/wire/value.ts';
import { resource } from './fixtures/state/resources.ts';

const fixtures = fileURLToPath(new URL('fixtures/state', import.meta.url));
const passphrase: Passphrase = { value: 'x', from: 'a test' };

describe('the state of a stack', () => {
  let parent: string;
  let folder: string;
  let file: string;
  const ends: (() => unknown)[] = [];

  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'state-'));
    folder = path.join(parent, 'stack');
    file = path.join(folder, 'state.json');
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) end();
    await rm(parent, { recursive: true });
  });

  const open = (given = passphrase) => openState(folder, { project: 'p', stack: 's', passphrase: given });
  const saved = async (resources: ResourceState[]) => {
    const state = await open();
    await state.save({ resources, pendingOperations: [] });
    return state;
  };
  const failure = (attempt: Promise<unknown>) =>
    attempt.then(
      () => expect.fail('it worked'),
      (e: Error) => e,
    );

  describe('on disk', () => {
    it('comes back as it was saved, pending operations too', async () => {
      const all = resource(1, {
        inputs: {
          reference: new ResourceReference('urn:pulumi:s::p::a:b:C::r2', 'i', '1.0.0'),
          component: new ResourceReference('urn:pulumi:s::p::a:b:C::r3'),
          archive: new Asset({
            '4dabf18193072939515e22adb298388d': '0def7320c3a5731c473e5ecbe6d01bc7',
            hash: 'h',
          }),
          secret: new Secret({ inner: new Secret('s'), later: unknown }),
          later: unknown,
        },
        protect: true,
        customTimeouts: { create: 30 },
        propertyDependencies: { a: ['urn:pulumi:s::p::a:b:C::r2'] },
        created: '2026-01-02T03:04:05.000Z',
      });
      const snapshot = {
        resources: [all, resource(2)],
        pendingOperations: [{ type: 'creating' as const, resource: resource(3) }],
      };
      await (await open()).save(snapshot);
      expect(await (await open()).load()).to.deep.equal(snapshot);
    });

    it('is empty, and leaves nothing behind, before the first save', async () => {
      const state = await open(await findPassphrase(folder, {}));
      expect(state.exists).to.equal(false);
      expect(await state.load()).to.deep.equal({ resources: [], pendingOperations: [] });
      expect(await readdir(parent)).to.deep.equal([]);
    });

    it('shows no secret, and only to its owner what it shows', async () => {
      const generated = await findPassphrase(folder, {});
      const state = await open(generated);
      await state.save({
        resources: [resource(1)],
        pendingOperations: [{ type: 'updating', resource: resource(2) }],
      });
      expect(await readFile(file, 'utf8')).not.to.match(/word \d/);
      const modes = await Promise.all(
        ['', 'state.json', 'passphrase'].map(
          async (name) => (await stat(path.join(folder, name))).mode & 0o777,
        ),
      );
      expect(modes).to.deep.equal([0o700, 0o600, 0o600]);
      expect(await (await open(await findPassphrase(folder, {}))).load())
        .to.have.property('resources')
        .of.length(1);
    });

    it('keeps the ciphertext of every secret that did not change', async () => {
      const text = async (): Promise<string[]> => (await readFile(file, 'utf8')).match(/v1:[^"]+/g) ?? [];
      await saved([resource(1), resource(2)]);
      const before = await text();
      const state = await open();
      const { resources } = await state.load();
      expect(resources).to.have.length(2);
      await state.save({ resources: [resource(1), resource(2)], pendingOperations: [] });
      expect(await text()).to.deep.equal(before);
      await state.save({
        resources: [resource(1, { inputs: { password: new Secret('new') } })],
        pendingOperations: [],
      });
      expect((await text()).filter((one) => !before.includes(one))).to.have.length(1);
    });

    it('loses no step that was reported done, however the process ends', async () => {
      const child = spawn(process.execPath, [path.join(fixtures, 'stepper.ts'), folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      ends.push(() => child.kill('SIGKILL'));
      const done: string[] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        done.push(line);
        if (done.length === 60) child.kill('SIGKILL');
      }
      const { resources } = await (await open()).load();
      expect(resources.map(({ id }) => id)).to.include.members(done);
    });

    it('is never written over when it is damaged', async () => {
      await saved([resource(1)]);
      const whole = await readFile(file, 'utf8');
      for (const damaged of [
        whole.slice(0, 200),
        '',
        '{"version":3}',
        '{"version":3,"deployment":{"resources":[{}]}}',
      ]) {
        await writeFile(file, damaged);
        const state = await open();
        const told = await failure(state.load());
        expect(told).to.have.property('name', 'StateError');
        expect(told.message).to.include(file).and.to.include('damaged');
        await failure(state.save({ resources: [], pendingOperations: [] }));
        await failure(state.import(JSON.parse(whole)));
        expect(await readFile(file, 'utf8')).to.equal(damaged);
      }
    });

    it('names a damaged secret, and no other one', async () => {
      await saved([resource(1)]);
      await writeFile(
        file,
        (await readFile(file, 'utf8')).replace(/("ciphertext":"v1:[^:]+:)..../, '$1AAAA'),
      );
      const told = await failure((await open()).load());
      expect(told.message).to.include('urn:pulumi:s::p::a:b:C::r1.inputs.password is damaged');
    });

    it('refuses a format that it would not understand', async () => {
      await saved([resource(1)]);
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace('"version": 3', '"version": 4, "features": ["hooks"]'));
      expect((await failure((await open()).load())).message).to.include('format 4 with hooks');
      await writeFile(file, text.replace('"custom":true', '"custom":true,"taint":true'));
      expect((await failure((await open()).load())).message).to.include('“taint”');
      await writeFile(file, text.replace('"passphrase"', '"cloud"'));
      expect((await failure((await open()).load())).message).to.include('“cloud”');
    });
  });

  describe('exported', () => {
    it('can be imported for the same stack and passphrase only', async () => {
      const exported = await (await saved([resource(1), resource(2)])).export();
      await rm(folder, { recursive: true });
      const state = await open();
      await state.import(JSON.parse(JSON.stringify(exported)));
      expect((await (await open()).load()).resources).to.deep.equal([resource(1), resource(2)]);

      const elsewhere = await openState(folder, { project: 'p', stack: 'other', passphrase });
      expect((await failure(elsewhere.import(exported))).message).to.include('does not belong to p/other');
      const locked = await open({ value: 'wrong', from: 'PULUMI_CONFIG_PASSPHRASE' });
      expect((await failure(locked.import(exported))).message).to.include(
        'does not open The deployment to import',
      );
    });
  });

  describe('the passphrase', () => {
    it('comes from the variable, its file, or the stack’s own file', async () => {
      const named = path.join(parent, 'named');
      await writeFile(named, 'from a file\n');
      const both = { PULUMI_CONFIG_PASSPHRASE: '', PULUMI_CONFIG_PASSPHRASE_FILE: named };
      expect(await findPassphrase(folder, both)).to.include({ value: '', from: 'PULUMI_CONFIG_PASSPHRASE' });
      expect(await findPassphrase(folder, { PULUMI_CONFIG_PASSPHRASE_FILE: named })).to.include({
        value: 'from a file',
      });
      await chmod(named, 0o600);
      const missing = await failure(
        findPassphrase(folder, { PULUMI_CONFIG_PASSPHRASE_FILE: `${named}-not` }),
      );
      expect(missing.message).to.include(`${named}-not could not be read`);
    });

    it('is named, with the file it does not open, when it is wrong', async () => {
      await saved([resource(1)]);
      const told = await failure((await open({ value: 'y', from: 'PULUMI_CONFIG_PASSPHRASE' })).load());
      expect(told.name).to.equal('PassphraseError');
      expect(told.message).to.equal(
        `The passphrase from PULUMI_CONFIG_PASSPHRASE does not open ${file}: it was encrypted with another one.`,
      );
    });

    it('is not made anew beside a state that another one opens', async () => {
      await saved([resource(1)]);
      const told = await failure(findPassphrase(folder, {}));
      expect(told.message)
        .to.include(path.join(folder, 'passphrase'))
        .and.to.include('PULUMI_CONFIG_PASSPHRASE');
    });
  });

  describe('the lock', () => {
    it('names the process that has it, and is free again after it', async () => {
      const lock = await lockStack(folder, 'a drill');
      const told = await failure(lockStack(folder));
      expect(told).to.have.property('name', 'StackLocked');
      expect(told.message).to.include(`in use by a drill: process ${process.pid}`);
      await lock.release();
      await (await lockStack(folder)).release();
      expect(await readdir(folder)).to.deep.equal([]);
    });

    it('of a dead process goes to exactly one of those who want it', async () => {
      const dead = await locker();
      expect(await dead.tries()).to.equal('locked');
      dead.kill();
      await dead.gone;
      const rivals = await Promise.all([locker(), locker(), locker(), locker()]);
      const results = await Promise.all(rivals.map((rival) => rival.tries()));
      expect(results.filter((line) => line === 'locked')).to.have.length(1);
      expect(results.filter((line) => line.startsWith('StackLocked'))).to.have.length(3);
    });

    it('is not that of a stranger who got the pid', async () => {
      const lock = await lockStack(folder);
      const content = JSON.parse(await readFile(path.join(folder, 'lock'), 'utf8'));
      await lock.release();
      await writeFile(
        path.join(folder, 'lock'),
        JSON.stringify({ ...content, started: 'before the restart' }),
      );
      await (await lockStack(folder)).release();
    });

    async function locker() {
      const child = spawn(process.execPath, [path.join(fixtures, 'locker.ts'), folder], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      ends.push(() => child.kill('SIGKILL'));
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      await lines.next();
      return {
        gone: once(child, 'exit'),
        kill: () => child.kill('SIGKILL'),
        async tries(): Promise<string> {
          child.stdin.write('go\n');
          return (await lines.next()).value ?? '';
        },
      };
    }
  });
});
