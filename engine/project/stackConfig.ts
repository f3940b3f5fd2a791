import path from 'node:path';
import { closest } from 'fastest-levenshtein';
import { type Crypter, type Passphrase, unlock } from '../state/index.ts';
import { conforms, typeName } from './declarations.ts';
import { type Fields, isFields, optionalString, readMapping } from './document.ts';
import { getAt, setAt } from './keyPath.ts';
import { ProjectError } from './projectError.ts';
import { listStacks, type Project } from './pulumiYaml.ts';
import { containsSecure, decrypted } from './secure.ts';

/** A stack's configuration as a program gets it. */
export interface StackConfig {
  /** `namespace:name` to text; objects and arrays as JSON. Secrets are in clear. */
  values: Record<string, string>;
  /** Keys whose value is secret, wholly or in part. */
  secretKeys: string[];
}

/**
 * Reads Pulumi.STACK.yaml and joins it with what Pulumi.yaml declares. `passphrase` is asked for only when
 * something is encrypted. Throws a ProjectError: an unknown stack (with the stacks there are), a missing key,
 * a wrong type, a secret in clear.
 */
export async function readStackConfig(
  project: Project,
  stack: string,
  passphrase?: () => Promise<Passphrase>,
): Promise<StackConfig> {
  const file = path.join(project.root, `Pulumi.${stack}.yaml`);
  const fields = await readMapping(file);
  if (!fields) throw await unknownStack(project, stack);
  checkFields(fields, file);
  const raw = readConfig(fields.config, file);
  applyFallbacks(raw, project);
  reportMissing(raw, project, stack);
  const clear = await inClear(raw, fields, file, passphrase);
  validate(raw, clear, project, stack);
  return {
    values: Object.fromEntries(Object.entries(clear).map(([key, value]) => [key, text(value)])),
    secretKeys: Object.keys(raw).filter((key) => containsSecure(raw[key])),
  };
}

async function unknownStack(project: Project, stack: string): Promise<ProjectError> {
  const known = await listStacks(project);
  if (known.length === 0)
    return new ProjectError(`There is no stack “${stack}”: ${project.root} has no Pulumi.STACK.yaml.`);
  return new ProjectError(
    `There is no stack “${stack}”. Did you mean ${closest(stack, known)}? The stacks are ${known.join(', ')}.`,
  );
}

function checkFields(fields: Fields, file: string): void {
  const provider = optionalString(fields, 'secretsprovider', file) ?? 'passphrase';
  if (provider !== 'passphrase' && provider !== 'default') {
    throw new ProjectError(
      `${file} uses the secrets provider “${provider}”; the embedded engine knows “passphrase” only.`,
    );
  }
  if (fields.environment !== undefined) {
    throw new ProjectError(
      `${file} uses “environment” (Pulumi ESC), which the embedded engine does not support.`,
    );
  }
}

function readConfig(config: unknown, file: string): Fields {
  if (config === undefined || config === null) return {};
  if (!isFields(config)) throw new ProjectError(`“config” in ${file} must be a mapping.`);
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => {
      // The second form is of Pulumi's first years: NAMESPACE:config:NAME.
      const match = /^([^:]+):(?:config:)?([^:]+)$/.exec(key);
      if (!match)
        throw new ProjectError(
          `The configuration key “${key}” in ${file} must have the form NAMESPACE:NAME.`,
        );
      return [`${match[1]}:${match[2]}`, value];
    }),
  );
}

/** A declared key is a path: `redis.size` means `size` in the object `redis`. */
function applyFallbacks(raw: Fields, project: Project): void {
  for (const [key, { fallback }] of Object.entries(project.config)) {
    const full = qualified(key, project);
    if (fallback !== undefined && getAt(raw, full) === undefined) setAt(raw, full, fallback);
  }
}

function reportMissing(raw: Fields, project: Project, stack: string): void {
  const missing = Object.keys(project.config).filter(
    (key) => getAt(raw, qualified(key, project)) === undefined,
  );
  if (missing.length === 0) return;
  throw new ProjectError(
    `Stack ${stack} does not set ${missing.join(', ')}: Pulumi.yaml declares ${missing.length === 1 ? 'it' : 'them'} without a default.`,
  );
}

function validate(raw: Fields, clear: Fields, project: Project, stack: string): void {
  for (const [key, { type, items, secret }] of Object.entries(project.config)) {
    const full = qualified(key, project);
    if (type && secret && !containsSecure(getAt(raw, full))) {
      throw new ProjectError(`Stack ${stack} sets ${key} in clear, and Pulumi.yaml declares it secret.`);
    }
    if (type && !conforms(getAt(clear, full), type, items)) {
      throw new ProjectError(`Stack ${stack} must set ${key} to a value of type ${typeName(type, items)}.`);
    }
  }
}

function qualified(key: string, project: Project): string {
  return key.includes(':') ? key : `${project.name}:${key}`;
}

async function inClear(
  raw: Fields,
  fields: Fields,
  file: string,
  passphrase: (() => Promise<Passphrase>) | undefined,
): Promise<Fields> {
  if (!containsSecure(raw)) return raw;
  const salt = optionalString(fields, 'encryptionsalt', file);
  if (salt === undefined) throw new ProjectError(`${file} has encrypted values but no “encryptionsalt”.`);
  const given = await passphrase?.();
  // One that was only just made cannot have encrypted anything.
  if (!given || given.keep)
    throw new ProjectError(`${file} has encrypted values: set PULUMI_CONFIG_PASSPHRASE.`);
  const crypter: Crypter = await unlock(salt, given, file);
  const clear: Fields = {};
  for (const [key, value] of Object.entries(raw))
    clear[key] = await decrypted(value, crypter, `${key} in ${file}`);
  return clear;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
