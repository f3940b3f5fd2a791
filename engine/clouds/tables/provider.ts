import { ProviderError } from '../../provider/failure.ts';
import type {
  Call,
  CheckFailure,
  Created,
  DiffResult,
  ProviderImplementation,
} from '../../provider/implementation.ts';
import type { PropertyMap } from '../../wire/value.ts';
import { plainOf } from '../plain.ts';
import { diff, refusal } from './diff.ts';
import { judge } from './judge.ts';
import { Names } from './names.ts';
import { created, updated } from './outputs.ts';
import type { FunctionTable, Inputs, ResourceTable } from './table.ts';

export interface TableProviderOptions {
  /** The package's name in type tokens. */
  name: string;
  /** Of the SDK that the tables describe. */
  version: string;
  /** By type token. A table is loaded when a resource of its type is first met. */
  resources: Readonly<Record<string, () => Promise<ResourceTable>>>;
  /** By token. */
  functions?: Readonly<Record<string, () => Promise<FunctionTable>>>;
}

/** A cloud that accepts what its tables allow and keeps nothing: what it made is in the state alone. */
export class TableProvider implements ProviderImplementation {
  readonly name: string;
  readonly version: string;
  readonly #o: TableProviderOptions;
  readonly #names = new Names();
  #config: Inputs = {};

  constructor(o: TableProviderOptions) {
    this.name = o.name;
    this.version = o.version;
    this.#o = o;
  }

  async configure(config: PropertyMap): Promise<void> {
    this.#config = plainOf(config).value;
  }

  async check(
    call: Call,
    olds: PropertyMap,
    news: PropertyMap,
  ): Promise<{ inputs: PropertyMap; failures: CheckFailure[] }> {
    const table = await this.#table(call.type);
    const inputs = this.#names.fill(table, call, olds, news);
    return { inputs, failures: judge(table, inputs) };
  }

  async diff(
    { type }: Call,
    _id: string,
    oldInputs: PropertyMap,
    _oldOutputs: PropertyMap,
    news: PropertyMap,
  ): Promise<DiffResult> {
    return diff(await this.#table(type), oldInputs, news);
  }

  async create(call: Call, inputs: PropertyMap): Promise<Created> {
    return created(await this.#table(call.type), { call, inputs, config: this.#config });
  }

  async update(
    call: Call,
    id: string,
    oldInputs: PropertyMap,
    oldOutputs: PropertyMap,
    news: PropertyMap,
  ): Promise<PropertyMap> {
    const table = await this.#table(call.type);
    const refused = refusal(table, oldInputs, news);
    if (refused !== undefined) throw new ProviderError(refused);
    const old = { id, inputs: oldInputs, outputs: oldOutputs };
    return updated(table, { call, inputs: news, config: this.#config }, old);
  }

  async delete(): Promise<void> {}

  async invoke(token: string, args: PropertyMap): Promise<{ result: PropertyMap; failures: CheckFailure[] }> {
    const table = await this.#o.functions?.[token]?.();
    if (!table) throw new ProviderError(this.#stranger('function', token, this.#o.functions ?? {}));
    const failures = judge(table, args);
    if (failures.length > 0) return { result: {}, failures };
    return { result: table.result(plainOf(args).value, this.#config), failures };
  }

  async #table(type: string): Promise<ResourceTable> {
    const load = this.#o.resources[type];
    if (load) return await load();
    throw new ProviderError(this.#stranger('resource type', type, this.#o.resources));
  }

  #stranger(what: string, token: string, known: object): string {
    const list = Object.keys(known).sort().join(', ') || 'none';
    return (
      `The simulated ${this.name} has no ${what} ${token}; it has ${list}. ` +
      'The real provider may: run the stack with the Pulumi CLI (--engine pulumi).'
    );
  }
}
