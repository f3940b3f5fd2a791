// Configuration comes as text: what of it becomes a number, a truth, a secret.

import { isSecret, secret } from '@pulumi/pulumi/output.js';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readConfiguration } from '../../../components/configuration/index.ts';
import { backends } from '../backends.ts';

function read(values: Record<string, string>, secretKeys: string[] = []) {
  return readConfiguration(
    { values: { 'redis-ha:backend': 'local', ...values }, secretKeys },
    backends,
    secret,
  );
}

function argsOf(values: Record<string, string>, secretKeys?: string[]): Record<string, unknown> {
  const { instances = [], problems } = { instances: [], ...read(values, secretKeys) };
  if (problems) throw new Error(JSON.stringify(problems));
  return { ...instances[0]?.args };
}

function wrong(values: Record<string, string>, secretKeys?: string[]): Record<string, string> {
  const { problems = [] } = read(values, secretKeys);
  return Object.fromEntries(problems.map(({ path, reason }) => [path, reason]));
}

describe('a number in the configuration', () => {
  const memory = (text: string) => ({ 'redis-ha:memoryGb': text });

  it('is read however JavaScript writes it', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e30, noNaN: true }), (value) => {
        for (const text of [String(value), String(value).toUpperCase(), value.toExponential()])
          expect(argsOf(memory(text)).memoryGb).to.equal(value);
      }),
    );
    for (const [text, value] of [
      ['10', 10],
      ['2.25', 2.25],
      ['1e3', 1000],
      ['1E+12', 1e12],
      ['15e-1', 1.5],
    ] as const)
      expect(argsOf(memory(text)).memoryGb).to.equal(value);
  });

  it('is nothing else that JavaScript would take for one', () => {
    for (const text of [
      '',
      ' 1',
      '1 ',
      'x1',
      '1x',
      '1.',
      '.5',
      '0x10',
      '1e',
      'e3',
      '1_000',
      'Infinity',
      '1.e3',
      '1ee3',
    ])
      expect(wrong(memory(text))['redis-ha:memoryGb'], text).to.contain(`given ${JSON.stringify(text)}`);
    expect(wrong(memory('-1'))['redis-ha:memoryGb']).to.contain('given -1.');
  });

  it('or a truth may be in quotes wherever it stands', () => {
    const args = argsOf({
      'redis-ha:backend': 'elasticache',
      'redis-ha:encryption': '{"inTransit": "true", "atRest": "false"}',
      'redis-ha:elasticache': '{"alarms": {"connections": "500"}, "finalSnapshot": "false"}',
    });
    expect(args).to.deep.include({
      encryption: { inTransit: true, atRest: false },
      elasticache: { alarms: { connections: 500 }, finalSnapshot: false },
    });
    expect(wrong({ 'redis-ha:protect': 'yes' })['redis-ha:protect']).to.contain('given "yes"');
  });
});

describe('a value that is stored as a secret', () => {
  const backend = (name: string) => ({ 'redis-ha:backend': name });

  it('stays one where an argument may be an Output, in lists too, and only there', async () => {
    const own = JSON.stringify({
      network: { subnetIds: ['subnet-1'], vpcId: 'vpc-1' },
      nodeType: 'cache.m7g.large',
    });
    const { elasticache } = argsOf({ ...backend('elasticache'), 'redis-ha:elasticache': own }, [
      'redis-ha:elasticache',
    ]);
    const { network, nodeType } = elasticache as {
      network: { subnetIds: never[]; vpcId: never };
      nodeType: unknown;
    };
    expect(nodeType).to.equal('cache.m7g.large');
    expect(await isSecret(network.vpcId)).to.equal(true);
    expect(await isSecret(network.subnetIds[0] as never)).to.equal(true);
  });

  it('is refused in every key that holds nothing of the kind', () => {
    const values = {
      ...backend('upstash'),
      'redis-ha:version': '7.1',
      'redis-ha:upstash': '{"readRegions": ["eu-west-1"]}',
      'redis-ha:waivers': '[]',
      'redis-ha:protect': 'true',
      'redis-ha:tags': '{}',
    };
    const keys = Object.keys(values).filter((key) => key !== 'redis-ha:backend');
    expect(wrong(values, keys)).to.have.keys(keys);
    for (const reason of Object.values(wrong(values, keys)))
      expect(reason).to.contain('Is stored as a secret');
  });

  it('is not sealed where it is no text, so that what is wrong with it is found', () => {
    const problems = wrong({ ...backend('elasticache'), 'redis-ha:encryption': '{"kmsKeyId": 7}' }, [
      'redis-ha:encryption',
    ]);
    expect(problems['redis-ha:encryption.kmsKeyId']).to.equal(
      'Expected text, given a secret. Put it in quotes.',
    );
  });
});
