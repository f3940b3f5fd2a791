import { fileURLToPath } from 'node:url';
import analyzerGrpc from '@pulumi/pulumi/proto/analyzer_grpc_pb.js';
import analyzerPb from '@pulumi/pulumi/proto/analyzer_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import structPb from 'google-protobuf/google/protobuf/struct_pb.js';
import { startPolicyPack } from '../../engine/children/policyPack.ts';
import { readProject } from '../../engine/project/index.ts';
import { connect, unary } from '../../engine/provider/channel.ts';

// The numbers that the wire uses for them, as indexes.
const levels = ['advisory', 'mandatory', 'disabled', 'remediate'] as const;
export type Level = (typeof levels)[number];

export interface Violation {
  rule: string;
  level: Level | undefined;
  message: string;
  /** Where a rule on the stack finds it. */
  urn?: string;
}

/** A resource as an engine tells of it. */
export interface Given {
  type: string;
  props: object;
  /** `main` without it. */
  name?: string;
  protect?: boolean;
  /** URN of what it stands below. */
  parent?: string;
  /** Names of the resources that a property's value comes from. */
  from?: Record<string, Given[]>;
}

export function urnOf({ type, name = 'main' }: Pick<Given, 'type' | 'name'>): string {
  return `urn:pulumi:test::redis-ha::${type}::${name}`;
}

export interface Analysis {
  violations: Violation[];
  /** Rule -> why it did not apply. */
  notApplicable: Record<string, string>;
}

/** How a preview sends a value that it does not know yet. */
export const unknown = {
  boolean: '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7',
  number: '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
  text: '04da6b54-80e4-46f7-96ec-b56ff0331ba9',
  list: '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
  object: 'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
};

/** The pack in the policy server that Pulumi itself starts, asked as an engine asks it. */
export interface ServedPack {
  analyze(type: string, props: object, name?: string): Promise<Analysis>;
  judge(resource: Given): Promise<Analysis>;
  judgeStack(resources: readonly Given[]): Promise<Analysis>;
  /** The properties after every rule at the level `remediate`; undefined where none changed them. */
  mend(resource: Given): Promise<object | undefined>;
  /** What `--policy-pack-config` does. Replaces what was configured before. */
  configure(config: Record<string, { level?: Level; values?: object }>): Promise<void>;
  info(): Promise<analyzerPb.AnalyzerInfo.AsObject>;
  stop(): Promise<void>;
}

/**
 * `config`: the stack's, keys as `redis-ha-policy:preset`, values as text or JSON. `folder`: of a pack, absolute. `onStderr`: the
 * console without it.
 */
export async function servePack(
  o: { config?: Record<string, string>; folder?: string; onStderr?: (text: string) => void } = {},
): Promise<ServedPack> {
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
      const request = new analyzerPb.AnalyzeStackRequest().setResourcesList(resources.map(inStack));
      return readAnalysis(await unary(client, service.analyzeStack, request));
    },
    async mend(resource) {
      const answer = await unary(client, service.remediate, requestFor(resource));
      return answer.getRemediationsList().at(-1)?.getProperties()?.toJavaScript();
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

function requestFor(resource: Given) {
  return new analyzerPb.AnalyzeRequest()
    .setType(resource.type)
    .setName(resource.name ?? 'main')
    .setUrn(urnOf(resource))
    .setProperties(struct(resource.props))
    .setOptions(optionsOf(resource));
}

function optionsOf({ protect = false, parent = '' }: Given) {
  return new analyzerPb.AnalyzerResourceOptions().setProtect(protect).setParent(parent);
}

function inStack(given: Given) {
  const resource = new analyzerPb.AnalyzerResource()
    .setType(given.type)
    .setName(given.name ?? 'main')
    .setUrn(urnOf(given))
    .setProperties(struct(given.props))
    .setOptions(optionsOf(given))
    .setParent(given.parent ?? '');
  for (const [key, from] of Object.entries(given.from ?? {})) {
    const urns = new analyzerPb.AnalyzerPropertyDependencies().setUrnsList(from.map(urnOf));
    resource.getPropertydependenciesMap().set(key, urns);
  }
  return resource;
}

function readAnalysis(response: analyzerPb.AnalyzeResponse): Analysis {
  return {
    violations: response.getDiagnosticsList().map((diagnostic) => ({
      rule: diagnostic.getPolicyname(),
      level: levels[diagnostic.getEnforcementlevel()],
      message: diagnostic.getMessage(),
      ...(diagnostic.getUrn() !== '' && { urn: diagnostic.getUrn() }),
    })),
    notApplicable: Object.fromEntries(
      response.getNotApplicableList().map((entry) => [entry.getPolicyName(), entry.getReason()]),
    ),
  };
}

function struct(values: object): structPb.Struct {
  // Without what is undefined, which has no place on the wire.
  return structPb.Struct.fromJavaScript(JSON.parse(JSON.stringify(values)));
}
