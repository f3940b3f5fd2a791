// What a resource takes over from its parent. Source: inheritFromParent and resolveProvider in pulumi/pulumi
// pkg/resource/deploy/source_eval.go.
import { type Goal, packageOf, parseReference, urnType } from '../plan/index.ts';
import type { Registration } from './registration.ts';

/** The options a component hands on. */
export interface ParentOptions extends Pick<Goal, 'protect' | 'retainOnDelete' | 'deletedWith'> {
  /** The provider of the parent itself. */
  provider?: string | undefined;
}

export function inherit(child: Registration, parent: ParentOptions | undefined): Registration {
  if (parent === undefined) return child;
  return {
    ...child,
    deletedWith: child.deletedWith ?? parent.deletedWith,
    protect: child.protect ?? parent.protect,
    retainOnDelete: child.retainOnDelete ?? parent.retainOnDelete,
    provider: child.provider ?? inheritedProvider(child, parent.provider),
  };
}

/** A component passes any provider on; a resource takes only one of its own package. */
function inheritedProvider(child: Registration, provider: string | undefined): string | undefined {
  if (provider === undefined || !child.custom) return provider;
  const { urn } = parseReference(provider);
  return packageOf(urnType(urn)) === packageOf(child.type) ? provider : undefined;
}

/** The provider a resource uses: its own, else one of `providers`, its parent's included. undefined: the default one. */
export function chosenProvider(
  child: Registration,
  parentProviders: Record<string, string>,
): string | undefined {
  const name = packageOf(child.type);
  return child.provider ?? child.providers[name] ?? parentProviders[name];
}
