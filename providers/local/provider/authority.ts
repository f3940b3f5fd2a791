import type { Call, Created, DiffResult, ResourceHandler } from '../../protocol.ts';
import { ensureAuthority, type Group, hasAuthority, holdsKeyOf } from '../group/index.ts';
import type { Context } from './context.ts';
import { changedInputs, updateFor } from './differences.ts';
import type { AuthorityInputs, AuthorityOutputs } from './types.ts';

/** The instance's own certificate authority. Its key lies in the folder only; the state has the certificate. */
export class AuthorityHandler implements ResourceHandler<AuthorityInputs, AuthorityOutputs> {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  async diff(olds: AuthorityInputs, outputs: AuthorityOutputs, news: AuthorityInputs): Promise<DiffResult> {
    const place = await this.#context.place(news.directory, olds.directory);
    const whole = await hasAuthority(place, outputs.ca);
    const changed = updateFor([...changedInputs(olds, news), ...(whole ? [] : ['certificate'])]);
    return (await holdsKeyOf(place, outputs.ca)) ? { ...changed, stables: ['ca'] } : changed;
  }

  async create(call: Call, inputs: AuthorityInputs): Promise<Created<AuthorityOutputs>> {
    const id = `${inputs.group}/authority`;
    if (call.preview) return { id, outputs: inputs as AuthorityOutputs };
    return { id, outputs: await this.#ensure(await this.#context.open(inputs.directory), inputs) };
  }

  /** A lost certificate is put back; with a lost key there is a new authority, and everybody gets a certificate from it. */
  async update(
    call: Call,
    _id: string,
    olds: AuthorityInputs,
    outputs: AuthorityOutputs,
    news: AuthorityInputs,
  ): Promise<AuthorityOutputs> {
    if (!call.preview) return this.#ensure(await this.#context.open(news.directory, outputs.ca), news);
    const stays = await holdsKeyOf(await this.#context.place(news.directory, olds.directory), outputs.ca);
    return stays ? { ...news, ca: outputs.ca } : (news as AuthorityOutputs);
  }

  /** Its files stay with the instance's folder. */
  async delete(): Promise<void> {}

  async #ensure(group: Group, inputs: AuthorityInputs): Promise<AuthorityOutputs> {
    return { ...inputs, ca: (await ensureAuthority(group)).certificate };
  }
}
