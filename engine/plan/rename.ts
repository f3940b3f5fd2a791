import type { ResourceState } from '../state/index.ts';
import { formatReference, parseReference } from './providerReference.ts';

/** The same resource with every reference to the URN `from` pointing to `to`; the very same object when there is none. */
export function renameReferences(state: ResourceState, from: string, to: string): ResourceState {
  if (!refersTo(state, from)) return state;
  const one = (urn: string) => (urn === from ? to : urn);
  const { parent, deletedWith, dependencies, propertyDependencies, provider } = state;
  return {
    ...state,
    ...(parent !== undefined && { parent: one(parent) }),
    ...(deletedWith !== undefined && { deletedWith: one(deletedWith) }),
    ...(dependencies !== undefined && { dependencies: dependencies.map(one) }),
    ...(provider !== undefined && { provider: renameProvider(provider, one) }),
    ...(propertyDependencies !== undefined && {
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([key, urns]) => [key, urns.map(one)]),
      ),
    }),
  };
}

function refersTo(
  { parent, deletedWith, dependencies, propertyDependencies, provider }: ResourceState,
  urn: string,
) {
  return (
    parent === urn ||
    deletedWith === urn ||
    dependencies?.includes(urn) ||
    provider?.startsWith(`${urn}::`) ||
    Object.values(propertyDependencies ?? {}).some((urns) => urns.includes(urn))
  );
}

function renameProvider(provider: string, rename: (urn: string) => string): string {
  const { urn, id } = parseReference(provider);
  return formatReference({ urn: rename(urn), id });
}
