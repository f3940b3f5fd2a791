// What rules read in common, of properties of which nothing is sure, and where the pack's settings stand.

import { unknownCheckingProxy } from '@pulumi/policy';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { versionOf } from '../../policy/facts/elasticache.ts';
import { wrongEviction } from '../../policy/facts/eviction.ts';
import { fields, ifKnown, isGiven, list, number, text, texts } from '../../policy/facts/read.ts';
import { isPreset } from '../../policy/pack/presets.ts';
import { PackSettingsError, stackSettings } from '../../policy/pack/stackSettings.ts';
import { refusingUnknown, unlessUnknown } from '../../policy/pack/unknown.ts';
import { valuesOf } from '../../policy/pack/values.ts';
import { rules } from '../../policy/rules/index.ts';
import { unknown } from './wire.ts';

const props = unknownCheckingProxy({ none: null, empty: '', no: [], some: 'x', later: unknown.text });

describe('a property', () => {
  it('that is of another type reads as absent, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(text(value)).to.equal(typeof value === 'string' ? value : undefined);
        expect(number(value)).to.equal(typeof value === 'number' ? value : undefined);
        expect(list(value)).to.deep.equal(Array.isArray(value) ? value : []);
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
        expect(fields(value)).to.deep.equal(isObject ? value : {});
        expect(texts(value).every((one) => typeof one === 'string')).to.equal(true);
      }),
    );
    expect(texts(['a', 1, null, 'b'])).to.deep.equal(['a', 'b']);
    expect(texts({ x: 'a', y: 2 })).to.deep.equal(['a']);
  });

  it('that is not known yet counts as given, and is never read', () => {
    expect(['none', 'empty', 'no', 'missing'].filter((name) => isGiven(props, name))).to.deep.equal([]);
    expect(['some', 'later'].filter((name) => isGiven(props, name))).to.deep.equal(['some', 'later']);
    expect(ifKnown(props, 'later')).to.equal(undefined);
    expect(ifKnown(props, 'some')).to.equal('x');
  });
});

describe('what is not known in a preview', () => {
  it('is told by its path, or left out', () => {
    expect(refusingUnknown(() => `${props.later}`)).to.match(/^`later` is not known in a preview/);
    expect(unlessUnknown(() => props.later, 'otherwise')).to.equal('otherwise');
    expect(refusingUnknown(() => undefined)).to.equal(undefined);
  });

  it('is no other mistake', () => {
    const odd = [
      new Error('x'),
      Object.assign(new Error('x'), { props: ['a'] }),
      { unknownTypeSentinel: 1, props: ['a'] },
    ];
    odd.push(Object.assign(new Error('x'), { unknownTypeSentinel: 1 }));
    for (const error of [...odd, 'x', undefined]) {
      const fails = () => {
        throw error;
      };
      for (const ask of [() => refusingUnknown(fails), () => unlessUnknown(fails, 1)]) {
        const thrown = attempt(ask);
        expect(thrown).to.deep.equal({ error });
      }
    }
  });
});

function attempt(ask: () => unknown): { error: unknown } | 'nothing' {
  try {
    ask();
  } catch (error) {
    return { error };
  }
  return 'nothing';
}

describe('the values of a rule', () => {
  const rule = (id: string) => rules.find((one) => one.id === id) as (typeof rules)[number];

  it('are the defaults where the configuration has another type', () => {
    const types = valuesOf(rule('elasticache-node-types'), { burstable: 'yes', allowed: ['a', 1] });
    expect(types.truth('burstable')).to.equal(false);
    expect(types.texts('allowed')).to.deep.equal([]);
    expect(valuesOf(rule('redis-multi-az'), { minZones: '1' }).number('minZones')).to.equal(2);
    expect(valuesOf(rule('upstash-eviction'), { purpose: 1 }).text('purpose')).to.equal('');
  });

  it('are what the configuration says where it fits', () => {
    expect(valuesOf(rule('elasticache-node-types'), { burstable: true }).truth('burstable')).to.equal(true);
    expect(valuesOf(rule('redis-multi-az'), { minZones: 3 }).number('minZones')).to.equal(3);
  });
});

describe('the stack’s settings of the pack', () => {
  const settings = (config: unknown) => stackSettings({ PULUMI_CONFIG: JSON.stringify(config) });
  const usual = { preset: 'production', rules: {}, waivers: undefined };

  it('are the usual ones where nothing is said', () => {
    expect(stackSettings({})).to.deep.equal(usual);
    for (const config of [{}, null, 3, 'x', ['x']]) expect(settings(config)).to.deep.equal(usual);
    expect(stackSettings({ PULUMI_CONFIG: 'no JSON' })).to.deep.equal(usual);
  });

  it('are read as text or JSON, and under the keys of older engines', () => {
    const given = { 'redis-ha-policy:preset': 'strict', 'redis-ha-policy:config:rules': '{"a": "advisory"}' };
    expect(settings({ ...given, 'redis-ha-policy:waivers': [] })).to.deep.equal({
      preset: 'strict',
      rules: { a: 'advisory' },
      waivers: [],
    });
  });

  it('are refused in a sentence where they are none', () => {
    for (const rules of ['x', 3, ['x'], true, '["x"]'])
      expect(() => settings({ 'redis-ha-policy:rules': rules })).to.throw(
        PackSettingsError,
        /must hold a key for each rule/,
      );
    for (const preset of ['lax', 3, ['strict'], 'toString'])
      expect(() => settings({ 'redis-ha-policy:preset': preset })).to.throw(
        PackSettingsError,
        /must be one of baseline/,
      );
    expect(isPreset(['strict'])).to.equal(false);
  });
});

describe('facts of ElastiCache', () => {
  it('read a version however short', () => {
    const of = (engineVersion: unknown) => versionOf({ engineVersion });
    expect(of('7.1')).to.deep.equal([7, 1]);
    expect(of('6.x')).to.deep.equal([6]);
    expect(of(undefined)).to.deep.equal([]);
    expect(of('7..1')).to.deep.equal([7, 1]);
  });
});

describe('an eviction policy', () => {
  it('fits its purpose, or the sentence says which would', () => {
    expect(wrongEviction('noeviction', 'durable')).to.equal(undefined);
    expect(wrongEviction('allkeys-lru', 'cache')).to.equal(undefined);
    expect(wrongEviction('noeviction', undefined)).to.equal(undefined);
    expect(wrongEviction(undefined, 'cache')).to.contain('one of allkeys');
    expect(wrongEviction(undefined, 'durable')).to.contain('must be noeviction');
    expect(wrongEviction(undefined, undefined)).to.contain('takes sessions first');
  });
});
