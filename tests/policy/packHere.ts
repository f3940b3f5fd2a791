// The pack judged by the same functions of Pulumi's SDK that its policy server calls, without that process: thousands of broken
// versions of the rules are run against the suites (`npm run test:mutate`), and each would start one.

import type {
  Policies,
  PolicyPackArgs,
  PolicyPackConfig,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from '@pulumi/policy';
import * as wire from '@pulumi/policy/protoutil.js';
import * as sdk from '@pulumi/policy/server.js';
import type analyzerPb from '@pulumi/pulumi/proto/analyzer_pb.js';
import { beforeEach } from 'mocha';
import { packOf } from '../../policy/pack/pack.ts';
import { rules } from '../../policy/rules/index.ts';
import type { Configured, PackOptions, Packs, ServedPack } from './servedPack.ts';
import { type Analysis, type Given, readAnalysis, readRemedies, requestFor, stackRequest } from './wire.ts';

type Answer<Response> = (error: unknown, response: Response) => void;
type Handler<Request, Response> = (call: { request: Request }, answer: Answer<Response>) => Promise<void>;
type Maker<H> = (pack: string, version: string, level: string, policies: Policies) => H;

/** What the SDK exports and does not declare. */
const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun, makeRemediateRpcFun } = sdk as unknown as {
  makeAnalyzeRpcFun: Maker<Handler<analyzerPb.AnalyzeRequest, analyzerPb.AnalyzeResponse>>;
  makeAnalyzeStackRpcFun: Maker<Handler<analyzerPb.AnalyzeStackRequest, analyzerPb.AnalyzeResponse>>;
  makeRemediateRpcFun: Maker<Handler<analyzerPb.AnalyzeRequest, analyzerPb.RemediateResponse>>;
};
const { makeAnalyzerInfo } = wire as unknown as {
  makeAnalyzerInfo(
    pack: string,
    version: string,
    level: string,
    args: PolicyPackArgs,
    config: PolicyPackConfig,
  ): analyzerPb.AnalyzerInfo;
};

/** A new one for each test, so that what a test covers includes how its pack was made. */
export const packsHere: Packs = {
  open,
  forSuite: (take, o) => beforeEach(async () => take(await open(o))),
};

const server = ['redis-ha-policy', '1.0.0', 'advisory'] as const;

async function open({ config: stack = {} }: PackOptions = {}): Promise<ServedPack> {
  const { args, config } = packOf(rules, { PULUMI_CONFIG: JSON.stringify(stack) });
  let policies = args.policies;

  async function judge(resource: Given): Promise<Analysis> {
    return readAnalysis(await call(makeAnalyzeRpcFun(...server, policies), requestFor(resource)));
  }

  return {
    analyze: (type, props, name) => judge({ type, props, ...(name !== undefined && { name }) }),
    judge,
    async judgeStack(resources) {
      return readAnalysis(await call(makeAnalyzeStackRpcFun(...server, policies), stackRequest(resources)));
    },
    async mend(resource) {
      return readRemedies(await call(makeRemediateRpcFun(...server, policies), requestFor(resource)));
    },
    async configure(given) {
      policies = args.policies.map((policy) => configured(policy, given));
    },
    info: async () => makeAnalyzerInfo(...server, args, config).toObject(),
    stop: async () => {},
  };
}

function call<Request, Response>(handler: Handler<Request, Response>, request: Request): Promise<Response> {
  return new Promise((resolve, reject) => {
    const answer: Answer<Response> = (error, response) => (error ? reject(error) : resolve(response));
    // What goes wrong while the SDK writes its answer ends in no answer.
    handler({ request }, answer).catch(reject);
  });
}

type AnyPolicy = ResourceValidationPolicy | StackValidationPolicy;

/** The SDK keeps a configuration where only its server can change it. */
function configured(policy: AnyPolicy, given: Configured): AnyPolicy {
  const one = given[policy.name];
  if (one === undefined) return policy;
  const getConfig = () => one.values ?? {};
  const calls = Object.entries(policy)
    .filter(([, value]) => typeof value === 'function')
    .map(([key, ask]) => [key, (args: object, report: unknown) => ask({ ...args, getConfig }, report)]);
  return { ...policy, enforcementLevel: one.level ?? 'mandatory', ...Object.fromEntries(calls) };
}
