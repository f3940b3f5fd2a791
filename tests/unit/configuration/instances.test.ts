// Several instances: which key is blamed, and whose secret is hidden.

import { expect } from 'chai';
import { describe, it } from 'mocha';
import { readConfiguration } from '../../../components/configuration/index.ts';
import type { RedisSpec } from '../../../providers/backend.ts';
import { backends } from '../backends.ts';

function wrong(
  config: Record<string, unknown>,
  secretKeys: string[] = [],
  all = backends,
): Record<string, string> {
  const values = Object.fromEntries(
    Object.entries({ 'redis-ha:backend': 'local', ...config }).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  const { problems = [] } = readConfiguration({ values, secretKeys }, all, (value) => value);
  return Object.fromEntries(problems.map(({ path, reason }) => [path, reason]));
}

describe('the key that is blamed', () => {
  const waivers = [{ rule: 'redis-multi-az' }];

  it('is the instance’s where both say it, or it alone', () => {
    expect(wrong({ 'redis-ha:replicas': 9, 'redis-ha:instances': { main: { replicas: 8 } } })).to.have.keys(
      'redis-ha:instances.main.replicas',
    );
    expect(wrong({ 'redis-ha:instances': { main: { backend: 'x' } } })).to.have.keys(
      'redis-ha:instances.main.backend',
    );
  });

  it('is found in lists, whoever wrote them', () => {
    expect(wrong({ 'redis-ha:waivers': waivers, 'redis-ha:instances': { main: {} } })).to.have.keys(
      'redis-ha:waivers[0].reason',
    );
    expect(wrong({ 'redis-ha:instances': { main: { waivers } } })).to.have.keys(
      'redis-ha:instances.main.waivers[0].reason',
    );
    expect(
      wrong({
        'redis-ha:waivers': [],
        'redis-ha:instances': { main: { waivers: [{ rule: 'redis-multi-az', reason: '' }] } },
      }),
    ).to.have.keys('redis-ha:instances.main.waivers[0].reason');
  });

  it('is the instance’s for what one of another backend cannot have', () => {
    const instances = { main: { local: {} }, cache: { backend: 'elasticache', local: { basePort: 7000 } } };
    expect(wrong({ 'redis-ha:instances': instances })).to.have.keys('redis-ha:instances.cache.local');
  });

  it('is the instance, where it is no object', () => {
    expect(wrong({ 'redis-ha:instances': { main: 'x', cache: ['x'] } })).to.deep.equal({
      'redis-ha:instances.main': 'Expected an object, given "x".',
      'redis-ha:instances.cache': 'Expected an object, given a list.',
    });
  });

  it('is the instance’s where it says something else than the object beside it', () => {
    const config = {
      'redis-ha:encryption': { inTransit: true },
      'redis-ha:instances': { main: { encryption: 'x' } },
    };
    expect(wrong(config)).to.deep.equal({
      'redis-ha:instances.main.encryption': 'Expected an object, given "x".',
    });
  });
});

describe('a secret', () => {
  it('is hidden in what is said of an instance', () => {
    const instances = { main: { engine: 'hunter2' } };
    const problems = wrong({ 'redis-ha:instances': instances }, ['redis-ha:instances']);
    expect(problems['redis-ha:instances.main.engine']).to.contain('given a secret');
    expect(JSON.stringify(problems)).not.to.contain('hunter2');
  });

  it('beside the instances is hidden, and theirs are shown', () => {
    const config = { 'redis-ha:engine': 'hunter2', 'redis-ha:instances': { main: { topology: 'ring' } } };
    const problems = wrong(config, ['redis-ha:engine']);
    expect(JSON.stringify(problems)).not.to.contain('hunter2');
    expect(problems['redis-ha:instances.main.topology']).to.contain('"ring"');
  });
});

describe('a backend', () => {
  it('is shown its own instances side by side, and no others', () => {
    const seen: Record<string, string[]> = {};
    const watching = (name: 'local' | 'elasticache') => ({
      ...backends[name],
      checkTogether(specs: ReadonlyMap<string, RedisSpec>) {
        seen[name] = [...specs.keys()];
        return [];
      },
    });
    const all = { ...backends, local: watching('local'), elasticache: watching('elasticache') };
    const instances = { main: {}, cache: { backend: 'elasticache' }, queue: {} };
    expect(wrong({ 'redis-ha:instances': instances }, [], all)).to.deep.equal({});
    expect(seen).to.deep.equal({ local: ['main', 'queue'], elasticache: ['cache'] });
  });
});
