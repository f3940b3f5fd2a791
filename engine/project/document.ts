import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { ProjectError } from './projectError.ts';

export type Fields = Record<string, unknown>;

/** The mapping in a YAML file; undefined when there is no such file. */
export async function readMapping(file: string): Promise<Fields | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new ProjectError(`${file} could not be read: ${error instanceof Error ? error.message : error}`);
  }
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    // A message goes on with the lines of the file that it is about.
    const problems = document.errors.map(({ message }) => message.split('\n', 1)[0]?.replace(/:$/, ''));
    throw new ProjectError(`${file} is not valid YAML: ${problems.join('; ')}.`);
  }
  const value: unknown = document.toJS();
  if (value === null || value === undefined) return {};
  if (!isFields(value)) throw new ProjectError(`${file} must hold a mapping of keys to values.`);
  return value;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field that must be a string where it is there. */
export function optionalString(fields: Fields, key: string, where: string): string | undefined {
  const value = fields[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new ProjectError(`“${key}” in ${where} must be a string.`);
  return value;
}
