// Resource names as Pulumi builds them: urn:pulumi:STACK::PROJECT::PARENT_TYPES$TYPE::NAME.
// Source: pulumi/pulumi sdk/go/common/resource/urn/urn.go and sdk/go/common/resource/alias.go.

/** The type of the component every program runs in; it never appears in the type chain of its children. */
export const rootStackType = 'pulumi:pulumi:Stack';

const prefix = 'urn:pulumi:';
const providerTypePrefix = 'pulumi:providers:';

export interface UrnParts {
  stack: string;
  project: string;
  /** The parent's URN. */
  parent?: string | undefined;
  type: string;
  name: string;
}

/** The URN of a resource of this program. */
export function createUrn({ stack, project, parent, type, name }: UrnParts): string {
  const parentType = parent === undefined ? '' : qualifiedType(parent);
  return joinUrn(stack, project, parentType, type, name);
}

/** A URN from the qualified type of the parent instead of its URN. */
export function joinUrn(stack: string, project: string, parentType: string, type: string, name: string) {
  const chain = parentType === '' || parentType === rootStackType ? type : `${parentType}$${type}`;
  return `${prefix}${stack}::${project}::${chain}::${name}`;
}

export function isUrn(text: string): boolean {
  return text.startsWith(prefix) && text.split('::').length >= 4;
}

/** The types from the outermost parent to the resource, joined by `$`. */
export function qualifiedType(urn: string): string {
  return urn.split('::')[2] ?? '';
}

export function urnType(urn: string): string {
  const chain = qualifiedType(urn);
  return chain.slice(chain.lastIndexOf('$') + 1);
}

/** Everything after the third `::`; a name may hold `::` itself. */
export function urnName(urn: string): string {
  return urn.split('::').slice(3).join('::');
}

/** Is this the type of a provider that is itself a resource, `pulumi:providers:PACKAGE`? */
export function isProviderType(type: string): boolean {
  return type.startsWith(providerTypePrefix);
}

export function providerType(packageName: string): string {
  return providerTypePrefix + packageName;
}

/** The package a type belongs to: of `redis-local:index:Server` it is `redis-local`. */
export function packageOf(type: string): string {
  return isProviderType(type) ? type.slice(providerTypePrefix.length) : (type.split(':')[0] ?? '');
}
