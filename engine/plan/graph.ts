// Who depends on whom in a list of resources whose dependencies come first.
// Source: pulumi/pulumi pkg/resource/graph/dependency_graph.go.
import type { ResourceState } from '../state/index.ts';
import { parseReference } from './providerReference.ts';

/** Every URN a resource needs, its parent excepted. */
export function neededUrns(resource: ResourceState): Set<string> {
  const urns = new Set(resource.dependencies);
  for (const list of Object.values(resource.propertyDependencies ?? {}))
    for (const urn of list) urns.add(urn);
  if (resource.deletedWith !== undefined) urns.add(resource.deletedWith);
  if (resource.provider !== undefined && resource.provider !== '')
    urns.add(parseReference(resource.provider).urn);
  return urns;
}

/** What depends on `root`, directly or not, in order. Children that do not use it are not among them. */
export function dependentsOf(
  root: ResourceState,
  resources: readonly ResourceState[],
  ignored: ReadonlySet<string>,
): ResourceState[] {
  const reached = new Set([root.urn]);
  const dependents: ResourceState[] = [];
  for (const candidate of resources.slice(resources.indexOf(root) + 1)) {
    if (ignored.has(candidate.urn)) continue;
    if (![...neededUrns(candidate)].some((urn) => reached.has(urn))) continue;
    reached.add(candidate.urn);
    dependents.push(candidate);
  }
  return dependents;
}

/**
 * For each resource that is to go, those that have to go before it: what needs it, and its children. Whoever depends on
 * a component depends on everything below it.
 */
export function deletionOrder(
  condemned: ReadonlySet<ResourceState>,
  resources: readonly ResourceState[],
): Map<ResourceState, Set<ResourceState>> {
  const index = indexByUrn(resources);
  const waitsFor = new Map([...condemned].map((resource) => [resource, new Set<ResourceState>()]));
  resources.forEach((resource, position) => {
    if (!condemned.has(resource)) return;
    for (const needed of neededStates(resource, position, index)) waitsFor.get(needed)?.add(resource);
  });
  return waitsFor;
}

interface Placed {
  resource: ResourceState;
  position: number;
}

interface UrnIndex {
  byUrn: Map<string, Placed[]>;
  childrenOf: Map<string, Placed[]>;
}

function indexByUrn(resources: readonly ResourceState[]): UrnIndex {
  const index: UrnIndex = { byUrn: new Map(), childrenOf: new Map() };
  resources.forEach((resource, position) => {
    push(index.byUrn, resource.urn, { resource, position });
    if (resource.parent !== undefined) push(index.childrenOf, resource.parent, { resource, position });
  });
  return index;
}

function neededStates(resource: ResourceState, position: number, { byUrn, childrenOf }: UrnIndex) {
  const needed = new Set<ResourceState>();
  const add = (urn: string, withChildren: boolean) => {
    for (const placed of byUrn.get(urn) ?? []) {
      if (placed.position >= position || needed.has(placed.resource)) continue;
      needed.add(placed.resource);
      if (!withChildren || placed.resource.custom) continue;
      for (const child of childrenOf.get(urn) ?? []) {
        if (child.position < position) addTree(child.resource.urn);
      }
    }
  };
  const addTree = (urn: string) => add(urn, true);
  for (const urn of neededUrns(resource)) addTree(urn);
  if (resource.parent !== undefined) add(resource.parent, false);
  return needed;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V) {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
