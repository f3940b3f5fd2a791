// What each argument takes and what it does not, one by one.

import { output } from '@pulumi/pulumi/output.js';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Field } from '../../../components/validate/field.ts';
import { argumentFields } from '../../../components/validate/fields.ts';
import { holding, problemsOf } from './judged.ts';

interface Values {
  good: unknown[];
  bad: unknown[];
}

const uuid = '5a4981aa-9653-4bd1-bef5-d6bff52042e4';
const quantity: Values = {
  good: ['250m', '1', '10', '0.5', '1.25Gi', '2G', '2Gi', '1k'],
  bad: ['', 'Gi', 'm', '1.', 'x2Gi', '2Gix', '2gi', '2 Gi', '-1', '2ki', 2],
};
const label: Values = {
  good: ['a', 'ab', 'redis-1', 'a'.repeat(63)],
  bad: ['', '-a', 'a-', 'Redis', 'a_b', 'redis.ns', 'a'.repeat(64)],
};
const ranges: Values = {
  good: [[], ['203.0.113.7'], ['0.0.0.0/0', '10.110.0.0/20', '10.0.0.1/32']],
  bad: [
    '10.0.0.0/8',
    ['10.0.0/8'],
    ['10.0.0.0/33'],
    ['10.0.0.0/'],
    ['10.0.0.0/8/8'],
    ['10.0.0.0/x'],
    ['::1/128'],
  ],
};
ranges.bad.push(['10.0.0.0/ 8'], ['10.0.0.0/8 '], ['10.0.0.0/032'], [7]);
const name: Values = { good: ['main', ' x'], bad: ['', '  ', 7, null, {}] };

const values: Record<string, Values> = {
  backend: { good: ['local'], bad: ['aws', '', null] },
  version: { good: ['7.1', ''], bad: [7.1, true, null] },
  'snapshots.window': {
    good: ['03:00-04:00', '23:30-00:30', '00:00-23:59'],
    bad: [
      '03:00-03:59',
      '03:30-04:00',
      '03:00',
      '24:00-01:00',
      '3:00-4:00',
      '03:60-05:00',
      'x03:00-04:00',
      '03:00-04:00x',
    ],
  },
  maintenanceWindow: {
    good: ['sun:03:00-sun:04:00', 'sat:23:30-sun:00:30', 'sun:23:30-mon:00:30', 'mon:00:00-sun:00:00'],
    bad: [
      'sat:03:00-sat:03:30',
      'sun:03:30-sun:04:00',
      'son:03:00-sun:04:00',
      'xsun:03:00-sun:04:00',
      'sun:03:00-sun:04:00x',
    ],
  },
  'kubernetes.context': name,
  'kubernetes.namespace': label,
  'kubernetes.network.namespaces': { good: [[], ['shop']], bad: ['shop', ['Shop']] },
  'kubernetes.resources.cpu': quantity,
  'kubernetes.storage.size': quantity,
  'kubernetes.tls.issuerKind': { good: ['Issuer', 'ClusterIssuer'], bad: ['issuer', ''] },
  'kubernetes.createNamespace': { good: [true, false], bad: ['yes', 1, null] },
  'kubernetes.restore': {
    good: ['dump.rdb', 'a.rdb', '_x.rdb', 'main-20261120T030000Z.rdb', '2026.11.rdb'],
    bad: ['.rdb', 'dump', 'dump.rdb.gz', '../dump.rdb', '/dump.rdb', 'a b.rdb'],
  },
  'kubernetes.nodeSelector': { good: [{}, { disk: 'ssd' }], bad: ['ssd', [], { disk: 1 }] },
  'kubernetes.objectStore.bucket': {
    good: ['abc', 'a.b-c', '1-2', 'a'.repeat(63)],
    bad: ['ab', '-abc', 'abc-', 'Abc', 'a_c', 'a'.repeat(64)],
  },
  'kubernetes.objectStore.prefix': {
    good: ['a', 'backups', 'backups/redis', '_/-x', 'a.b/c.d/e'],
    bad: ['', '/a', 'a/', 'a//b', '.a', 'a/.b', 'a b'],
  },
  'kubernetes.objectStore.endpoint': {
    good: ['https://storage.example.org', 'http://minio:9000', 'https://storage.example.org/'],
    bad: [
      'storage.example.org',
      'ftp://storage.example.org',
      'https://a:b@example.org',
      'https://example.org/x',
      'xhttps://e.org',
    ],
  },
  'kubernetes.objectStore.provider': { good: ['Minio', 'AWS', 'a', 'GCS-2'], bad: ['', '1a', 'a b', '-a'] },
  'digitalocean.region': { good: ['fra1', 'nyc10'], bad: ['fra', 'fr1', 'FRA1', 'xfra1', 'fra1x', ''] },
  'digitalocean.size': {
    good: ['db-s-1vcpu-2gb', 'gd-2vcpu-8gb', 's-16vcpu-64gb', 'db-intel-16vcpu-128gb'],
    bad: [
      '1vcpu-2gb',
      'db-s-1vcpu',
      'db-s-1vcpu-2gb-x',
      '-db-s-1vcpu-2gb',
      'DB-s-1vcpu-2gb',
      'db--1vcpu-2gb',
      'db-s-xvcpu-2gb',
    ],
  },
  'digitalocean.privateNetworkUuid': {
    good: [uuid],
    bad: ['', `x${uuid}`, `${uuid}0`, uuid.toUpperCase(), uuid.slice(1), uuid.replaceAll('-', '')],
  },
  'digitalocean.firewall.cidrs': ranges,
  'digitalocean.firewall.droplets': {
    good: [[], ['1'], [output('1')]],
    bad: ['1', [''], [1]],
  },
  'digitalocean.valkey.notifyKeyspaceEvents': {
    good: ['K', 'Ex', 'KEA', 'Kg$', 'K'.repeat(32)],
    bad: ['', 'gx', 'qKE', 'KEq', 'K'.repeat(33)],
  },
  'upstash.ipAllowlists': ranges,
  'elasticache.network.subnetIds': {
    good: [[], ['subnet-1'], [output('subnet-1')], output(['subnet-1'])],
    bad: ['subnet-1', [1]],
  },
  'elasticache.auth.mode': { good: ['token', 'users'], bad: ['password'] },
  tags: {
    good: [{}, { author: 'x' }],
    bad: ['x', [], null, { auth: 'x' }, { 'api-token': 'x' }, { size: 3 }],
  },
};

