import type * as pulumi from '@pulumi/pulumi';
import * as log from '@pulumi/pulumi/log/index.js';
import { output, secret } from '@pulumi/pulumi/output.js';
import { ComponentResource, mergeOptions } from '@pulumi/pulumi/resource.js';
import type { RedisSpec } from '../providers/backend.ts';
import { backends, loadResources, missingPackage } from '../providers/index.ts';
import type { RedisHAArgs } from './args/index.ts';
import { emitConnection } from './emit.ts';
import { envOf } from './env.ts';
import { misconfigured } from './misconfigured.ts';
import type { ConnectionOutputs, GuaranteeOutputs } from './outputs.ts';
import { defaultThresholds, findings, type PostureArgs } from './posture/index.ts';
import { judgeArgs } from './validate/index.ts';
import { nameReason } from './validate/name.ts';

/**
 * One highly available Redis on the backend that `args.backend` names, with the same outputs from each. An
 * application that changes its backend changes its stack and nothing else.
 *
 * Throws Pulumi's `InputPropertiesError`, with every problem and its argument, when the arguments ask for what
 * does not exist, does not fit together or is not offered by the backend.
 *
 * @example
 * const redis = new RedisHA('main', { backend: 'local', purpose: 'durable' });
 * export const env = redis.env;
 */
export class RedisHA extends ComponentResource {
  /** Read by `validateResourceOfType`, so that a policy can be written for this class. */
  static readonly __pulumiType = 'redis-ha:index:RedisHA';

  /** How an application reaches this Redis. Secret in it: `username`, the passwords, `url`. */
  readonly connection: ConnectionOutputs;
  /** The same as environment variables, REDIS_MODE and so on; secret as a whole. */
  readonly env: pulumi.Output<Record<string, string>>;
  /** What the backend really does about encryption, zones, failover and snapshots. */
  readonly guarantees: pulumi.Output<GuaranteeOutputs>;

  /**
   * @param name Start of every child's name: at most 24 small letters, digits and single dashes.
   * @param args What is wanted; only `backend` has no default.
   * @param opts Providers given here reach the children.
   */
  constructor(name: string, args: RedisHAArgs, opts?: pulumi.ComponentResourceOptions) {
    const { spec, backend } = understand(name, args);
    const guarantees = backend.guarantees(spec);
    const inputs = { ...withoutOwn(spec), guarantees };
    super(RedisHA.__pulumiType, name, inputs, spec.protect ? mergeOptions(opts, { protect: true }) : opts);
    warn(this, name, inputs);

    const made = loadResources(spec.backend).create(this, name, spec);
    const connection = emitConnection(made);
    this.connection = connection;
    this.env = secret(output(connection).apply(envOf));
    this.guarantees = output(guarantees);
    made.bind?.(this.env);
    this.registerOutputs({ connection: this.connection, env: this.env, guarantees: this.guarantees });
  }
}

function understand(name: string, args: RedisHAArgs) {
  const wrongName = nameReason(name);
  if (wrongName !== undefined) throw misconfigured('A RedisHA', [{ path: 'name', reason: wrongName }]);
  const judged = judgeArgs(args, backends);
  if (judged.problems) throw misconfigured(`RedisHA ${name}`, judged.problems);
  const missing = missingPackage(judged.backend);
  if (missing !== undefined) {
    const reason = `Backend ${judged.backend.name} needs the package ${missing}, which is not installed: npm install ${missing}`;
    throw misconfigured(`RedisHA ${name}`, [{ path: 'backend', reason }]);
  }
  return judged;
}

/** The backend's own object stands under the backend's name, as it does in the arguments. */
function withoutOwn({ own, ...spec }: RedisSpec) {
  return { ...spec, [spec.backend]: own };
}

/**
 * A policy pack judges these inputs where one runs; Pulumi tells a program nothing about that. Our own command
 * line runs one always and says so in the environment, so that nobody reads the same sentence twice.
 */
function warn(resource: RedisHA, name: string, inputs: PostureArgs): void {
  if (process.env.REDIS_HA_POLICY === 'served') return;
  for (const { rule, message } of findings(inputs, defaultThresholds, new Date(), { name }))
    void log.warn(`${rule}: ${message}`, resource);
}
