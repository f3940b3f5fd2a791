import path from 'node:path';
import { type Call, PartialFailure } from '../../protocol.ts';
import {
  agreedPort,
  beliefFor,
  ensureCertificate,
  findProcess,
  type Group,
  Links,
  latestEpoch,
  look,
  memberFolder,
  presentServers,
  readText,
  recordPrimary,
  settle,
  startProcess,
  stopProcess,
  targetOf,
} from '../group/index.ts';
import { quorumOf } from '../layout.ts';
import {
  files,
  loopback,
  parsePairs,
  readSentinelSettings,
  sentinelConfig,
  withLink,
} from '../redis/index.ts';
import { unlike } from './differences.ts';
import { MemberHandler } from './member.ts';
import { programFor, restartReasons, type Sight, sightProcess } from './process.ts';
import type { SentinelInputs } from './types.ts';

const linkDeadlineMs = 1000;
/** A Sentinel has no CONFIG SET for its certificate, and takes a primary's address from its file or from a failover. */
const sentinelRestartReasons = [...restartReasons, 'certificate', 'primary'];
/** Sentinel does not write a setting that is at its default (sentinel.c, rewriteConfigSentinelOption). */
const builtIn: Record<string, string> = {
  'down-after-milliseconds': '30000',
  'failover-timeout': '180000',
  'parallel-syncs': '1',
  'master-reboot-down-after-period': '0',
};

/** One Sentinel: watches the servers of its group and votes for who is primary. */
export class SentinelHandler extends MemberHandler<SentinelInputs> {
  protected override sight(group: Group, wanted: SentinelInputs): Promise<Sight> {
    return sightSentinel(group, wanted);
  }

  /** Notes the primary while there is somebody to ask, then ends the process. What it believed stays in its file. */
  override async delete(_call: Call, inputs: SentinelInputs): Promise<void> {
    const group = await this.context.find(inputs.directory, inputs.authority);
    if (!group) return stopProcess({ folder: this.context.folder(inputs.directory) }, inputs.name);
    await this.context.rollout(group).take(async () => {
      await notePrimary(group);
      await stopProcess(group, inputs.name);
    });
  }

  protected override async converge(
    call: Call,
    id: string,
    wanted: SentinelInputs,
    authorities: (string | undefined)[],
  ): Promise<void> {
    const group = await this.context.open(wanted.directory, ...authorities);
    const rollout = this.context.rollout(group);
    await findProcess(group, wanted.name, wanted.port, wanted.tls);
    const sight = await sightSentinel(group, wanted);
    const restart = sight.differences.some((difference) => sentinelRestartReasons.includes(difference));
    const settleAll = () => this.#settle(call, id, group, wanted);

    if (sight.process && restart) {
      // Settled before the next one's turn: two that restart together could outvote the one that knows better.
      await rollout.take(async () => {
        await this.#start(call, group, wanted);
        await settleAll();
      });
      return;
    }
    if (sight.process) await applyLive(group, wanted, sight);
    else await this.#start(call, group, wanted);
    await rollout.take(settleAll);
  }

  async #settle(call: Call, id: string, group: Group, wanted: SentinelInputs): Promise<void> {
    try {
      await settle(this.context.settling(group, call));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new PartialFailure(message, id, { ...wanted, host: loopback });
    }
  }

  async #start(call: Call, group: Group, wanted: SentinelInputs): Promise<void> {
    await stopProcess(group, wanted.name);
    if (wanted.tls) await ensureCertificate(group, wanted.name);
    const { instance, password, sentinelPassword } = group.record;
    const started = await startProcess(group, {
      name: wanted.name,
      port: wanted.port,
      tls: wanted.tls,
      program: await programFor(this.context, group, wanted),
      args: ['--sentinel'],
      configFile: files.sentinelConfig,
      config: sentinelConfig({
        ...wanted,
        masterName: instance,
        password,
        sentinelPassword,
        belief: await beliefFor(group, wanted.name),
      }),
    });
    await withLink(await targetOf(group, wanted.name, started), linkDeadlineMs, (link) =>
      link.call('SENTINEL', 'DEBUG', ...Object.entries(wanted.periods).flat()),
    );
    call.progress(`${wanted.name} started, pid ${started.identity.pid}, port ${wanted.port}`);
  }
}

async function sightSentinel(group: Group, wanted: SentinelInputs): Promise<Sight> {
  const sight = await sightProcess(group, wanted, files.sentinelConfig);
  if (!sight.process) return sight;
  const target = await targetOf(group, wanted.name, sight.process);
  const { periods, named } = await withLink(target, linkDeadlineMs, async (link) => {
    const address = await link.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', group.record.instance);
    const named = Array.isArray(address) ? Number(address[1]) : undefined;
    return { periods: parsePairs(await link.call('SENTINEL', 'DEBUG')), named };
  });
  const servers = await presentServers(group);
  const file = (await readText(path.join(memberFolder(group, wanted.name), files.sentinelConfig))) ?? '';
  const settings = { ...builtIn, ...readSentinelSettings(file, group.record.instance) };
  const differences = [
    ...sight.differences,
    ...(unlike(wanted.settings, settings).length > 0 ? ['settings'] : []),
    ...(unlike(wanted.periods, periods).length > 0 ? ['periods'] : []),
    ...(servers.some(({ port }) => port === named) ? [] : ['primary']),
  ];
  return { ...sight, differences };
}

/** SENTINEL SET writes its file by itself. */
async function applyLive(group: Group, wanted: SentinelInputs, sight: Sight): Promise<void> {
  if (!sight.process) return;
  const { differences } = sight;
  await withLink(await targetOf(group, wanted.name, sight.process), linkDeadlineMs, async (link) => {
    if (differences.includes('settings')) {
      await link.call('SENTINEL', 'SET', group.record.instance, ...Object.entries(wanted.settings).flat());
    }
    if (differences.includes('periods')) {
      await link.call('SENTINEL', 'DEBUG', ...Object.entries(wanted.periods).flat());
    }
    if (differences.includes('config')) await link.call('SENTINEL', 'FLUSHCONFIG');
  });
}

async function notePrimary(group: Group): Promise<void> {
  const links = new Links(linkDeadlineMs);
  try {
    const view = await look(group, links);
    const reports = view.sentinels.flatMap((sentinel) => sentinel.report ?? []);
    const port = agreedPort(reports, quorumOf(view.sentinels.length));
    const primary = view.servers.find((server) => server.port === port);
    if (primary) await recordPrimary(group, primary.name, latestEpoch(view));
  } finally {
    links.close();
  }
}
