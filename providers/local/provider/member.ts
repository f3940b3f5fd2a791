import type { Call, Created, DiffResult, ResourceHandler } from '../../protocol.ts';
import type { Group } from '../group/index.ts';
import { loopback } from '../redis/index.ts';
import type { Context } from './context.ts';
import { changedInputs, updateFor } from './differences.ts';
import type { Sight } from './process.ts';
import type { ProcessInputs, Running } from './types.ts';

/** What servers, nodes and Sentinels have in common: a process of a group, held against how it runs. */
export abstract class MemberHandler<Inputs extends ProcessInputs>
  implements ResourceHandler<Inputs, Running<Inputs>>
{
  protected readonly context: Context;

  constructor(context: Context) {
    this.context = context;
  }

  /** How it runs, and what of that is not as wanted. */
  protected abstract sight(group: Group, wanted: Inputs): Promise<Pick<Sight, 'differences'>>;

  /** Makes the process run as wanted, by the least that does it. `authorities`: those that it may have had. */
  protected abstract converge(
    call: Call,
    id: string,
    wanted: Inputs,
    authorities: (string | undefined)[],
  ): Promise<void>;

  abstract delete(call: Call, inputs: Inputs): Promise<void>;

  async diff(olds: Inputs, _outputs: Running<Inputs>, news: Inputs): Promise<DiffResult> {
    const known = [olds.authority, news.authority];
    const group =
      (await this.context.find(news.directory, ...known)) ??
      (await this.context.find(olds.directory, ...known));
    // Without its group nobody can ask it; once that is made again, it may turn out to be as wanted.
    const { differences } = group ? await this.sight(group, news) : { differences: ['group'] };
    return updateFor([...changedInputs(olds, news), ...differences]);
  }

  async create(call: Call, inputs: Inputs): Promise<Created<Running<Inputs>>> {
    const id = `${inputs.group}/${inputs.name}`;
    if (!call.preview) await this.converge(call, id, inputs, [inputs.authority]);
    return { id, outputs: { ...inputs, host: loopback } };
  }

  async update(
    call: Call,
    id: string,
    olds: Inputs,
    _outputs: Running<Inputs>,
    news: Inputs,
  ): Promise<Running<Inputs>> {
    if (!call.preview) await this.converge(call, id, news, [olds.authority, news.authority]);
    return { ...news, host: loopback };
  }
}
