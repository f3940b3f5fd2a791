import { type Fields, isFields, optionalString } from './document.ts';
import { ProjectError } from './projectError.ts';

/** `runtime.options` of a project, policy pack or plugin for Node.js. */
export interface RuntimeOptions {
  /** The SDK compiles TypeScript with ts-node. Pulumi's default: true; false leaves TypeScript to Node. */
  typescript: boolean;
  /** Arguments for Node, before the program. */
  nodeargs: string[];
  tsconfig?: string;
}

/**
 * `runtime: nodejs` or `runtime: {name: nodejs, options: {…}}`. Another runtime is an error that names it.
 */
export function readRuntime(runtime: unknown, file: string): RuntimeOptions {
  const fields: Fields = isFields(runtime) ? runtime : { name: runtime };
  if (fields.name !== 'nodejs') {
    const found = typeof fields.name === 'string' ? `“${fields.name}”` : 'none';
    throw new ProjectError(`${file}: this engine runs the runtime “nodejs” only; the file names ${found}.`);
  }
  const options = fields.options ?? {};
  const where = `runtime.options in ${file}`;
  if (!isFields(options)) throw new ProjectError(`${where} must be a mapping.`);
  const typescript = options.typescript ?? true;
  if (typeof typescript !== 'boolean')
    throw new ProjectError(`“typescript” in ${where} must be true or false.`);
  const tsconfig = optionalString(options, 'tsconfig', where);
  return {
    typescript,
    nodeargs: words(optionalString(options, 'nodeargs', where) ?? ''),
    ...(tsconfig !== undefined && { tsconfig }),
  };
}

/** A command line's words; quotes keep blanks together. */
function words(line: string): string[] {
  const found = line.matchAll(/((?:"[^"]*"|'[^']*'|[^\s"'])+)/g);
  return [...found].map(([word]) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
