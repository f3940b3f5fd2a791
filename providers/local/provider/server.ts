import type { Call } from '../../protocol.ts';
import {
  agreedPort,
  ensureCertificate,
  everything,
  findProcess,
  type Group,
  handOver,
  heirFor,
  Links,
  look,
  quicken,
  settle,
  startProcess,
  stopProcess,
  targetOf,
} from '../group/index.ts';
import { quorumOf } from '../layout.ts';
import {
  fencePort,
  files,
  type Link,
  loopback,
  parseInfo,
  parsePairs,
  serverConfig,
  withLink,
} from '../redis/index.ts';
import { unlike } from './differences.ts';
import { applyLive } from './live.ts';
import { MemberHandler } from './member.ts';
import { orPartial } from './orPartial.ts';
import { programFor, restartReasons, type Sight, sightProcess } from './process.ts';
import type { ServerInputs } from './types.ts';

const linkDeadlineMs = 1000;

/** One data server: a process that takes writes only when the Sentinels have named it. */
export class ServerHandler extends MemberHandler<ServerInputs> {
  protected override sight(group: Group, wanted: ServerInputs): Promise<Sight> {
    return sightServer(group, wanted);
  }

  /** Ends the process and keeps its data. A primary that others outlive hands over first. */
  override async delete(call: Call, inputs: ServerInputs): Promise<void> {
    const group = await this.context.find(inputs.directory, inputs.authority);
    if (!group) return stopProcess({ folder: this.context.folder(inputs.directory) }, inputs.name);
    const outlived = !group.record.servers.some((server) => server.name === inputs.name);
    await this.context.rollout(group).take(async () => {
      if (outlived) await this.#stepDown(call, group, inputs.name);
      await stopProcess(group, inputs.name);
      if (outlived) await settle(this.context.settling(group, call));
    });
  }

  /** Nothing, a live change, a start, or a restart in turn. */
  protected override async converge(
    call: Call,
    id: string,
    wanted: ServerInputs,
    authorities: (string | undefined)[],
  ): Promise<void> {
    const group = await this.context.open(wanted.directory, ...authorities);
    await findProcess(group, wanted.name, wanted.port, wanted.tls);
    const sight = await sightServer(group, wanted);
    const rollout = this.context.rollout(group);
    const outputs = { ...wanted, host: loopback };

    if (!sight.process) {
      await this.#start(call, group, wanted);
      await orPartial(id, outputs, () => rollout.take(() => settle(this.context.settling(group, call))));
    } else if (sight.differences.some((difference) => restartReasons.includes(difference))) {
      const isPrimary = () => isNamedPrimary(group, wanted.name);
      await orPartial(id, outputs, () =>
        rollout.takeAfterReplicas(isPrimary, () => this.#restart(call, group, wanted, sight)),
      );
    } else {
      const allow = (link: Link) => link.call('ACL', 'SETUSER', 'default', everything);
      await applyLive(group, wanted, sight, files.serverConfig, configOf(group, wanted), allow);
      await orPartial(id, outputs, () => rollout.take(() => settle(this.context.settling(group, call))));
    }
  }

  async #start(call: Call, group: Group, wanted: ServerInputs): Promise<void> {
    // What is left of it: frozen, or deaf.
    await stopProcess(group, wanted.name);
    if (wanted.tls) await ensureCertificate(group, wanted.name);
    const { identity } = await startProcess(group, {
      name: wanted.name,
      port: wanted.port,
      tls: wanted.tls,
      program: await programFor(this.context, group, wanted),
      args: [],
      configFile: files.serverConfig,
      config: configOf(group, wanted),
    });
    call.progress(`${wanted.name} started, pid ${identity.pid}, port ${wanted.port}`);
  }

  async #restart(call: Call, group: Group, wanted: ServerInputs, sight: Sight): Promise<void> {
    const settling = this.context.settling(group, call);
    // With TLS switched on or off nobody can follow anybody until all have restarted.
    const switchesTls = sight.differences.includes('tls');
    if (!switchesTls) {
      await settle(settling);
      await this.#stepDown(call, group, wanted.name);
    }
    await this.#start(call, group, wanted);
    await settle(settling);
    this.context.rollout(group).restarted.add(wanted.name);
  }

  /** Hands over when this server is primary and somebody can take over. */
  async #stepDown(call: Call, group: Group, name: string): Promise<void> {
    const links = new Links(linkDeadlineMs);
    try {
      const view = await look(group, links);
      const from = view.servers.find((server) => server.name === name);
      if (from?.report?.role !== 'primary') return;
      if (view.sentinels.filter((sentinel) => sentinel.report).length < quorumOf(view.sentinels.length))
        return;
      const planned = group.record.servers.map((server) => server.name);
      const restarted = [...this.context.rollout(group).restarted].filter((other) => planned.includes(other));
      const to = heirFor(view, from, restarted.length > 0 ? restarted : planned);
      if (!to) return;
      call.progress(`${name} hands over to ${to.name}`);
      const slow = await quicken(view.sentinels, links);
      await handOver(this.context.settling(group, call), view, from, to, links).finally(slow);
      await settle(this.context.settling(group, call));
    } finally {
      links.close();
    }
  }
}

async function sightServer(group: Group, wanted: ServerInputs): Promise<Sight> {
  const sight = await sightProcess(group, wanted, files.serverConfig);
  if (!sight.process) return sight;
  const target = await targetOf(group, wanted.name, sight.process);
  const [settings, replication, access] = await withLink(target, linkDeadlineMs, async (link) => [
    parsePairs(await link.call('CONFIG', 'GET', ...Object.keys(wanted.settings))),
    parseInfo(await link.call('INFO', 'replication')),
    parsePairs(await link.call('ACL', 'GETUSER', 'default')),
  ]);
  const differences = [
    ...sight.differences,
    ...(unlike(wanted.settings, settings ?? {}).length > 0 ? ['settings'] : []),
    // A hand-over that was killed in the middle: it refuses to follow or to lead (group/handover.ts).
    ...(access?.commands === everything ? [] : ['access']),
    // Started, and then nobody was left to release it.
    ...(replication?.master_port === String(fencePort) ? ['role'] : []),
  ];
  return { ...sight, differences };
}

function configOf(group: Group, wanted: ServerInputs): string {
  return serverConfig({ ...wanted, password: group.record.password });
}

async function isNamedPrimary(group: Group, name: string): Promise<boolean> {
  const links = new Links(linkDeadlineMs);
  try {
    const view = await look(group, links);
    const reports = view.sentinels.flatMap((sentinel) => sentinel.report ?? []);
    const port = agreedPort(reports, quorumOf(view.sentinels.length));
    return view.servers.some((server) => server.name === name && server.port === port);
  } finally {
    links.close();
  }
}
