// Resources that the program reads and does not own.
// Source: GenerateReadSteps in pulumi/pulumi pkg/resource/deploy/step_generator.go and ReadStep in step.go.
import type { ReadRequest } from '../monitor/index.ts';
import { secretOutputs } from '../plan/index.ts';
import type { ResourceState } from '../state/index.ts';
import { equal, type PropertyMap } from '../wire/index.ts';
import { stepOf } from './apply.ts';
import type { Pass } from './context.ts';
import type { Change } from './journal.ts';
import { subjectOf } from './providers.ts';
import type { Registrar } from './registrar.ts';

/** Rejects with a DeploymentStopped; its reason is reported before. */
export async function readResource(
  pass: Pass,
  registrar: Registrar,
  request: ReadRequest & { provider: string },
): Promise<ResourceState> {
  let urn: string | undefined;
  try {
    pass.failure.throwIfStopped();
    const claim = pass.names.claim({ ...request, aliases: [] });
    urn = claim.urn;
    const state = await read(pass, request, claim.urn, claim.old);
    registrar.settle(claim.urn, state);
    return state;
  } catch (error) {
    throw pass.failure.stop(error, urn);
  }
}

async function read(
  pass: Pass,
  request: ReadRequest & { provider: string },
  urn: string,
  old?: ResourceState,
) {
  const wanted = stateOf(request, urn, old);
  const replacing = old !== undefined && !old.external && old.id !== request.id;
  return pass.report.step(stepOf(replacing ? 'read-replacement' : 'read', wanted), async () => {
    const found = await ask(pass, wanted, request.id);
    const outputs = secretOutputs(found.outputs, wanted.inputs, wanted.additionalSecretOutputs);
    const state = { ...wanted, id: found.id, outputs };
    await pass.journal.record({ ...changeOf(old, replacing), add: state });
    if (replacing) pass.report.note(stepOf('replace', state));
    if (old === undefined || !equal(old.outputs, outputs)) pass.report.stateChanged = true;
    return state;
  });
}

async function ask(
  pass: Pass,
  wanted: ResourceState,
  id: string,
): Promise<{ id: string; outputs: PropertyMap }> {
  if (id === '') return { id, outputs: {} };
  const provider = await pass.providers.get(wanted.provider ?? '');
  const found = await provider.read(subjectOf(wanted.urn), id, wanted.inputs);
  if (found === undefined) throw new Error(`There is no ${wanted.type} with the id “${id}”.`);
  return found;
}

function stateOf(
  request: ReadRequest & { provider: string },
  urn: string,
  old?: ResourceState,
): ResourceState {
  const { type, properties, parent, dependencies, provider, additionalSecretOutputs } = request;
  return {
    urn,
    type,
    custom: true,
    external: true,
    inputs: properties,
    outputs: {},
    provider,
    ...(parent !== undefined && { parent }),
    ...(dependencies.length > 0 && { dependencies }),
    ...(additionalSecretOutputs.length > 0 && { additionalSecretOutputs }),
    ...(old?.created !== undefined && { created: old.created }),
    ...(old?.modified !== undefined && { modified: old.modified }),
  };
}

/** A resource of ours that is only read from now on stays until everything has moved over, then it is deleted. */
function changeOf(old: ResourceState | undefined, replacing: boolean): Change {
  if (old === undefined) return {};
  return replacing ? { replace: [old, { ...old, delete: true }] } : { drop: old };
}
