import { fingerprint } from '../certificates.ts';
import { readAuthority } from '../group/links.ts';
import { ensureAuthority } from '../group/tls.ts';
import type { Context } from './context.ts';
import { changedInputs, updateFor } from './differences.ts';
import type { Call, Created, DiffResult, ResourceHandler } from './shapes.ts';
import type { AuthorityInputs, AuthorityOutputs } from './types.ts';

/** The instance's own certificate authority. Its key lies in the folder only; the state has the certificate. */
export class AuthorityHandler implements ResourceHandler<AuthorityInputs, AuthorityOutputs> {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  async diff(olds: AuthorityInputs, outputs: AuthorityOutputs, news: AuthorityInputs): Promise<DiffResult> {
    const group = (await this.#context.find(news.directory)) ?? (await this.#context.find(olds.directory));
    const onDisk = group && (await readAuthority(group));
    // Lost or exchanged: a new one has a new id, and each process gets a certificate from it.
    if (onDisk !== outputs.ca) return { changes: 'some', diffs: ['certificate'], replaces: ['certificate'] };
    return { ...updateFor(changedInputs(olds, news)), stables: ['ca'] };
  }

  async create(call: Call, inputs: AuthorityInputs): Promise<Created<AuthorityOutputs>> {
    if (call.preview) return { id: '', outputs: inputs as AuthorityOutputs };
    const { certificate } = await ensureAuthority(await this.#context.open(inputs.directory));
    return { id: fingerprint(certificate), outputs: { ...inputs, ca: certificate } };
  }

  async update(
    _call: Call,
    _id: string,
    _olds: AuthorityInputs,
    outputs: AuthorityOutputs,
    news: AuthorityInputs,
  ): Promise<AuthorityOutputs> {
    return { ...news, ca: outputs.ca };
  }

  /** Its files stay with the instance's folder. */
  async delete(): Promise<void> {}
}
