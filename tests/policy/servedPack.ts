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
  /** What `--policy-pack-config` does. Replaces what was configured before. */
  configure(config: Record<string, { level?: Level; values?: object }>): Promise<void>;
  info(): Promise<analyzerPb.AnalyzerInfo.AsObject>;
  stop(): Promise<void>;
}

export async function servePack(): Promise<ServedPack> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const server = await startPolicyPack({
    folder: `${root}policy`,
    // The pack logs nothing, so nobody needs to listen for it.
    engine: '127.0.0.1:1',
    project: await readProject(root),
    stack: 'test',
    config: { values: {}, secretKeys: [] },
    dryRun: true,
    onStderr: console.error,
  });
  const client = connect(server.address);
  const service = analyzerGrpc.AnalyzerService;

  return {
    async analyze(type, props, name = 'main') {
      const request = new analyzerPb.AnalyzeRequest()
        .setType(type)
        .setName(name)
        .setUrn(`urn:pulumi:test::redis-ha::${type}::${name}`)
        .setProperties(struct(props))
        .setOptions(new analyzerPb.AnalyzerResourceOptions());
      return readAnalysis(await unary(client, service.analyze, request));
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

function readAnalysis(response: analyzerPb.AnalyzeResponse): Analysis {
  return {
    violations: response.getDiagnosticsList().map((diagnostic) => ({
      rule: diagnostic.getPolicyname(),
      level: levels[diagnostic.getEnforcementlevel()],
      message: diagnostic.getMessage(),
    })),
    notApplicable: Object.fromEntries(
      response.getNotApplicableList().map((entry) => [entry.getPolicyName(), entry.getReason()]),
    ),
  };
}

function struct(values: object): structPb.Struct {
  return structPb.Struct.fromJavaScript({ ...values });
}
