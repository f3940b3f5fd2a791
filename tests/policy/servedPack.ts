import { fileURLToPath } from 'node:url';
import analyzerGrpc from '@pulumi/pulumi/proto/analyzer_grpc_pb.js';
import analyzerPb from '@pulumi/pulumi/proto/analyzer_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import { after, before } from 'mocha';
import { startPolicyPack } from '../../engine/children/policyPack.ts';
import { readProject } from '../../engine/project/index.ts';
import { connect, unary } from '../../engine/provider/channel.ts';
import {
  type Analysis,
  type Given,
  type Level,
  levels,
  readAnalysis,
  readRemedies,
  requestFor,
  stackRequest,
  struct,
} from './wire.ts';

export { type Analysis, type Given, type Level, unknown, urnOf, type Violation } from './wire.ts';

/** The pack in the policy server that Pulumi itself starts, asked as an engine asks it. */
export interface ServedPack {
  analyze(type: string, props: object, name?: string): Promise<Analysis>;
  judge(resource: Given): Promise<Analysis>;
  judgeStack(resources: readonly Given[]): Promise<Analysis>;
  /** The properties after every rule at the level `remediate`; undefined where none changed them. */
  mend(resource: Given): Promise<object | undefined>;
  /** What `--policy-pack-config` does. Replaces what was configured before. */
  configure(config: Configured): Promise<void>;
  info(): Promise<analyzerPb.AnalyzerInfo.AsObject>;
  stop(): Promise<void>;
}

export type Configured = Record<string, { level?: Level; values?: object }>;

/**
 * `config`: the stack's, keys as `redis-ha-policy:preset`, values as text or JSON. `folder`: of a pack, absolute. `onStderr`: the
 * console without it.
 */
export interface PackOptions {
  config?: Record<string, string>;
  folder?: string;
  onStderr?: (text: string) => void;
}

/** Where suites have their packs from: a policy server, or this process. */
export interface Packs {
  open(o?: PackOptions): Promise<ServedPack>;
  /** Hands one to the tests of the suite that this is called in. */
  forSuite(take: (pack: ServedPack) => void, o?: PackOptions): void;
}

/** One server a suite. */
export const servers: Packs = {
  open: servePack,
  forSuite(take, o) {
    let pack: ServedPack | undefined;
    before(async () => {
      pack = await servePack(o);
      take(pack);
    });
    after(() => pack?.stop());
  },
};

export async function servePack(o: PackOptions = {}): Promise<ServedPack> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const server = await startPolicyPack({
    folder: o.folder ?? `${root}policy`,
    // The pack logs nothing, so nobody needs to listen for it.
    engine: '127.0.0.1:1',
    project: await readProject(root),
    stack: 'test',
    config: { values: o.config ?? {}, secretKeys: [] },
    dryRun: true,
    onStderr: o.onStderr ?? console.error,
  });
  const client = connect(server.address);
  const service = analyzerGrpc.AnalyzerService;

  async function judge(resource: Given): Promise<Analysis> {
    return readAnalysis(await unary(client, service.analyze, requestFor(resource)));
  }

  return {
    analyze: (type, props, name) => judge({ type, props, ...(name !== undefined && { name }) }),
    judge,
    async judgeStack(resources) {
      return readAnalysis(await unary(client, service.analyzeStack, stackRequest(resources)));
    },
    async mend(resource) {
      return readRemedies(await unary(client, service.remediate, requestFor(resource)));
    },
    async configure(config) {
      const request = new analyzerPb.ConfigureAnalyzerRequest();
      for (const [rule, { level = 'mandatory', values = {} }] of Object.entries(config)) {
        const one = new analyzerPb.PolicyConfig()
          .setEnforcementlevel(levels.indexOf(level))
          .setProperties(struct(values));
        request.getPolicyconfigMap().set(rule, one);
      }
      await unary(client, service.configure, request);
    },
    async info() {
      return (await unary(client, service.getAnalyzerInfo, new emptyPb.Empty())).toObject();
    },
    async stop() {
      client.close();
      await server.stop();
    },
  };
}
