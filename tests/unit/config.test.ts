import { isSecret, output, secret } from '@pulumi/pulumi/output.js';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { readConfiguration } from '../../components/configuration/index.ts';
import { backends, bare } from './backends.ts';

/** What stands in a stack file below `config:`, as Pulumi hands it to a program: text, JSON for the rest. */
function read(config: Record<string, unknown>, secretKeys: string[] = []) {
  const values = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  return readConfiguration({ values, secretKeys }, backends, secret);
}

function instancesOf(config: Record<string, unknown>) {
  const configuration = read(config);
  if (configuration.problems) throw new Error(JSON.stringify(configuration.problems));
  return configuration.instances;
}

function problemsOf(config: Record<string, unknown>, secretKeys: string[] = []): Record<string, string> {
  const { problems = [] } = read(config, secretKeys);
  return Object.fromEntries(problems.map(({ path, reason }) => [path, reason]));
}

describe('configuration: one instance', () => {
  it('is called main, and its values have the types of the arguments', () => {
    expect(
      instancesOf({
        'redis-ha:backend': 'elasticache',
        'redis-ha:version': '7.1',
        'redis-ha:replicas': '1',
        'redis-ha:protect': 'true',
        'redis-ha:encryption': { inTransit: 'false' },
        'redis-ha:tags': { team: 'platform' },
        'aws:region': 'eu-central-1',
      }),
    ).to.deep.equal([
      {
        name: 'main',
        args: {
          backend: 'elasticache',
          version: '7.1',
          replicas: 1,
          protect: true,
          encryption: { inTransit: false },
          tags: { team: 'platform' },
        },
      },
    ]);
  });

  it('has every problem reported at once, each under its key', () => {
    const problems = problemsOf({
      'redis-ha:backend': 'elasticahe',
      'redis-ha:replicas': 'two',
      'redis-ha:encryption': { inTransit: 'maybe' },
      'redis-ha:snapshot': { retentionDays: 7 },
      'redis-ha:instance': { main: {} },
    });
    expect(problems).to.have.keys(
      'redis-ha:instance',
      'redis-ha:backend',
      'redis-ha:replicas',
      'redis-ha:encryption.inTransit',
      'redis-ha:snapshot',
    );
    expect(problems['redis-ha:backend']).to.contain('Did you mean elasticache?');
    expect(problems['redis-ha:replicas']).to.contain('given "two"');
    expect(problems['redis-ha:snapshot']).to.contain('Did you mean snapshots?');
    expect(problems['redis-ha:instance']).to.contain('Did you mean instances?');
  });

  it('takes text for an object as the mistake it is', () => {
    expect(problemsOf({ 'redis-ha:backend': 'local', 'redis-ha:failover': 'fast' })).to.deep.equal({
      'redis-ha:failover': 'Expected an object, given "fast".',
    });
  });

  it('takes a date that the Pulumi CLI has made a timestamp of', () => {
    const waivers = [{ rule: 'redis-multi-az', reason: 'One zone.', until: '2027-01-31 00:00:00 +0000 UTC' }];
    expect(problemsOf({ 'redis-ha:backend': 'local', 'redis-ha:waivers': waivers })).to.deep.equal({});
  });
});

