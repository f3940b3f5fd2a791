// Which rules the policy server calls at all: it is told in time what a rule knows nothing of.

import { expect } from 'chai';
import { describe, it } from 'mocha';
import { rules } from '../../policy/rules/index.ts';
import { cluster } from './cases/digitalocean.ts';
import { group, serverless } from './cases/elasticache/resources.ts';
import { servers as workload } from './cases/kubernetes/resources.ts';
import { packsHere } from './packHere.ts';
import { type ServedPack, servers } from './servedPack.ts';

const bucket = { type: 'aws:s3/bucket:Bucket', props: { acl: 'private' } };
const strict = { config: { 'redis-ha-policy:preset': 'strict' } };
const knowSeveral = rules.filter(({ types }) => types.length > 1).map(({ id }) => id);
const knowStack = rules.filter(({ about }) => about === 'stack').map(({ id }) => id);

describe('the policy server', () => {
  let pack: ServedPack;
  servers.forSuite((given) => {
    pack = given;
  }, strict);
  /** A rule that is called says which types it knows, all of them; the server says one. */
  const called = (reasons: Record<string, string>) =>
    Object.values(reasons).filter((reason) => reason.includes("', '"));

  it('calls no rule that knows nothing of a resource', async () => {
    const { notApplicable } = await pack.judge(bucket);
    expect(notApplicable).to.include.keys(knowSeveral.filter((id) => !knowStack.includes(id)));
    expect(called(notApplicable)).to.deep.equal([]);
  });

  it('calls no rule on the stack that knows nothing of what is in it', async () => {
    const { notApplicable } = await pack.judgeStack([bucket]);
    expect(notApplicable).to.include.keys(knowSeveral.filter((id) => knowStack.includes(id)));
    expect(called(notApplicable)).to.deep.equal([]);
  });

  it('finds the same, asked about many at a time, as where it calls every rule', async () => {
    const resources = [group, bucket, serverless, workload(), cluster, workload({ kind: 'Deployment' })];
    const mixed = Array.from({ length: 10 }, () => resources)
      .flat()
      .map((given) => ({ ...given, protect: false }));
    const here = await packsHere.open(strict);
    const expected = await Promise.all(mixed.map((given) => here.judge(given)));
    const answers = await Promise.all(mixed.map((given) => pack.judge(given)));
    expect(answers.map(({ violations }) => violations)).to.deep.equal(
      expected.map(({ violations }) => violations),
    );
    expect(answers.map(({ notApplicable }) => Object.keys(notApplicable))).to.deep.equal(
      expected.map(({ notApplicable }) => Object.keys(notApplicable)),
    );
    const [stack, stackHere] = [await pack.judgeStack(mixed), await here.judgeStack(mixed)];
    expect(stack.violations).to.deep.equal(stackHere.violations);
    expect(Object.keys(stack.notApplicable)).to.deep.equal(Object.keys(stackHere.notApplicable));
  });
});
