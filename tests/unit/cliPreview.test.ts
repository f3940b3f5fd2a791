import { expect } from 'chai';
import { describe, it } from 'mocha';
import pc from 'picocolors';
import { Failure } from '../../cli/failure.ts';
import { ordered } from '../../cli/instances.ts';
import { previewMarkdown } from '../../cli/show/markdown.ts';
import { policyText, previewText } from '../../cli/show/preview.ts';
import { toTree } from '../../cli/show/tree.ts';
import { plain } from '../../cli/show/values.ts';
import { welcome } from '../../cli/show/welcome.ts';
import type { DeployResult, PolicyResult, Step } from '../../engine/events.ts';
import { Secret, unknown } from '../../engine/wire/value.ts';

const urn = (name: string) => `urn:pulumi:local::redis-ha::t:index:T::${name}`;
const step = (op: Step['op'], name: string, parent?: string): Step => ({
  op,
  urn: urn(name),
  type: 't:index:T',
  ...(parent ? { parent: urn(parent) } : {}),
});

const policy = (
  state: PolicyResult['state'],
  rule: string,
  more: Partial<PolicyResult> = {},
): PolicyResult => ({
  pack: 'redis-ha',
  rule,
  urn: urn('main'),
  state,
  level: 'mandatory',
  ...more,
});

function resultOf(steps: Step[], policies: PolicyResult[] = []): DeployResult {
  return {
    status: 'succeeded',
    steps,
    counts: { create: 2, update: 1, replace: 0, delete: 0, same: 3 },
    policies,
    outputs: {},
    resources: [],
    errors: [],
    changed: true,
  };
}

describe('preview as text', () => {
  it('draws changed resources below their parents and leaves out what does not change', () => {
    const steps = [
      step('same', 'stack'),
      step('same', 'main', 'stack'),
      step('create', 'a', 'main'),
      step('same', 'quiet', 'main'),
      step('update', 'b', 'main'),
      step('create', 'below-a', 'a'),
      step('same', 'idle', 'stack'),
    ];
    expect(toTree(steps).map((row) => `${row.branch}${row.step.urn.split('::').at(-1)}`)).to.deep.equal([
      'stack',
      '└─ main',
      '   ├─ a',
      '   │  └─ below-a',
      '   └─ b',
    ]);
  });

  it('draws every step of a replacement, and what hangs below it once', () => {
    const steps = [
      step('create-replacement', 'a'),
      step('delete-replaced', 'a'),
      step('update', 'child', 'a'),
    ];
    expect(toTree(steps).map((row) => row.step.op)).to.deep.equal([
      'create-replacement',
      'delete-replaced',
      'update',
    ]);
  });

  it('shows symbols, what differs and what forces a replacement', () => {
    const changed: Step = { ...step('replace', 'main'), diffs: ['size', 'port'], replaces: ['port'] };
    const text = previewText(pc.createColors(false), 'local', resultOf([changed]));
    expect(text).to.match(/^\+- {2}t:index:T {2}main {2}replace {2}\[diff: ~size,\+-port\]$/m);
    expect(text).to.include('2 to create, 1 to update, 3 unchanged');
  });

  it('tells violations first, waivers with their reason and end, passes once for each rule', () => {
    const text = previewText(
      pc.createColors(false),
      'local',
      resultOf(
        [step('create', 'main')],
        [
          policy('pass', 'redis-encryption-in-transit'),
          policy('pass', 'redis-encryption-in-transit', { urn: urn('cache') }),
          policy('waived', 'redis-multi-az', { waiver: { reason: 'one zone', until: '2027-01-31' } }),
          policy('violation', 'redis-snapshot-retention', { message: 'Keep snapshots for 7 days.' }),
        ],
      ),
    );
    const order = ['│ violation', '│ waived', '│ pass'].map((word) => text.indexOf(word));
    expect(order)
      .to.deep.equal(order.toSorted((a, b) => a - b))
      .and.not.include(-1);
    expect(text).to.include('one zone (until 2027-01-31)').and.to.include('Keep snapshots for 7 days.');
    expect(text.match(/redis-encryption-in-transit/g)).to.have.length(1);
    expect(text).to.include('main, cache');
  });
});

describe('a preview that failed', () => {
  const none = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
  const failed = (steps: Step[]): DeployResult => ({ ...resultOf(steps), status: 'failed', counts: none });

  it('shows how far it came as text, and nothing where it came to nothing', () => {
    expect(previewText(pc.createColors(false), 'local', failed([]))).to.equal('');
    const text = previewText(pc.createColors(false), 'local', failed([step('create', 'main')]));
    expect(text).to.match(/^Preview of stack local: failed, as far as it came\n/);
    expect(text)
      .to.match(/create/)
      .and.not.match(/Nothing would change/);
  });

  it('shows why in Markdown', () => {
    const text = previewMarkdown('local', failed([]), new Failure('failed', 'The program threw.'));
    expect(text).to.equal('### Stack `local`: preview failed\n\n> **failed**: The program threw.\n');
  });
});

describe('a table', () => {
  const detail = 'One machine has one zone; this stack is for development and for nothing else.';
  const drawn = (width: number) =>
    policyText(
      pc.createColors(false),
      [
        policy('waived', 'redis-multi-az', { waiver: { reason: detail } }),
        policy('pass', 'redis-encryption-in-transit'),
      ],
      width,
    );
  for (const width of [50, 60, 80, 100, 140]) {
    it(`is no wider than ${width} columns and loses no word`, () => {
      const text = drawn(width);
      expect(Math.max(...text.split('\n').map((line) => line.length))).to.be.at.most(width);
      const words = text.replace(/[^\w;.-]+/g, ' ');
      for (const word of `waived redis-multi-az ${detail}`.split(' ')) expect(words).to.include(word);
    });
  }
});

describe('several instances', () => {
  it('come in the order of the configuration, main first', () => {
    const names = (given: string[]) => ordered(given, (name) => name);
    expect(names(['cache', 'queue', 'main', 'a'])).to.deep.equal(['main', 'a', 'cache', 'queue']);
  });

  it('are named where each tells that it answered', () => {
    const hello = (name: string) => ({ name, by: 'sentinel' as const, server: '127.0.0.1:1', ms: 1 });
    const said = (...hellos: ReturnType<typeof hello>[]) =>
      welcome(pc.createColors(false), { stack: 'local', result: resultOf([]), instances: [], hellos });
    expect(said(hello('main'))).to.include('\n\nWrote and read one key');
    expect(said(hello('main'), hello('cache')))
      .to.include('main: wrote and read one key')
      .and.to.include('cache: wrote and read one key');
  });
});

describe('preview as Markdown', () => {
  it('keeps bars, line ends and tags of a message inside its cell', () => {
    const text = previewMarkdown('local', resultOf([], [policy('violation', 'r', { message: 'a|b\n<c>' })]));
    expect(text).to.include('| a\\|b &lt;c> |');
  });
});

describe('values that are shown', () => {
  it('hide secrets at any depth unless they are asked for, and name what is not known yet', () => {
    const value = { a: [new Secret({ b: 'hush' })], c: unknown, d: 1 };
    expect(plain(value, 'hidden')).to.deep.equal({ a: ['[secret]'], c: '[unknown]', d: 1 });
    expect(plain(value, 'shown')).to.deep.equal({ a: [{ b: 'hush' }], c: '[unknown]', d: 1 });
  });
});
