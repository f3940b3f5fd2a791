import { alone } from '../alone.ts';
import { ask, requireConsent } from '../consent.ts';
import { requireDeployed } from '../deployed.ts';
import { refuseProduction } from '../drill/guard.ts';
import { exits, Failure } from '../failure.ts';
import { interruptible } from '../interrupt.ts';
import { findTarget, type Target } from '../look.ts';
import type { CommonOptions } from '../options.ts';
import { printJson } from '../show/index.ts';
import { address } from '../show/servers.ts';

export interface FailoverOptions extends CommonOptions {
  to?: string;
  instance?: string;
  yes: boolean;
  yesReally: boolean;
}

const harm = 'its writes wait while its primary moves';

/** Hands the primary's role to a replica without losing a write. */
export async function failover(options: FailoverOptions): Promise<number> {
  const { stack, json } = options;
  requireConsent('failover', options);
  refuseProduction(options, false, harm);
  const opened = await requireDeployed(options);
  const target = await findTarget(opened, stack, options.instance);
  refuseUnable(target);
  refuseProduction(options, target.inputs.protect === true, harm);
  if (!options.yes && !(await ask(`Move the primary of ${target.name} in stack ${stack}?`))) {
    throw new Failure('failed', 'Nothing was changed.');
  }
  const say = (line: string) => {
    if (!json) process.stderr.write(`${line}\n`);
  };
  const { from, to, pausedAt, promotedAt } = await alone(opened, stack, 'a hand-over', () =>
    interruptible((signal) => handOver(options, target, { progress: say, signal }), say),
  );
  const paused_ms = promotedAt - pausedAt;
  if (json) {
    printJson({ stack, instance: target.name, from, to, paused_ms });
  } else {
    process.stdout.write(
      `${to.name} at ${address(to)} is primary of ${target.name} now, ${from.name} follows it; writes waited ${paused_ms} ms.\n`,
    );
  }
  return exits.done;
}

function refuseUnable({ backend, operations }: Target): void {
  if (operations.failover) return;
  throw new Failure(
    'usage',
    `Backend ${backend} hands over by itself; its console or API can be told to, while redis-ha drill --fault external counts what that costs.`,
  );
}

async function handOver(
  { to }: FailoverOptions,
  { name, operations, deployment }: Target,
  watched: { progress(line: string): void; signal: AbortSignal },
) {
  if (!operations.failover) throw new Error('There is nobody to hand over.');
  try {
    return await operations.failover(deployment, name, { ...watched, to });
  } catch (error) {
    if (!watched.signal.aborted) throw error;
    throw new Failure('interrupted', 'Interrupted; `redis-ha status` shows who is primary.');
  }
}
