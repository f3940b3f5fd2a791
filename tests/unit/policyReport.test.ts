import { DOMParser } from '@xmldom/xmldom';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { policyReport } from '../../cli/show/policyReport.ts';
import type { PolicyResult } from '../../engine/events.ts';

const urn = (name: string) =>
  `urn:pulumi:prod::shop::aws:elasticache/replicationGroup:ReplicationGroup::${name}`;
const results: PolicyResult[] = [
  { pack: 'redis-ha-policy', rule: 'b-rule', urn: urn('main'), state: 'pass', level: 'mandatory' },
  {
    pack: 'redis-ha-policy',
    rule: 'a-rule',
    urn: urn('main'),
    state: 'violation',
    level: 'mandatory',
    message: 'It must hold.\n<It> & "that" does not.',
    help: {
      title: 'It holds',
      description: 'It must hold.',
      remediation: 'Set `it: true`.',
      url: 'https://example.org/it',
      severity: 'high',
      controls: ['CKV_1'],
    },
  },
  {
    pack: 'redis-ha-policy',
    rule: 'c-rule',
    urn: urn('main'),
    state: 'violation',
    level: 'advisory',
    message: 'Better.',
  },
  {
    pack: 'redis-ha-policy',
    rule: 'b-rule',
    urn: urn('cache'),
    state: 'waived',
    level: 'mandatory',
    message: 'waived: A cache',
    waiver: { reason: 'A cache', until: '2999-12-31' },
  },
];

describe('a report of policies', () => {
  it('has the same bytes whatever the order of the verdicts', () => {
    for (const format of ['json', 'sarif', 'junit'] as const) {
      const text = policyReport(format, 'prod', results);
      fc.assert(
        fc.property(fc.shuffledSubarray(results, { minLength: results.length }), (shuffled) => {
          expect(policyReport(format, 'prod', shuffled)).to.equal(text);
        }),
      );
    }
  });

  it('as JSON has the fields of preview --json', () => {
    const { stack, policies } = JSON.parse(policyReport('json', 'prod', results));
    expect(stack).to.equal('prod');
    expect(policies.map(({ rule, state }: PolicyResult) => [rule, state])).to.deep.equal([
      ['a-rule', 'violation'],
      ['b-rule', 'waived'],
      ['b-rule', 'pass'],
      ['c-rule', 'violation'],
    ]);
    expect(policies[1].waiver).to.deep.equal({ reason: 'A cache', until: '2999-12-31' });
  });

  it('as SARIF tells errors, warnings and, suppressed, what is waived', () => {
    const { version, runs } = JSON.parse(policyReport('sarif', 'prod', results));
    expect(version).to.equal('2.1.0');
    expect(runs).to.have.length(1);
    expect(runs[0].tool.driver.rules.map(({ id }: { id: string }) => id)).to.deep.equal([
      'a-rule',
      'b-rule',
      'c-rule',
    ]);
    const [refused, waived, advice] = runs[0].results;
    expect(refused).to.deep.include({ ruleId: 'a-rule', ruleIndex: 0, level: 'error' });
    expect(refused.locations[0].physicalLocation.artifactLocation.uri).to.equal('Pulumi.prod.yaml');
    expect(refused.locations[0].logicalLocations[0]).to.include({
      name: 'main',
      fullyQualifiedName: urn('main'),
    });
    expect(waived.suppressions).to.deep.equal([{ kind: 'external', justification: 'A cache' }]);
    expect(advice).to.include({ level: 'warning' }).and.not.to.have.property('suppressions');
  });

  it('as SARIF says of a rule what it is for and how to mend it', () => {
    const { runs } = JSON.parse(policyReport('sarif', 'prod', results));
    const [told, untold] = runs[0].tool.driver.rules;
    expect(told).to.deep.equal({
      id: 'a-rule',
      name: 'a-rule',
      shortDescription: { text: 'It holds' },
      fullDescription: { text: 'It must hold.' },
      helpUri: 'https://example.org/it',
      help: {
        text: 'It must hold. Set `it: true`.',
        markdown:
          'It must hold.\n\n**To mend it**: Set `it: true`.\n\nAsked for by: CKV_1.\n\n[Why](https://example.org/it)',
      },
      properties: { tags: ['security', 'CKV_1'], 'security-severity': '8.0' },
    });
    expect(untold).to.deep.equal({ id: 'b-rule', name: 'b-rule', properties: { tags: ['security'] } });
  });

  it('as SARIF of a stack that is all right is a run without results', () => {
    const { runs } = JSON.parse(policyReport('sarif', 'prod', []));
    expect(runs).to.have.length(1);
    expect(runs[0].results).to.deep.equal([]);
  });

  it('as JUnit counts failures and what is skipped, and is XML whatever the messages hold', () => {
    const document = new DOMParser().parseFromString(policyReport('junit', 'prod', results), 'text/xml');
    const root = document.documentElement;
    expect(['tests', 'failures', 'skipped'].map((name) => root?.getAttribute(name))).to.deep.equal([
      '4',
      '1',
      '1',
    ]);
    const [failure] = document.getElementsByTagName('failure');
    expect(failure?.getAttribute('message')).to.contain('<It> & "that" does not.');

    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (message) => {
        const text = policyReport('junit', 'prod', [{ ...results[1], message } as PolicyResult]);
        expect(() => new DOMParser().parseFromString(text, 'text/xml')).not.to.throw();
      }),
    );
  });
});
