// What every backend has to keep, whatever it is made of. The program runs as it is, through the embedded engine, on
// the backend's own provider; nothing is mocked. Two instances stand in one stack, `main` and `cache`.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { toDocument } from '../../cli/show/index.ts';
import { fromEnv } from '../../client/index.ts';
import type { Connection } from '../../components/connection.ts';
import { envOf, joinEnvs } from '../../components/env.ts';
import { defaultThresholds, findings, type PostureArgs } from '../../components/posture/index.ts';
import type { DeployOptions, DeployResult } from '../../engine/events.ts';
import { destroy, preview, readDeployment, up } from '../../engine/index.ts';
import type { ResourceState } from '../../engine/state/snapshot.ts';
import type { PropertyMap } from '../../engine/wire/value.ts';
import type { Guarantees } from '../../providers/backend.ts';
import { factsOf, labelsOf, resourcesOf, statedFacts } from './facts.ts';
import { makeProject, removeProject, stack } from './project.ts';
import { type Asked, recording } from './recorder.ts';
import type { Subject } from './subject.ts';
import { announces, inClear, secretPaths } from './values.ts';

const component = 'redis-ha:index:RedisHA';
const instances = ['main', 'cache'];
const tags = { team: 'conformance' };

export function conformance(subject: Subject): void {
  describe(`backend ${subject.name}`, function () {
    this.timeout(120_000);
    let root: string;
    let stateFolder: string;
    let resources: ResourceState[];
    let outputs: Record<string, unknown>;
    const announced: Asked = new Map();
    const made: Asked = new Map();
    const warnings: string[] = [];
    const events: string[] = [];
    let runs: Record<'preview' | 'up' | 'again', DeployResult>;

    const options = (asked: Asked): DeployOptions => ({
      root,
      stack,
      stateFolder,
      policyPacks: [],
      providers: recording(subject.providers, asked),
      onEvent(event) {
        events.push(JSON.stringify(event));
        if (event.kind === 'log' && event.severity === 'warning')
          warnings.push(`${event.urn} ${event.message}`);
      },
    });

    before(async () => {
      root = await makeProject({
        'redis-ha:backend': subject.backend,
        ...(subject.untagged ? {} : { 'redis-ha:tags': tags }),
        'redis-ha:instances': {
          main: await subject.instance(),
          cache: { ...(await subject.instance()), purpose: 'cache' },
        },
      });
      stateFolder = join(root, '.redis-ha', stack);
      runs = {
        preview: await preview(options(announced)),
        up: await up(options(made)),
        again: await preview(options(new Map())),
      };
      const deployment = await readDeployment({ root, stack, stateFolder });
      resources = deployment?.resources ?? [];
      outputs = inClear(deployment?.outputs ?? {}) as Record<string, unknown>;
    });

    after(async () => {
      await destroy(options(new Map()));
      await removeProject(root);
    });

    it('deploys', () => {
      for (const { status, errors } of Object.values(runs))
        expect({ status, errors }).to.deep.equal({ status: 'succeeded', errors: [] });
    });

    it('makes what the preview announced, with the inputs it announced', () => {
      const creations = ({ steps }: DeployResult) => steps.map(({ op, urn }) => `${op} ${urn}`).sort();
      expect(creations(runs.up)).to.deep.equal(creations(runs.preview));
      for (const [urn, inputs] of announced) expect(announces(inputs, made.get(urn)), urn).to.equal(true);
      expect([...announced.keys()].sort()).to.deep.equal([...made.keys()].sort());
    });

    it('has nothing left to do afterwards', () => {
      expect(runs.again.changed).to.equal(false);
    });

    it('keeps its URNs: whoever changes one replaces what people run', async () => {
      const list = await readFile(new URL(`urns/${subject.name}.txt`, import.meta.url), 'utf8');
      // A default provider's URN holds the version of its SDK, and nobody loses anything when it changes.
      const kept = resources.filter(({ type }) => !type.startsWith('pulumi:providers:'));
      expect(kept.map(({ urn }) => urn).sort()).to.deep.equal(list.trim().split('\n'));
    });

    it('puts every resource under its instance and names it after it', () => {
      const components = resources.filter(({ type }) => type === component);
      expect(components.map(({ urn }) => nameOf(urn)).sort()).to.deep.equal([...instances].sort());
      for (const child of resources.filter(({ type, custom }) => custom && !type.startsWith('pulumi:'))) {
        const parent = components.find(({ urn }) => urn === child.parent);
        expect(parent, child.urn).not.to.equal(undefined);
        expect(nameOf(child.urn).startsWith(`${nameOf(child.parent ?? '')}-`), child.urn).to.equal(true);
      }
    });

    it('emits a complete connection of its topology', () => {
      const connections = outputs.connections as Record<string, Connection>;
      expect(connections).to.have.keys(instances);
      expect(outputs.connection).to.deep.equal(connections.main);
      for (const connection of Object.values(connections)) expectComplete(connection, subject.topology);
    });

    it('emits the environment of each instance, which says the same', () => {
      const connections = Object.entries(outputs.connections as Record<string, Connection>);
      const each = connections.map(([name, connection]) => ({ name, env: envOf(connection) }));
      each.sort((a, b) => instances.indexOf(a.name) - instances.indexOf(b.name));
      expect(outputs.env).to.deep.equal(joinEnvs(each));
    });

    it('keeps its secrets secret, from the first preview to the file on disk', async () => {
      for (const { outputs } of [runs.preview, runs.up]) {
        expect(secretPaths(outputs.env)).to.deep.equal(['']);
        expect(secretPaths(outputs.connection)).to.include.members(secretFields(inClear(outputs.connection)));
      }
      const { main, cache } = outputs.connections as Record<string, Connection>;
      const passwords = [main, cache].flatMap((one) => [one?.password, one?.sentinel?.password, one?.url]);
      const files = await readdir(stateFolder);
      const state = await readFile(
        join(stateFolder, files.find((name) => name === 'state.json') ?? ''),
        'utf8',
      );
      for (const password of passwords.filter((one) => one !== undefined))
        expect(state).not.to.contain(password);
    });

    it('says no secret in an event, a log line or the document of --json', () => {
      const connections = Object.values(outputs.connections as Record<string, Connection>);
      const passwords = connections.flatMap((one) => [one.password, one.sentinel?.password, one.url]);
      const documents = Object.values(runs).map((run) => JSON.stringify(toDocument(stack, 'embedded', run)));
      for (const password of passwords.filter((one) => one !== undefined))
        for (const text of [...events, ...documents]) expect(text).not.to.contain(password);
    });

    it('hands an application the same connection through its environment', () => {
      const env = outputs.env as Record<string, string>;
      const connections = outputs.connections as Record<string, Connection>;
      for (const [index, name] of instances.entries()) {
        const read = fromEnv(env, index === 0 ? {} : { instance: name });
        const { topology, endpoints, tls, password } = connections[name] as Connection;
        expect(read).to.deep.include({ topology, endpoints, password });
        expect(read.tls).to.deep.include(tls);
      }
    });

    it('puts the tags on everything that can have them', () => {
      for (const resource of instances.flatMap((name) => resourcesOf(resources, name))) {
        const labels = labelsOf(resource);
        if (labels) expect(labels, resource.urn).to.include(tags);
      }
    });

    it('guarantees what its resources are', () => {
      for (const name of instances) {
        const statement = resources.find(({ type, urn }) => type === component && nameOf(urn) === name);
        const guarantees = inClear(statement?.inputs.guarantees) as Guarantees;
        const facts = factsOf[subject.backend](resourcesOf(resources, name));
        expect(statedFacts(guarantees)).to.deep.include(facts);
      }
    });

    it('warns, where no pack judges it, of exactly what a pack would refuse', () => {
      for (const { urn, inputs } of resources.filter(({ type }) => type === component)) {
        const found = findings(inClear(inputs) as PostureArgs, defaultThresholds, new Date(), {
          name: nameOf(urn),
        });
        const told = warnings.filter((warning) => warning.startsWith(`${urn} `));
        expect(new Set(told)).to.deep.equal(
          new Set(found.map(({ rule, message }) => `${urn} ${rule}: ${message}`)),
        );
      }
    });

    it('states what it guarantees, each in a known word and a sentence', () => {
      for (const { inputs } of resources.filter(({ type }) => type === component)) {
        const guarantees = inClear((inputs as PropertyMap).guarantees) as Guarantees;
        expect(guarantees).to.have.keys(
          'encryptionAtRest',
          'encryptionInTransit',
          'multiAz',
          'automaticFailover',
          'snapshots',
        );
        for (const { state, detail } of Object.values(guarantees)) {
          expect(state).to.be.oneOf(['enforced', 'always', 'off', 'not-offered']);
          expect(detail).to.match(/^[A-Z0-9].*\.$/);
        }
      }
    });
  });
}

