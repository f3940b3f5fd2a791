// What a crash left half made. Nobody knows whether the thing exists, so its creation is repeated: a provider takes over what it
// finds under the same name. When the program still wants it that happens by itself; otherwise it is made to be deleted.
import type { ResourceState } from '../state/index.ts';
import { applyCreate, stepOf } from './apply.ts';
import type { Pass } from './context.ts';
import { messageOf } from './report.ts';

export function warnOfUnfinished(pass: Pass): void {
  for (const { resource } of pass.journal.unfinished) {
    const message =
      'The last deployment ended while this resource was being created. Its creation is repeated; ' +
      'its provider takes over what is there already.';
    pass.report.log('warning', message, resource.urn);
  }
}

/** Finishes every creation that nobody asked for again; gives what now exists and has to be deleted. */
export async function finishUnwanted(pass: Pass): Promise<ResourceState[]> {
  if (pass.preview) return [];
  const made: ResourceState[] = [];
  for (const operation of pass.journal.unfinished) {
    const { resource } = operation;
    try {
      made.push(await applyCreate(pass, stepOf('create', resource), resource));
    } catch (error) {
      pass.journal.forget(operation);
      await pass.journal.save();
      const message =
        `The creation of ${resource.urn}, which the last deployment did not finish, could not be repeated: ` +
        `${messageOf(error)} It is dropped from the state; look whether anything of it is left.`;
      pass.failure.note({ message, urn: resource.urn });
    }
  }
  return made;
}