describe('configuration: several instances', () => {
  it('take the keys beside them as defaults: objects by key, lists whole', () => {
    const waivers = [{ rule: 'redis-multi-az', reason: 'Shared.' }];
    const [main, cache] = instancesOf({
      'redis-ha:backend': 'elasticache',
      'redis-ha:encryption': { atRest: true, inTransit: true },
      'redis-ha:waivers': waivers,
      'redis-ha:instances': {
        main: null,
        cache: { purpose: 'cache', encryption: { atRest: false }, waivers: [] },
      },
    });
    expect(main?.args).to.deep.include({ encryption: { atRest: true, inTransit: true }, waivers });
    expect(cache?.args).to.deep.include({
      purpose: 'cache',
      encryption: { atRest: false, inTransit: true },
      waivers: [],
    });
  });

  it('come with main first and the others by name, in whatever order they are written', () => {
    const names = (instances: object) =>
      instancesOf({ 'redis-ha:backend': 'local', 'redis-ha:instances': instances }).map(({ name }) => name);
    expect(names({ queue: {}, cache: {}, main: {} })).to.deep.equal(['main', 'cache', 'queue']);
    expect(names({ queue: {}, cache: {} })).to.deep.equal(['cache', 'queue']);
  });

  it('blame the key that a person has to change', () => {
    const problems = problemsOf({
      'redis-ha:backend': 'local',
      'redis-ha:zones': 3,
      'redis-ha:instances': { main: { zones: 1 }, cache: { encryption: { atRest: true } }, queue: {} },
    });
    expect(problems).to.have.keys('redis-ha:zones', 'redis-ha:instances.cache.encryption.atRest');
  });

  it('get only their own backend’s object, and one that nobody uses is refused', () => {
    const config = {
      'redis-ha:backend': 'local',
      'redis-ha:local': { basePort: 7000 },
      'redis-ha:elasticache': { nodeType: 'cache.t4g.small' },
    };
    const instances = { main: {}, cache: { backend: 'elasticache' } };
    const [main, cache] = instancesOf({ ...config, 'redis-ha:instances': instances });
    expect(main?.args).to.include.keys('local').and.not.to.include.keys('elasticache');
    expect(cache?.args).to.include.keys('elasticache').and.not.to.include.keys('local');
    expect(problemsOf({ ...config, 'redis-ha:instances': { main: {} } })).to.have.keys(
      'redis-ha:elasticache',
    );
  });

  it('have names that fit every backend and environment keys of their own', () => {
    const problems = problemsOf({
      'redis-ha:backend': 'local',
      'redis-ha:instances': { main: {}, Cache_1: {} },
    });
    expect(problems).to.have.keys('redis-ha:instances.Cache_1');
    const clash = problemsOf({
      'redis-ha:backend': 'local',
      'redis-ha:instances': { Cache_1: {}, main: {}, sentinel: {} },
    });
    expect(clash['redis-ha:instances.sentinel']).to.contain('REDIS_SENTINEL_');
    expect(clash).to.include.keys('redis-ha:instances.Cache_1');
  });

  it('are not looked for in a namespace that is nearly ours; others are left alone', () => {
    const given = { 'redis-ha:backend': 'local', 'redisha:zones': '3', 'redis:port': '1', 'aws:region': 'x' };
    const problems = problemsOf(given);
    expect(problems).to.have.keys('redisha:zones');
    expect(problems['redisha:zones']).to.contain('Did you mean redis-ha:zones?');
  });

  it('are judged side by side by their backend', () => {
    const twice = [{ instance: 'queue', path: 'local.basePort', reason: 'Ports of cache.' }];
    const shy = {
      ...bare,
      checkTogether: (specs: ReadonlyMap<string, unknown>) => (specs.size > 1 ? twice : []),
    };
    const values = {
      'redis-ha:backend': 'local',
      'redis-ha:instances': '{"cache": {}, "queue": {}}',
    };
    const { problems } = readConfiguration({ values, secretKeys: [] }, { ...backends, local: shy }, secret);
    expect(problems).to.deep.equal([
      { path: 'redis-ha:instances.queue.local.basePort', reason: 'Ports of cache.' },
    ]);
  });

  it('are an object with at least one key', () => {
    for (const instances of [{}, [], 'main'])
      expect(problemsOf({ 'redis-ha:backend': 'local', 'redis-ha:instances': instances })).to.have.keys(
        'redis-ha:instances',
      );
  });
});

describe('configuration: secrets', () => {
  it('stay secret where an argument may be an Output', async () => {
    const config = {
      'redis-ha:backend': 'elasticache',
      'redis-ha:encryption': { kmsKeyId: 'key-1', atRest: true },
    };
    const { instances = [] } = { instances: [], ...read(config, ['redis-ha:encryption']) };
    const { atRest, kmsKeyId } = instances[0]?.args.encryption ?? {};
    expect(atRest).to.equal(true);
    expect(await isSecret(output(kmsKeyId))).to.equal(true);
  });

  it('are refused where policies have to see the value', () => {
    const problems = problemsOf({ 'redis-ha:backend': 'local', 'redis-ha:replicas': 2 }, [
      'redis-ha:replicas',
    ]);
    expect(problems['redis-ha:replicas']).to.contain('Is stored as a secret');
  });

  it('are never repeated in a message', () => {
    const wrong = { 'redis-ha:backend': 'hunter2', 'redis-ha:encryption': { atRest: 'hunter2' } };
    const problems = problemsOf(wrong, ['redis-ha:backend', 'redis-ha:encryption']);
    expect(problems).to.have.keys('redis-ha:backend', 'redis-ha:encryption.atRest');
    expect(JSON.stringify(problems)).not.to.contain('hunter2');
  });
});
