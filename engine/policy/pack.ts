// One policy pack: its server process, its configuration and its verdicts.

import grpc, { type Client } from '@grpc/grpc-js';
import analyzerGrpc from '@pulumi/pulumi/proto/analyzer_grpc_pb.js';
import analyzerPb from '@pulumi/pulumi/proto/analyzer_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import structPb, { type JavaScriptValue } from 'google-protobuf/google/protobuf/struct_pb.js';
import { type PolicyPackOptions, type Server, startPolicyPack } from '../children/index.ts';
import { type ClientMethod, connect, unary } from '../provider/index.ts';
import type { PropertyMap } from '../wire/index.ts';
import { fromStruct } from '../wire/struct.ts';
import { levelOf, readingAnswers } from './answers.ts';
import { configureRules, type GivenConfig, type RuleConfig, type RuleInfo } from './config.ts';
import { readConfigFile } from './configFile.ts';
import { helpOf } from './help.ts';
import { type AnalyzeRequest, analyzeStackRequest, type Judged } from './requests.ts';
import type { Answer, Level, Rule } from './results.ts';

const service = analyzerGrpc.AnalyzerService;
const subjects = ['either', 'resource', 'stack'] as const;

export interface Remediation {
  rule: string;
  /** What the inputs are to be instead. */
  inputs?: PropertyMap;
  /** Why it could not be done. */
  problem?: string;
}

export type PackOptions = PolicyPackOptions & {
  /** JSON, as --policy-pack-config of the Pulumi CLI takes it. */
  configFile?: string | undefined;
};

export class Pack {
  readonly name: string;
  /** By their names. */
  readonly rules: ReadonlyMap<string, Rule>;
  private readonly server: Server;
  private readonly channel: Client;
  private readonly aboutResource = readingAnswers(service.analyze);
  private readonly aboutStack = readingAnswers(service.analyzeStack);

  private constructor(name: string, rules: ReadonlyMap<string, Rule>, server: Server, channel: Client) {
    this.name = name;
    this.rules = rules;
    this.server = server;
    this.channel = channel;
  }

  /**
   * Starts the pack in a folder. Rejects in the pack's own words when it does not start, with a PolicyConfigError when
   * `configFile` does not fit it.
   */
  static async start({ configFile, ...o }: PackOptions): Promise<Pack> {
    const given = configFile === undefined ? [] : [await readConfigFile(configFile)];
    const server = await startPolicyPack(o);
    const channel = connect(server.address);
    try {
      const info = await ask(channel, server, service.getAnalyzerInfo, new emptyPb.Empty());
      const rules = info.getPoliciesList().map(ruleInfo);
      const configs = await configureRules(info.getName(), rules, [initialConfig(info), ...given]);
      await ask(channel, server, service.configureStack, stackRequest(o));
      await ask(channel, server, service.configure, configureRequest(configs));
      const configured = info.getPoliciesList().map(
        (policy): Rule => ({
          name: policy.getName(),
          about: subjects[policy.getPolicyType()] ?? 'either',
          level: configs.get(policy.getName())?.level ?? 'advisory',
          help: helpOf(policy),
        }),
      );
      const byName = new Map(configured.map((rule) => [rule.name, rule]));
      return new Pack(info.getName(), byName, server, channel);
    } catch (error) {
      channel.close();
      await server.stop();
      throw error;
    }
  }

  get remediates(): boolean {
    return [...this.rules.values()].some((rule) => rule.level === 'remediate');
  }

  async remediate(request: AnalyzeRequest): Promise<Remediation[]> {
    const answer = await ask(this.channel, this.server, service.remediate, request);
    return answer.getRemediationsList().map((remediation) => {
      const rule = remediation.getPolicyname();
      const problem = remediation.getDiagnostic();
      return problem === '' ? { rule, inputs: fromStruct(remediation.getProperties()) } : { rule, problem };
    });
  }

  async analyze(request: AnalyzeRequest): Promise<Answer> {
    return ask(this.channel, this.server, this.aboutResource, request);
  }

  async analyzeStack(resources: readonly Judged[]): Promise<Answer> {
    return ask(this.channel, this.server, this.aboutStack, analyzeStackRequest(resources));
  }

  async stop(): Promise<void> {
    this.channel.close();
    await this.server.stop();
  }
}

/** An error of a pack keeps its own text and stack, which its SDK sends as the error's details. */
async function ask<Q, A>(
  channel: Client,
  server: Server,
  method: ClientMethod<Q, A>,
  request: Q,
): Promise<A> {
  try {
    return await unary(channel, method, request);
  } catch (error) {
    if (!isServiceError(error)) throw error;
    if (error.code !== grpc.status.UNAVAILABLE) throw new Error(error.details, { cause: error });
    const end = await Promise.race([
      server.ended,
      new Promise<string>((resolve) => setTimeout(resolve, 500, '')),
    ]);
    throw new Error(end === '' ? error.details : end, { cause: error });
  }
}

function isServiceError(error: unknown): error is Error & { code: number; details: string } {
  return error instanceof Error && 'code' in error && 'details' in error;
}

type AnalyzerInfo = InstanceType<typeof analyzerPb.AnalyzerInfo>;
type PolicyInfo = InstanceType<typeof analyzerPb.PolicyInfo>;

function ruleInfo(policy: PolicyInfo): RuleInfo {
  const schema = policy.getConfigschema();
  const info: RuleInfo = { name: policy.getName(), level: levelOf(policy.getEnforcementlevel()) };
  if (schema === undefined) return info;
  const properties = schema.getProperties()?.toJavaScript() ?? {};
  return { ...info, schema: { properties, required: schema.getRequiredList() } };
}

/** A level that is not given arrives as the first one, advisory, and counts: so it does in Pulumi. */
function initialConfig(info: AnalyzerInfo): GivenConfig {
  const configs = new Map<string, RuleConfig>();
  info.getInitialconfigMap().forEach((config, name) => {
    const properties = config.getProperties()?.toJavaScript() ?? {};
    configs.set(name, { level: levelOf(config.getEnforcementlevel()), properties });
  });
  return configs;
}

function stackRequest(o: PolicyPackOptions) {
  const request = new analyzerPb.AnalyzerStackConfigureRequest()
    .setStack(o.stack)
    .setProject(o.project.name)
    .setOrganization(o.organization ?? 'organization')
    .setDryRun(o.dryRun)
    .setConfigSecretKeysList(o.config.secretKeys);
  for (const [key, value] of Object.entries(o.config.values)) request.getConfigMap().set(key, value);
  return request;
}

function configureRequest(configs: ReadonlyMap<string, RuleConfig>) {
  const request = new analyzerPb.ConfigureAnalyzerRequest();
  for (const [name, { level, properties }] of configs) {
    const config = new analyzerPb.PolicyConfig()
      .setEnforcementlevel(wireLevel(level))
      .setProperties(structPb.Struct.fromJavaScript(properties as Record<string, JavaScriptValue>));
    request.getPolicyconfigMap().set(name, config);
  }
  return request;
}

function wireLevel(level: Level) {
  const { ADVISORY, MANDATORY, DISABLED, REMEDIATE } = analyzerPb.EnforcementLevel;
  return { advisory: ADVISORY, mandatory: MANDATORY, disabled: DISABLED, remediate: REMEDIATE }[level];
}
