import type { Call } from '../../protocol.ts';
import {
  countSlots,
  lookAtCluster,
  prepareNode,
  primaryOf,
  type Reporting,
  removeNode,
  reporting,
  settleCluster,
  stepAside,
} from '../cluster/index.ts';
import {
  ensureCertificate,
  findProcess,
  type Group,
  Links,
  startProcess,
  stopProcess,
  targetOf,
} from '../group/index.ts';
import { shardOf } from '../layout.ts';
import { files, loopback, nodeConfig, parsePairs, withLink } from '../redis/index.ts';
import { unlike } from './differences.ts';
import { applyLive } from './live.ts';
import { MemberHandler } from './member.ts';
import { orPartial } from './orPartial.ts';
import { programFor, restartReasons, type Sight, sightProcess } from './process.ts';
import type { NodeInputs } from './types.ts';

const linkDeadlineMs = 1000;
const nodeRestartReasons = [...restartReasons, 'busPort'];

/** One server of a cluster. It is taken in, told whom to follow and given slots by the cluster's own resource. */
export class NodeHandler extends MemberHandler<NodeInputs> {
  protected override sight(group: Group, wanted: NodeInputs): Promise<Sight> {
    return sightNode(group, wanted);
  }

  /** Ends the process and keeps its data; of one that others outlive nothing is left, for they have its data. */
  override async delete(call: Call, inputs: NodeInputs): Promise<void> {
    const group = await this.context.find(inputs.directory, inputs.authority);
    if (!group) return stopProcess({ folder: this.context.folder(inputs.directory) }, inputs.name);
    const outlived = !group.record.servers.some((server) => server.name === inputs.name);
    const settling = this.context.settling(group, call);
    await this.context
      .rollout(group)
      .take(() => (outlived ? removeNode(settling, inputs.name) : stopProcess(group, inputs.name)));
  }

  /** Nothing, a live change, a start, or a restart in turn. */
  protected override async converge(
    call: Call,
    id: string,
    wanted: NodeInputs,
    authorities: (string | undefined)[],
  ): Promise<void> {
    const group = await this.context.open(wanted.directory, ...authorities);
    await findProcess(group, wanted.name, wanted.port, wanted.tls);
    const sight = await sightNode(group, wanted);
    const outputs = { ...wanted, host: loopback };

    if (!sight.process) await this.#start(call, group, wanted);
    else if (sight.differences.some((difference) => nodeRestartReasons.includes(difference))) {
      const isPrimary = () => isShardPrimary(group, wanted.name);
      const restart = () => this.#restart(call, group, wanted, sight);
      await orPartial(id, outputs, () => this.context.rollout(group).takeAfterReplicas(isPrimary, restart));
    } else await applyLive(group, wanted, sight, files.serverConfig, configOf(group, wanted));
  }

  async #start(call: Call, group: Group, wanted: NodeInputs): Promise<void> {
    // What is left of it: frozen, or deaf.
    await stopProcess(group, wanted.name);
    if (wanted.tls) await ensureCertificate(group, wanted.name);
    const isNew = await prepareNode(this.context.settling(group, call), wanted.name, wanted.settings);
    const { identity, ...started } = await startProcess(group, {
      name: wanted.name,
      port: wanted.port,
      busPort: wanted.busPort,
      tls: wanted.tls,
      program: await programFor(this.context, group, wanted),
      args: [],
      configFile: files.serverConfig,
      config: configOf(group, wanted),
    });
    if (isNew) await number(group, wanted.name, started);
    call.progress(`${wanted.name} started, pid ${identity.pid}, port ${wanted.port}`);
  }

  async #restart(call: Call, group: Group, wanted: NodeInputs, sight: Sight): Promise<void> {
    const settling = this.context.settling(group, call);
    const { restarted } = this.context.rollout(group);
    // With TLS switched on or off nobody can follow anybody until all have restarted.
    if (!sight.differences.includes('tls')) {
      await settleCluster(settling);
      await stepAside(settling, wanted.name, [...restarted]);
    }
    await this.#start(call, group, wanted);
    await settleCluster(settling);
    restarted.add(wanted.name);
  }
}

function configOf(group: Group, wanted: NodeInputs): string {
  return nodeConfig({ ...wanted, password: group.record.password });
}

async function sightNode(group: Group, wanted: NodeInputs): Promise<Sight> {
  const sight = await sightProcess(group, wanted, files.serverConfig);
  if (!sight.process) return sight;
  const target = await targetOf(group, wanted.name, sight.process);
  const names = [...Object.keys(wanted.settings), 'cluster-port'];
  const settings = await withLink(target, linkDeadlineMs, async (link) =>
    parsePairs(await link.call('CONFIG', 'GET', ...names)),
  );
  const differences = [
    ...sight.differences,
    ...(settings['cluster-port'] === String(wanted.busPort) ? [] : ['busPort']),
    ...(unlike(wanted.settings, settings).length > 0 ? ['settings'] : []),
  ];
  return { ...sight, differences };
}

/**
 * Gives a new node an epoch of its own, as redis-cli does: primaries with the same one would first have to settle whose word
 * counts. In vain where it has met others already.
 */
async function number(group: Group, name: string, started: { port: number; tls: boolean }): Promise<void> {
  const epoch = group.record.servers.findIndex((server) => server.name === name) + 1;
  const target = await targetOf(group, name, started);
  await withLink(target, linkDeadlineMs, (link) => link.call('CLUSTER', 'SET-CONFIG-EPOCH', epoch)).catch(
    () => undefined,
  );
}

async function isShardPrimary(group: Group, name: string): Promise<boolean> {
  const links = new Links(linkDeadlineMs);
  try {
    const nodes: Reporting[] = reporting(await lookAtCluster(group, links));
    const primary = primaryOf(shardOf(name) ?? 0, nodes);
    return primary?.name === name && countSlots(primary.report.slots) > 0;
  } finally {
    links.close();
  }
}
