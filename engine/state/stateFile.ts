import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from './atomicFile.ts';
import { coalesced } from './coalesce.ts';
import { asDeployment, type DeploymentFile, manifest, StateError, snapshotFromFile } from './deployment.ts';
import { type Crypter, newCrypter, type Passphrase, unlock } from './passphrase.ts';
import type { Snapshot } from './snapshot.ts';
import { SnapshotWriter } from './snapshotWriter.ts';

export { StateError } from './deployment.ts';

/** A stack's state on disk, in Pulumi's deployment format. One writer at a time: see lock.ts. */
export interface StateFile {
  /** There is a state: the stack was deployed before. */
  readonly exists: boolean;
  /**
   * What the file holds; nothing when there is none. Throws a StateError or PassphraseError in a sentence.
   */
  load(): Promise<Snapshot>;
  /**
   * Resolves when this snapshot, or a later one, is safely on disk. A ResourceState given here must not
   * change afterwards: put a changed copy in its place (what it looks like in the file is remembered by
   * identity).
   */
  save(snapshot: Snapshot): Promise<void>;
  /** What `pulumi stack export` prints: secrets encrypted. */
  export(): Promise<object>;
  /**
   * Takes what `pulumi stack export` printed for the same stack and passphrase in place of the present state.
   */
  import(json: unknown): Promise<void>;
}

export interface StateOptions {
  project: string;
  stack: string;
  passphrase: Passphrase;
}

/** Opens `folder/state.json`; a folder that is not there is made (0700) with the first save. */
export async function openState(folder: string, o: StateOptions): Promise<StateFile> {
  const file = path.join(folder, 'state.json');
  return new DiskState(file, await readIfThere(file), o);
}

class DiskState implements StateFile {
  readonly #file: string;
  readonly #options: StateOptions;
  readonly #save: (snapshot: Snapshot) => Promise<void>;
  #content: Buffer | undefined;
  #parsed: DeploymentFile | undefined;
  #crypter: Promise<Crypter> | undefined;
  #writer: SnapshotWriter | undefined;

  constructor(file: string, content: Buffer | undefined, o: StateOptions) {
    this.#file = file;
    this.#content = content;
    this.#options = o;
    this.#save = coalesced((snapshot) => this.#write(snapshot));
    this.#unlockEarly();
  }

  get exists(): boolean {
    return this.#content !== undefined;
  }

  async load(): Promise<Snapshot> {
    const deployment = this.#present();
    if (!deployment) return { resources: [], pendingOperations: [] };
    return this.#read(deployment, `The state in ${this.#file}`);
  }

  save(snapshot: Snapshot): Promise<void> {
    return this.#save(snapshot);
  }

  async export(): Promise<object> {
    return this.#present() ?? { version: 3, deployment: { manifest: manifest(new Date()), metadata: {} } };
  }

  async import(json: unknown): Promise<void> {
    // A damaged state is for a person to look at, not to be written over.
    this.#present();
    const what = 'The deployment to import';
    const deployment = asDeployment(json, what);
    checkOwner(deployment, this.#options, what);
    const salt = saltOf(deployment);
    if (salt !== undefined) this.#crypter = unlock(salt, this.#options.passphrase, what);
    this.#writer = undefined;
    await this.save(await this.#read(deployment, what));
  }

  /**
   * The key is derived in another thread while the program starts; what goes wrong is told when the key is
   * needed.
   */
  #unlockEarly(): void {
    try {
      const salt = saltOf(this.#present());
      if (salt === undefined) return;
      this.#crypter = unlock(salt, this.#options.passphrase, this.#file);
      this.#crypter.catch(() => undefined);
    } catch {
      // A damaged file is told by load.
    }
  }

  #present(): DeploymentFile | undefined {
    if (this.#content === undefined) return undefined;
    this.#parsed ??= parse(this.#content, this.#file);
    return this.#parsed;
  }

  async #read(deployment: DeploymentFile, where: string): Promise<Snapshot> {
    const provider = deployment.deployment.secrets_providers?.type ?? 'passphrase';
    if (provider !== 'passphrase') {
      throw new StateError(
        `${where} is encrypted by “${provider}”; the embedded engine knows “passphrase” only.`,
      );
    }
    const writer = await this.#openWriter();
    return snapshotFromFile(deployment, writer.secrets);
  }

  async #write(snapshot: Snapshot): Promise<void> {
    // Throws for a damaged file, which must not be written over.
    if (!this.#writer) this.#present();
    await mkdir(path.dirname(this.#file), { recursive: true, mode: 0o700 });
    const content = (await this.#openWriter()).serialize(snapshot);
    await replaceFile(this.#file, content);
    this.#content = content;
    this.#parsed = undefined;
  }

  async #openWriter(): Promise<SnapshotWriter> {
    this.#crypter ??= this.#firstCrypter();
    this.#writer ??= new SnapshotWriter(await this.#crypter);
    return this.#writer;
  }

  async #firstCrypter(): Promise<Crypter> {
    await this.#options.passphrase.keep?.();
    return newCrypter(this.#options.passphrase);
  }
}

function parse(content: Buffer, file: string): DeploymentFile {
  let json: unknown;
  try {
    json = JSON.parse(content.toString('utf8'));
  } catch (error) {
    throw new StateError(
      `The state in ${file} is damaged (${error instanceof Error ? error.message : error}). It is left as it is: restore it from a ` +
        'copy, or move it away to start without a state.',
    );
  }
  return asDeployment(json, `The state in ${file}`);
}

function saltOf(deployment: DeploymentFile | undefined): string | undefined {
  return deployment?.deployment.secrets_providers?.state?.salt;
}

function checkOwner({ deployment }: DeploymentFile, { project, stack }: StateOptions, what: string): void {
  const own = `urn:pulumi:${stack}::${project}::`;
  const foreign = deployment.resources?.find(({ urn }) => !urn.startsWith(own));
  if (foreign)
    throw new StateError(
      `${what} is of another stack: ${foreign.urn} does not belong to ${project}/${stack}.`,
    );
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new StateError(
      `The state in ${file} could not be read: ${error instanceof Error ? error.message : error}.`,
    );
  }
}