function expectComplete(connection: Connection, topology: Connection['topology']): void {
  expect(connection.topology).to.equal(topology);
  expect(connection.endpoints).not.to.be.empty;
  for (const { host, port } of connection.endpoints) {
    expect(host).to.be.a('string').and.not.equal('');
    expect(port).to.be.within(1, 65535);
  }
  expect(connection.password).to.be.a('string').and.have.length.above(15);
  expect(connection.tls.enabled).to.equal(true);
  expect('sentinel' in connection).to.equal(topology === 'sentinel');
  expect('url' in connection).to.equal(topology === 'standalone');
  if (topology === 'sentinel') expect(connection.sentinel?.masterName).to.be.a('string').and.not.equal('');
}

/** The fields of a connection that are secret wherever they are there. */
function secretFields(connection: unknown): string[] {
  const { username, password, url, sentinel = {} } = connection as Partial<Connection>;
  const fields = { username, password, url, ...prefixed(sentinel) };
  return Object.entries(fields).flatMap(([path, value]) => (value === undefined ? [] : [path]));
}

function prefixed({ username, password }: { username?: string; password?: string }) {
  return { 'sentinel.username': username, 'sentinel.password': password };
}

function nameOf(urn: string): string {
  return urn.split('::').at(-1) ?? '';
}
