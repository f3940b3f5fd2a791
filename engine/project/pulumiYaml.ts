import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type ConfigDeclaration, readDeclarations } from './declarations.ts';
import { type Fields, isFields, optionalString, readMapping } from './document.ts';
import { ProjectError } from './projectError.ts';
import { type RuntimeOptions, readRuntime } from './runtime.ts';

/** What Pulumi.yaml says. */
export interface Project {
  /** The absolute folder of Pulumi.yaml. */
  root: string;
  name: string;
  runtimeOptions: RuntimeOptions;
  /** The program's file or folder, relative to `root`. Default `.`. */
  main: string;
  /** By key as written, `name` or `namespace:name`. */
  config: Record<string, ConfigDeclaration>;
  /** Package name to absolute folder, from `plugins.providers`. */
  providers: Record<string, string>;
}

const file = 'Pulumi.yaml';
const understood = new Set(['name', 'runtime', 'main', 'config', 'plugins']);
/** About people, templates and where the Pulumi CLI keeps its state: nothing to do here. */
const ignored = new Set([
  'description',
  'author',
  'website',
  'license',
  'template',
  'backend',
  'requiredPulumiVersion',
]);

/** Reads Pulumi.yaml in `root`. Throws a ProjectError that names whatever is wrong or not supported. */
export async function readProject(root: string): Promise<Project> {
  const folder = path.resolve(root);
  const where = path.join(folder, file);
  const fields = await readMapping(where);
  if (!fields) throw new ProjectError(`There is no ${file} in ${folder}.`);
  const unsupported = Object.keys(fields).find((key) => !understood.has(key) && !ignored.has(key));
  if (unsupported !== undefined) {
    throw new ProjectError(
      `${where} uses “${unsupported}”, which the embedded engine does not support; use the Pulumi CLI for it.`,
    );
  }
  const name = optionalString(fields, 'name', where);
  if (!name) throw new ProjectError(`${where} has no “name”.`);
  return {
    root: folder,
    name,
    runtimeOptions: readRuntime(fields.runtime, where),
    main: optionalString(fields, 'main', where) ?? '.',
    config: readDeclarations(fields.config, name, where),
    providers: readPlugins(fields.plugins, folder, where),
  };
}

/** The stacks that have a file of their own, by name. */
export async function listStacks(project: Project): Promise<string[]> {
  const names = await readdir(project.root);
  return names
    .flatMap((name) => /^Pulumi\.(.+)\.ya?ml$/.exec(name)?.[1] ?? [])
    .toSorted((a, b) => a.localeCompare(b));
}

function readPlugins(plugins: unknown, root: string, where: string): Record<string, string> {
  if (plugins === undefined || plugins === null) return {};
  if (!isFields(plugins)) throw new ProjectError(`“plugins” in ${where} must be a mapping.`);
  const other = Object.keys(plugins).find((key) => key !== 'providers');
  if (other !== undefined) {
    throw new ProjectError(`${where} uses “plugins.${other}”, which the embedded engine does not support.`);
  }
  const providers = plugins.providers ?? [];
  if (!Array.isArray(providers)) throw new ProjectError(`“plugins.providers” in ${where} must be a list.`);
  return Object.fromEntries(providers.map((entry: unknown) => readPlugin(entry, root, where)));
}

function readPlugin(entry: unknown, root: string, where: string): [string, string] {
  const fields: Fields = isFields(entry) ? entry : {};
  const name = optionalString(fields, 'name', `plugins.providers in ${where}`);
  const folder = optionalString(fields, 'path', `plugins.providers in ${where}`);
  if (!name || !folder)
    throw new ProjectError(`Each entry of plugins.providers in ${where} needs a name and a path.`);
  return [name, path.resolve(root, folder)];
}