describe('the value of', () => {
  const wrongAt = (path: string, value: unknown) =>
    Object.keys(problemsOf(holding(path, value))).filter((one) => one.startsWith(path));

  for (const [path, { good, bad }] of Object.entries(values))
    it(path, () => {
      for (const value of good) expect(wrongAt(path, value), `${path}: ${value}`).to.deep.equal([]);
      for (const value of bad) expect(wrongAt(path, value), `${path}: ${value}`).not.to.be.empty;
    });
});

/** Path and field of every argument. */
function arguments_(fields: Record<string, Field> = argumentFields.fields, at = ''): [string, Field][] {
  return Object.entries(fields).flatMap(([key, field]): [string, Field][] => {
    const path = at === '' ? key : `${at}.${key}`;
    return field.kind === 'object' ? arguments_({ ...field.fields }, path) : [[path, field]];
  });
}

describe('every number', () => {
  const numbers = arguments_().filter(([, { kind }]) => kind === 'number');
  const refuses = (path: string, value: unknown) =>
    /^Expected/.test(problemsOf(holding(path, value))[path] ?? '');

  it('is a whole one, but for amounts and measurements', () => {
    expect(numbers.filter(([path]) => !refuses(path, 1.5)).map(([path]) => path)).to.have.members([
      'memoryGb',
      'elasticache.alarms.engineCpuPercent',
      'elasticache.alarms.memoryPercent',
      'elasticache.alarms.replicationLagSeconds',
      'elasticache.alarms.swapMb',
    ]);
  });

  it('is no text, no list and not infinite, and none below its least or above its most', () => {
    expect(numbers.length).to.be.greaterThan(20);
    for (const [path, field] of numbers) {
      for (const value of ['1', [1], Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null])
        expect(refuses(path, value), `${path}: ${value}`).to.equal(true);
      if (field.kind !== 'number') continue;
      const { min, max, above } = field;
      for (const value of [min, max])
        if (value !== undefined) expect(refuses(path, value), path).to.equal(false);
      for (const value of [(min ?? Number.NaN) - 1, (max ?? Number.NaN) + 1, above ?? Number.NaN])
        expect(refuses(path, value), `${path}: ${value}`).to.equal(true);
    }
  });

  it('is described by what it may be', () => {
    const reason = (path: string, value: unknown) => problemsOf(holding(path, value))[path];
    expect(reason('shards', 0)).to.equal('Expected a whole number from 1 to 90, given 0.');
    expect(reason('zones', 0)).to.equal('Expected a whole number, 1 or more, given 0.');
    expect(reason('memoryGb', 'x')).to.equal('Expected a number above 0, given "x".');
    expect(reason('elasticache.alarms.swapMb', 0)).to.equal('Expected a number, 1 or more, given 0.');
  });
});

describe('an Output', () => {
  it('is taken only where no posture is decided', () => {
    const taking = arguments_().filter(([path]) => !(path in problemsOf(holding(path, output('x')))));
    expect(taking.map(([path]) => path)).to.have.members([
      'encryption.kmsKeyId',
      'kubernetes.tls.ca',
      'elasticache.network.vpcId',
      'elasticache.network.subnetIds',
      'elasticache.alarms.topicArn',
      'digitalocean.privateNetworkUuid',
      'digitalocean.projectId',
      'digitalocean.migration.host',
      'digitalocean.migration.username',
      'digitalocean.migration.password',
    ]);
  });
});
