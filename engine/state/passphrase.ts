import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** The passphrase of a stack. */
export interface Passphrase {
  value: string;
  /** Where it comes from, for messages: a variable or a file. */
  from: string;
  /** Writes a newly made one down; called before the first thing is encrypted with it. */
  keep?(): Promise<void>;
}

/** Encrypts under one key. `where` says, in an error, what could not be decrypted. */
export interface Crypter {
  /** Names the key derivation in the file: what `unlock` takes. */
  readonly salt: string;
  encrypt(plain: string): string;
  decrypt(ciphertext: string, where: string): string;
}

/** A passphrase does not fit, or a ciphertext is damaged. */
export class PassphraseError extends Error {
  override readonly name = 'PassphraseError';
}

const fileName = 'passphrase';

/**
 * PULUMI_CONFIG_PASSPHRASE (may be empty), else the content of PULUMI_CONFIG_PASSPHRASE_FILE, else of
 * `folder/passphrase`; where there is no state yet, a new random one that is kept there (0600) with the first
 * state.
 */
export async function findPassphrase(
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Passphrase> {
  const given = env.PULUMI_CONFIG_PASSPHRASE;
  if (given !== undefined) return { value: given, from: 'PULUMI_CONFIG_PASSPHRASE' };
  const named = env.PULUMI_CONFIG_PASSPHRASE_FILE;
  if (named) return { value: await readPassphrase(named), from: `${named} (PULUMI_CONFIG_PASSPHRASE_FILE)` };
  const own = path.join(folder, fileName);
  if (existsSync(own)) return { value: await readPassphrase(own), from: own };
  if (existsSync(path.join(folder, 'state.json'))) {
    throw new PassphraseError(
      `The passphrase of the state in ${folder} is not there: put its file back (${own}) or set PULUMI_CONFIG_PASSPHRASE.`,
    );
  }
  return newPassphrase(own);
}

async function readPassphrase(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new PassphraseError(`The passphrase file ${file} could not be read: ${reason(error)}.`);
  }
}

function newPassphrase(file: string): Passphrase {
  const value = randomBytes(32).toString('base64url');
  return {
    value,
    from: file,
    async keep() {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      // Never over one that is there: it may be all that opens a state.
      await writeFile(file, `${value}\n`, { mode: 0o600, flag: 'wx' });
    },
  };
}

// Pulumi's passphrase provider: the text of state and stack files is `v1:SALT:v1:NONCE:CIPHERTEXT`, where the
// ciphertext is “pulumi”, to know a wrong passphrase by (pkg/secrets/passphrase/manager.go,
// sdk/go/common/resource/config/crypt.go).
const rounds = 1_000_000;
const keyBytes = 32;
const tagBytes = 16;
const proof = 'pulumi';

/** A crypter with a salt of its own. Takes about 0.2 s, in another thread. */
export async function newCrypter({ value }: Passphrase): Promise<Crypter> {
  const salt = randomBytes(8);
  const key = await deriveKey(value, salt);
  return crypterWith(key, `v1:${salt.toString('base64')}:${encrypt(key, proof)}`);
}

/**
 * The crypter for a salt that a file names. Takes about 0.2 s, in another thread. `file` names the file in
 * the error.
 */
export async function unlock(salt: string, passphrase: Passphrase, file: string): Promise<Crypter> {
  const match = /^v1:([^:]+):(.+)$/.exec(salt);
  if (!match?.[1] || !match[2]) throw new PassphraseError(`The encryption salt in ${file} is damaged.`);
  const key = await deriveKey(passphrase.value, Buffer.from(match[1], 'base64'));
  if (tryDecrypt(key, match[2]) !== proof) {
    throw new PassphraseError(
      `The passphrase from ${passphrase.from} does not open ${file}: it was encrypted with another one.`,
    );
  }
  return crypterWith(key, salt);
}

function deriveKey(passphrase: string, salt: Buffer): Promise<Buffer> {
  return promisify(pbkdf2)(passphrase, salt, rounds, keyBytes, 'sha256');
}

function crypterWith(key: Buffer, salt: string): Crypter {
  return {
    salt,
    encrypt: (plain) => encrypt(key, plain),
    decrypt(ciphertext, where) {
      const plain = tryDecrypt(key, ciphertext);
      if (plain === undefined)
        throw new PassphraseError(`The encrypted value of ${where} is damaged, or of another passphrase.`);
      return plain;
    },
  };
}

function encrypt(key: Buffer, plain: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1:${nonce.toString('base64')}:${sealed.toString('base64')}`;
}

function tryDecrypt(key: Buffer, ciphertext: string): string | undefined {
  const [version, nonce, sealed, ...rest] = ciphertext.split(':');
  if (version !== 'v1' || !nonce || !sealed || rest.length > 0) return undefined;
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < tagBytes) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
