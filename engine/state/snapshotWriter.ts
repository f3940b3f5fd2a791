import { manifest, resourceToJson } from './deployment.ts';
import type { Crypter } from './passphrase.ts';
import type { SecretText } from './properties.ts';
import type { ResourceState, Snapshot } from './snapshot.ts';

/**
 * Writes snapshots as text. What did not change is not serialised again (a resource is known by identity) nor
 * encrypted again (a secret is known by its place and value), so a step costs what it changes, and the file
 * of an unchanged stack stays the same.
 */
export class SnapshotWriter {
  readonly #crypter: Crypter;
  readonly #texts = new WeakMap<ResourceState, Buffer>();
  readonly #ciphertexts = new Map<string, string>();
  /** For reading too: ciphertexts that were read are kept. */
  readonly secrets: SecretText = {
    hide: (text, place) => this.#hide(text, place),
    show: (hidden, place) => this.#show(hidden, place),
  };

  constructor(crypter: Crypter) {
    this.#crypter = crypter;
  }

  serialize({ resources, pendingOperations }: Snapshot): Buffer {
    const provider = { type: 'passphrase', state: { salt: this.#crypter.salt } };
    const pieces = [
      text('{\n"version": 3,\n"deployment": {\n"manifest": '),
      text(JSON.stringify(manifest(new Date()))),
      text(',\n"secrets_providers": '),
      text(JSON.stringify(provider)),
      ...list('resources', resources, (resource) => [this.#resource(resource)]),
      ...list('pending_operations', pendingOperations, ({ type, resource }) => [
        text(`{"type": ${JSON.stringify(type)}, "resource": `),
        this.#resource(resource),
        text('}'),
      ]),
      text(',\n"metadata": {}\n}\n}\n'),
    ];
    return Buffer.concat(pieces);
  }

  #resource(resource: ResourceState): Buffer {
    const known = this.#texts.get(resource);
    if (known) return known;
    const fresh = text(JSON.stringify(resourceToJson(resource, this.secrets)));
    this.#texts.set(resource, fresh);
    return fresh;
  }

  #hide(plain: string, place: string): string {
    const key = `${place}\n${plain}`;
    const known = this.#ciphertexts.get(key);
    if (known !== undefined) return known;
    const fresh = this.#crypter.encrypt(plain);
    this.#ciphertexts.set(key, fresh);
    return fresh;
  }

  #show(hidden: string, place: string): string {
    const plain = this.#crypter.decrypt(hidden, place);
    this.#ciphertexts.set(`${place}\n${plain}`, hidden);
    return plain;
  }
}

function list<T>(name: string, items: T[], pieces: (item: T) => Buffer[]): Buffer[] {
  if (items.length === 0) return [];
  const joined = items.flatMap((item, i) => [text(i === 0 ? '\n' : ',\n'), ...pieces(item)]);
  return [text(`,\n"${name}": [`), ...joined, text('\n]')];
}

function text(content: string): Buffer {
  return Buffer.from(content, 'utf8');
}
