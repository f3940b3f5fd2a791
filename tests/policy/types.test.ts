// What the policy server reads of a rule and of a resource before it calls the rule.

import type { ServerUnaryCall } from '@grpc/grpc-js';
import analyzerPb from '@pulumi/pulumi/proto/analyzer_pb.js';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { noting, readOnce } from '../../policy/pack/askedTypes.ts';
import { resourceRule } from '../../policy/pack/rule.ts';
import { asked, PolicyList, requireType, typed } from '../../policy/pack/types.ts';
import { rules } from '../../policy/rules/index.ts';
import { group, serverless } from './cases/elasticache/resources.ts';
import { requestFor, stackRequest, struct } from './wire.ts';

const [about] = rules;
if (about === undefined) throw new Error('There are no rules.');
const bucket = { type: 'aws:s3/bucket:Bucket', props: { acl: 'private' } };
const knowing = (...types: string[]) => resourceRule({ ...about, types, check: () => undefined });
const typeOf = (call: object) => (call as { __pulumiType?: string }).__pulumiType;

describe('the type of a rule', () => {
  const one = typed(knowing(group.type), () => {});
  const both = typed(knowing(group.type, serverless.type), () => {});

  it('is the one that it knows, whatever is asked about', () => {
    expect(typeOf(one)).to.equal(group.type);
    asked.run({ types: new Set([bucket.type]) }, () => expect(typeOf(one)).to.equal(group.type));
  });

  it('is that of several which is asked about', () => {
    for (const { type } of [group, serverless])
      asked.run({ types: new Set([bucket.type, type]) }, () => expect(typeOf(both)).to.equal(type));
  });

  it('is one of several that is not asked about, where none is', () => {
    asked.run({ types: new Set([bucket.type]) }, () => expect(typeOf(both)).to.equal(group.type));
    asked.run({ types: new Set() }, () => expect(typeOf(both)).to.equal(group.type));
  });

  it('is none of several where nobody knows what is asked about: the rule is called and says it', () => {
    expect(typeOf(both)).to.equal(undefined);
    const notApplicable = (reason?: string): never => {
      throw new Error(reason);
    };
    const ask = (...resources: { type: string }[]) =>
      requireType(knowing(group.type, serverless.type), { notApplicable }, resources);
    expect(() => ask(bucket)).to.throw(
      `only applies to resources of type '${group.type}', '${serverless.type}'`,
    );
    expect(() => ask(bucket, serverless)).not.to.throw();
  });
});

describe('the handlers of a policy server', () => {
  const seen: unknown[] = [];
  const see = (call: { request: unknown }) => {
    const read = (resource: analyzerPb.AnalyzeRequest | analyzerPb.AnalyzerResource) => {
      resource.getProperties()?.toJavaScript();
      resource.getProperties()?.getFieldsMap().clear();
      return resource.getProperties()?.toJavaScript();
    };
    const { request } = call;
    const resources = request instanceof analyzerPb.AnalyzeStackRequest ? request.getResourcesList() : [];
    const all = request instanceof analyzerPb.AnalyzeRequest ? [request] : resources;
    seen.push([...(asked.getStore()?.types ?? [])], all.map(read));
  };
  const handlers = noting({ analyze: see, analyzeStack: see, configure: see });
  const call = <Request, Answer>(request: Request) => ({ request }) as ServerUnaryCall<Request, Answer>;

  it('know the type of a resource that they are asked about, and read it once', () => {
    handlers.analyze(call(requestFor(bucket)), () => {});
    expect(seen.splice(0)).to.deep.equal([[bucket.type], [bucket.props]]);
    expect(asked.getStore()).to.equal(undefined);
  });

  it('know the types of a stack that they are asked about, and read each resource once', () => {
    handlers.analyzeStack(call(stackRequest([bucket, group, bucket])), () => {});
    expect(seen.splice(0)).to.deep.equal([
      [bucket.type, group.type],
      [bucket.props, group.props, bucket.props],
    ]);
  });
});

describe('the rules that know nothing of a type', () => {
  const row = (name: string, reason: string) =>
    new analyzerPb.PolicyNotApplicable().setPolicyName(name).setReason(reason);
  const reasons = { other: "Policy only applies to resources of type 'other'", waived: 'waived: later' };
  /** As the policy server does: it goes through its policies. */
  function server() {
    const list = new PolicyList(...Object.keys(reasons).map((name) => ({ name })));
    const looked: string[][] = [];
    const handlers = noting({
      analyze(_, answer) {
        const found = [...list].map(({ name }) => name as keyof typeof reasons);
        looked.push(found);
        const rows = found.map((name) => row(name, reasons[name]));
        answer(null, new analyzerPb.AnalyzeResponse().setNotApplicableList(rows));
      },
      analyzeStack: () => looked.push([...list].map(({ name }) => name)),
      configure: () => {},
    });
    const call = <Request, Answer>(request: Request) => ({ request }) as ServerUnaryCall<Request, Answer>;
    function ask(about: typeof bucket): Record<string, string> {
      const answers: Record<string, string> = {};
      handlers.analyze(call(requestFor(about)), (_, answer) => {
        for (const one of answer?.getNotApplicableList() ?? [])
          answers[one.getPolicyName()] = one.getReason();
      });
      return answers;
    }
    return { handlers, call, ask, looked };
  }

  it('are asked about the first resource of it, and answer for all', () => {
    const { ask, looked } = server();
    for (let i = 0; i < 3; i++) expect(ask(bucket)).to.deep.equal(reasons);
    expect(looked).to.deep.equal([['other', 'waived'], ['waived'], ['waived']]);
  });

  it('are asked again about another type, about the stack, and when the levels are set anew', () => {
    const { ask, looked, handlers, call } = server();
    ask(bucket);
    ask({ ...bucket, type: 'another' });
    handlers.analyzeStack(call(stackRequest([bucket])), () => {});
    handlers.configure(call(new analyzerPb.ConfigureAnalyzerRequest()), () => {});
    ask(bucket);
    expect(looked).to.deep.equal(Array.from({ length: 4 }, () => ['other', 'waived']));
  });

  it('leave an error as it is', () => {
    const broken = new Error('broken');
    const failing = noting({
      analyze: (_, answer) => answer(broken),
      analyzeStack: () => {},
      configure: () => {},
    });
    const heard: unknown[] = [];
    failing.analyze({ request: requestFor(bucket) } as never, (...all) => heard.push(all));
    expect(heard).to.deep.equal([[broken, undefined]]);
  });
});

describe('the properties of a resource', () => {
  it('are read once from the message, the provider’s too', () => {
    const request = requestFor(group).setProvider(
      new analyzerPb.AnalyzerProviderResource().setProperties(struct({ region: 'eu-central-1' })),
    );
    readOnce(request);
    for (const properties of [request.getProperties(), request.getProvider()?.getProperties()]) {
      const read = properties?.toJavaScript();
      expect(read).to.not.deep.equal({});
      properties?.getFieldsMap().clear();
      expect(properties?.toJavaScript()).to.deep.equal(read);
    }
  });

  it('are another resource’s own', () => {
    const [one, other] = [requestFor(group), requestFor(bucket)];
    for (const request of [one, other]) readOnce(request);
    expect(one.getProperties()?.toJavaScript()).to.deep.equal(group.props);
    expect(other.getProperties()?.toJavaScript()).to.deep.equal(bucket.props);
  });
});
