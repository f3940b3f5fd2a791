import { isFields } from './document.ts';
import { ProjectError } from './projectError.ts';

export type ConfigType = 'string' | 'integer' | 'boolean' | 'array' | 'object';

/** One key under `config:` in Pulumi.yaml. */
export interface ConfigDeclaration {
  /** undefined: not checked. */
  type?: ConfigType;
  items?: ConfigItems;
  /** Every stack must encrypt it. */
  secret: boolean;
  /** What a stack gets that does not set the key: `default` for the project's own keys, `value` for any. */
  fallback?: unknown;
}

export interface ConfigItems {
  type: ConfigType;
  items?: ConfigItems;
}

const types = new Set<unknown>(['string', 'integer', 'boolean', 'array', 'object']);

/**
 * The declarations by key, with Pulumi's rules for which may stand together (workspace/project.go, Validate).
 */
export function readDeclarations(
  config: unknown,
  project: string,
  where: string,
): Record<string, ConfigDeclaration> {
  if (config === undefined || config === null) return {};
  if (!isFields(config)) {
    throw new ProjectError(
      `“config” in ${where} must be a mapping; a folder of stack files is not supported.`,
    );
  }
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, declaration(key, value, project, where)]),
  );
}

function declaration(key: string, value: unknown, project: string, where: string): ConfigDeclaration {
  const fail = (why: string): never => {
    throw new ProjectError(`The configuration key “${key}” in ${where} ${why}.`);
  };
  // A bare value stands for {default: …} of an own key, {value: …} of another namespace's.
  if (!isFields(value)) return { secret: false, fallback: value };
  const own = !key.includes(':') || key.startsWith(`${project}:`);
  const { type, secret = false, items } = value;
  if (type !== undefined && !isType(type)) fail(`has the unknown type “${type}”`);
  if (typeof secret !== 'boolean') return fail('must say true or false under “secret”');
  if (value.default !== undefined && value.value !== undefined) fail('has both a default and a value');
  if (!own && type !== undefined) fail('belongs to another namespace and must not define a type');
  if (!own && value.default !== undefined) fail('belongs to another namespace: use “value”, not “default”');
  if (!own && value.value === undefined) fail('belongs to another namespace and needs a “value”');
  if (type === 'array' && items === undefined) fail('is an array and must name the type of its “items”');
  const read: ConfigDeclaration = { secret };
  if (isType(type)) read.type = type;
  if (items !== undefined) read.items = readItems(items, fail);
  const fallback = value.value ?? value.default;
  if (fallback !== undefined) read.fallback = fallback;
  if (read.type && fallback !== undefined && !conforms(fallback, read.type, read.items)) {
    fail(`has a default that is not of its type, ${typeName(read.type, read.items)}`);
  }
  return read;
}

function readItems(items: unknown, fail: (why: string) => never): ConfigItems {
  if (!isFields(items) || !isType(items.type)) return fail('has “items” without a known type');
  return items.items === undefined
    ? { type: items.type }
    : { type: items.type, items: readItems(items.items, fail) };
}

function isType(value: unknown): value is ConfigType {
  return types.has(value);
}

/**
 * Is the value of the type? Numbers and truth values may be written as strings (workspace/project.go,
 * ValidateConfigValue).
 */
export function conforms(value: unknown, type: ConfigType, items?: ConfigItems): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return Number.isInteger(value) || (typeof value === 'string' && /^[+-]?\d+$/.test(value));
    case 'boolean':
      return typeof value === 'boolean' || value === 'true' || value === 'false';
    case 'object':
      return isFields(value);
    case 'array':
      return Array.isArray(value) && value.every((item) => !items || conforms(item, items.type, items.items));
  }
}

export function typeName(type: ConfigType, items?: ConfigItems): string {
  return type === 'array' && items ? `array<${typeName(items.type, items.items)}>` : type;
}
