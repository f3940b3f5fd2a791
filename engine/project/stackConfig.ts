import path from 'node:path';
import { closest } from 'fastest-levenshtein';
import { type Crypter, type Passphrase, PassphraseError, unlock } from '../state/index.ts';
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

/** A key that does not fit its form or its declaration. */
export interface ConfigMistake {
  /** `namespace:name`, or as it is written where it has no namespace. */
  key: string;
  message: string;
}

/** Mistakes come beside the configuration: the program runs all the same and says what else is wrong with it. */
export interface CheckedConfig extends StackConfig {
  mistakes: ConfigMistake[];
}

/**
 * Reads Pulumi.STACK.yaml and joins it with what Pulumi.yaml declares. `passphrase` is asked for only when
 * something is encrypted. `mistakes`: a key without namespace, a declared key that is missing, of a wrong type or in
 * clear. Throws a ProjectError: an unknown stack (with the stacks there are), a file that is no stack file, encrypted
 * values that cannot be opened.
 */
export async function readStackConfig(
  project: Project,
  stack: string,
  passphrase?: () => Promise<Passphrase>,
): Promise<CheckedConfig> {
  const file = path.join(project.root, `Pulumi.${stack}.yaml`);
  const fields = await readMapping(file);
  if (!fields) throw await unknownStack(project, stack);
  checkFields(fields, file);
  const { raw, mistakes } = readConfig(fields.config, file, project);
  applyFallbacks(raw, project);
  const clear = await inClear(raw, fields, file, passphrase);
  return {
    values: Object.fromEntries(Object.entries(clear).map(([key, value]) => [key, text(value)])),
    secretKeys: Object.keys(raw).filter((key) => containsSecure(raw[key])),
    mistakes: [...mistakes, ...undeclared(raw, clear, project)],
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

function readConfig(
  config: unknown,
  file: string,
  project: Project,
): { raw: Fields; mistakes: ConfigMistake[] } {
  if (config === undefined || config === null) return { raw: {}, mistakes: [] };
  if (!isFields(config)) throw new ProjectError(`“config” in ${file} must be a mapping.`);
  // The second form is of Pulumi's first years: NAMESPACE:config:NAME.
  const read = Object.entries(config).map(([key, value]) => ({
    key,
    value,
    match: /^([^:]+):(?:config:)?([^:]+)$/.exec(key),
  }));
  return {
    raw: Object.fromEntries(
      read.flatMap(({ value, match }) => (match ? [[`${match[1]}:${match[2]}`, value]] : [])),
    ),
    mistakes: read.flatMap(({ key, match }) =>
      match
        ? []
        : [{ key, message: `A key must have the form NAMESPACE:NAME, as in “${project.name}:${key}”.` }],
    ),
  };
}

/** A declared key is a path: `redis.size` means `size` in the object `redis`. */
function applyFallbacks(raw: Fields, project: Project): void {
  for (const [key, { fallback }] of Object.entries(project.config)) {
    const full = qualified(key, project);
    if (fallback !== undefined && getAt(raw, full) === undefined) setAt(raw, full, fallback);
  }
}

/** What does not fit the declarations of Pulumi.yaml. */
function undeclared(raw: Fields, clear: Fields, project: Project): ConfigMistake[] {
  return Object.entries(project.config).flatMap(([name, { type, items, secret }]) => {
    const key = qualified(name, project);
    if (getAt(raw, key) === undefined) {
      return [{ key, message: 'It must be set: Pulumi.yaml declares it without a default.' }];
    }
    const sealed = !secret || containsSecure(getAt(raw, key));
    return [
      ...(type && !sealed
        ? [{ key, message: 'It stands in clear, and Pulumi.yaml declares it secret.' }]
        : []),
      ...(type && !conforms(getAt(clear, key), type, items)
        ? [{ key, message: `It must be of the type ${typeName(type, items)}.` }]
        : []),
    ];
  });
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
  try {
    const crypter: Crypter = await unlock(salt, given, file);
    const clear: Fields = {};
    for (const [key, value] of Object.entries(raw))
      clear[key] = await decrypted(value, crypter, `${key} in ${file}`);
    return clear;
  } catch (error) {
    if (!(error instanceof PassphraseError)) throw error;
    throw new ProjectError(error.message, { cause: error });
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
