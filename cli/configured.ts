import { namespace } from '../components/configuration/index.ts';
import { instancesKey } from '../components/configuration/keys.ts';
import { type Project, readStackConfig } from '../engine/project/index.ts';
import { findPassphrase } from '../engine/state/passphrase.ts';
import { stateFolderOf } from './engines/index.ts';

/** The backends that a stack's file names, each once. What is wrong in the file is for the program to say. */
export async function configuredBackends(project: Project, stack: string): Promise<string[]> {
  const passphrase = () => findPassphrase(stateFolderOf(project.root, stack));
  const { values } = await readStackConfig(project, stack, passphrase);
  const shared = values[`${namespace}:backend`];
  const own = instances(values[`${namespace}:${instancesKey}`]).map(({ backend }) => backend ?? shared);
  const named = own.length > 0 ? own : [shared];
  return [...new Set(named.filter((backend) => backend !== undefined))];
}

function instances(text: string | undefined): { backend?: string }[] {
  if (text === undefined) return [];
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? Object.values(parsed).map((one) => one ?? {}) : [];
  } catch {
    return [];
  }
}
