import type {
  Call,
  CheckFailure,
  Created,
  DiffResult,
  ProviderImplementation,
} from '../../provider/implementation.ts';
import { equal, isMap } from '../../wire/inspect.ts';
import { type PropertyMap, type PropertyValue, Secret, unknown } from '../../wire/value.ts';
import { kindOf } from './kind.ts';
import { replacingChanges } from './replaces.ts';

/** A Kubernetes API that accepts what it can judge and keeps nothing: the objects live in the state alone. */
export class SimulatedKubernetes implements ProviderImplementation {
  readonly name = 'kubernetes';
  readonly version = '4.34.2';

  /** Whether content of what is not immutable changes in place; Pulumi's provider replaces the object otherwise. */
  #mutable = { ConfigMap: false, Secret: false };

  async configure(config: PropertyMap): Promise<void> {
    this.#mutable = {
      ConfigMap: isTrue(config.enableConfigMapMutable),
      Secret: isTrue(config.enableSecretMutable),
    };
  }

  async check(
    { type }: Call,
    _olds: PropertyMap,
    news: PropertyMap,
  ): Promise<{ inputs: PropertyMap; failures: CheckFailure[] }> {
    // The schema takes some milliseconds to load, which a stack without Kubernetes does not spend.
    const { judge } = await import('./judge.ts');
    return { inputs: news, failures: judge(kindOf(type), news) };
  }

  async diff(
    { type }: Call,
    _id: string,
    oldInputs: PropertyMap,
    _oldOutputs: PropertyMap,
    news: PropertyMap,
  ): Promise<DiffResult> {
    const keys = new Set([...Object.keys(oldInputs), ...Object.keys(news)]);
    const diffs = [...keys].filter((key) => !equal(oldInputs[key], news[key]));
    if (diffs.length === 0) return { changes: 'none' };
    const { kind } = kindOf(type);
    const inPlace =
      (kind === 'ConfigMap' || kind === 'Secret') && this.#mutable[kind] && !oldInputs.immutable;
    const replaces = replacingChanges(inPlace ? 'mutable' : kind, oldInputs, news);
    // The server knows an object by its name: with the same name the old one must go first.
    const sameName =
      equal(nameOf(oldInputs), nameOf(news)) && equal(namespaceOf(oldInputs), namespaceOf(news));
    return {
      changes: 'some',
      diffs,
      replaces,
      ...(replaces.length > 0 && { deleteBeforeReplace: sameName }),
    };
  }

  async create(call: Call, inputs: PropertyMap): Promise<Created> {
    return { id: idOf(inputs), outputs: call.preview ? announced(inputs) : inputs };
  }

  async update(
    call: Call,
    _id: string,
    _oldInputs: PropertyMap,
    _oldOutputs: PropertyMap,
    news: PropertyMap,
  ): Promise<PropertyMap> {
    return call.preview ? announced(news) : news;
  }

  async delete(): Promise<void> {}
}

function isTrue(value: PropertyValue | undefined): boolean {
  return value === true || value === 'true';
}

/** What the server alone can say is not known before it was asked. */
function announced(inputs: PropertyMap): PropertyMap {
  return { ...inputs, status: unknown };
}

/** As Pulumi's provider names what it made: NAMESPACE/NAME. */
function idOf(inputs: PropertyMap): string {
  return [namespaceOf(inputs), nameOf(inputs)].filter((part) => typeof part === 'string').join('/');
}

function nameOf(inputs: PropertyMap): PropertyValue | undefined {
  return metadata(inputs).name;
}

function namespaceOf(inputs: PropertyMap): PropertyValue | undefined {
  return metadata(inputs).namespace;
}

function metadata(inputs: PropertyMap): PropertyMap {
  const value = inputs.metadata instanceof Secret ? inputs.metadata.value : inputs.metadata;
  return isMap(value) ? value : {};
}
