import type { Crypter } from '../state/index.ts';
import { isFields } from './document.ts';

/** `{secure: CIPHERTEXT}`, anywhere in a value. */
export function containsSecure(value: unknown): boolean {
  if (isSecure(value)) return true;
  if (Array.isArray(value)) return value.some(containsSecure);
  return isFields(value) && Object.values(value).some(containsSecure);
}

/** The value with its encrypted parts in clear. `where` names it in errors. */
export async function decrypted(value: unknown, crypter: Crypter, where: string): Promise<unknown> {
  if (isSecure(value)) return crypter.decrypt(value.secure, where);
  if (Array.isArray(value)) return Promise.all(value.map((item) => decrypted(item, crypter, where)));
  if (!isFields(value)) return value;
  const clear = Object.entries(value).map(async ([key, item]) => [
    key,
    await decrypted(item, crypter, where),
  ]);
  return Object.fromEntries(await Promise.all(clear));
}

/** Exactly one key, as Pulumi has it (resource/config/object.go, isSecureValue). */
function isSecure(value: unknown): value is { secure: string } {
  return isFields(value) && Object.keys(value).length === 1 && typeof value.secure === 'string';
}
