import type { Call, Created, DiffResult, ResourceHandler } from '../../protocol.ts';
import { decideCluster, lookAtCluster, settleCluster } from '../cluster/index.ts';
import { type Group, Links } from '../group/index.ts';
import type { Context } from './context.ts';
import { changedInputs, updateFor } from './differences.ts';
import { orPartial } from './orPartial.ts';
import type { ClusterInputs } from './types.ts';

const linkDeadlineMs = 1000;

/** The nodes as one cluster: who knows whom, who has which slots, who follows whom. Starts no process. */
export class ClusterHandler implements ResourceHandler<ClusterInputs, ClusterInputs> {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  async diff(olds: ClusterInputs, _outputs: ClusterInputs, news: ClusterInputs): Promise<DiffResult> {
    const known = [olds.authority, news.authority];
    const group =
      (await this.#context.find(news.directory, ...known)) ??
      (await this.#context.find(olds.directory, ...known));
    return updateFor([...changedInputs(olds, news), ...(group ? await unsettled(group) : ['group'])]);
  }

  async create(call: Call, inputs: ClusterInputs): Promise<Created<ClusterInputs>> {
    const id = `${inputs.group}/cluster`;
    if (!call.preview) await this.#settle(call, id, inputs, inputs);
    return { id, outputs: inputs };
  }

  async update(
    call: Call,
    id: string,
    olds: ClusterInputs,
    _outputs: ClusterInputs,
    news: ClusterInputs,
  ): Promise<ClusterInputs> {
    if (!call.preview) await this.#settle(call, id, olds, news);
    return news;
  }

  /** What the nodes know of each other stays in their files. */
  async delete(): Promise<void> {}

  async #settle(call: Call, id: string, olds: ClusterInputs, news: ClusterInputs): Promise<void> {
    const group = await this.#context.open(news.directory, olds.authority, news.authority);
    const settling = this.#context.settling(group, call);
    await orPartial(id, news, () => this.#context.rollout(group).take(() => settleCluster(settling)));
  }
}

/** What is to be done, by its name; nothing where the cluster is whole. */
async function unsettled(group: Group): Promise<string[]> {
  const links = new Links(linkDeadlineMs);
  try {
    const decision = decideCluster(await lookAtCluster(group, links));
    if (decision.kind === 'settled') return [];
    return [decision.kind === 'move' || decision.kind === 'assign' ? 'slots' : 'agreement'];
  } finally {
    links.close();
  }
}
