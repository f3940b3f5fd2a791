// Other names a resource may have in the state. Source: collapseAliasToUrn, inheritedChildAlias and generateAliases in
// pulumi/pulumi pkg/resource/deploy/step_generator.go.
import { joinUrn, qualifiedType, rootStackType, urnName, urnType } from './urn.ts';

/** Either a whole URN, or what differs from the resource's own name. */
export type Alias = { urn: string } | AliasSpec;

export interface AliasSpec {
  name?: string;
  type?: string;
  stack?: string;
  project?: string;
  parent?: string;
  noParent?: boolean;
}

export interface AliasSubject {
  stack: string;
  project: string;
  type: string;
  name: string;
  parent?: string | undefined;
  aliases: Alias[];
}

/**
 * Every URN the resource may have had, the likeliest first. `usedAliases` says under which old URN each resource of
 * this deployment was found, so that children follow a parent that was renamed.
 */
export function aliasUrns(subject: AliasSubject, usedAliases: ReadonlyMap<string, string>): string[] {
  const own = subject.aliases.map((alias) => aliasUrn(subject, alias, usedAliases));
  const { parent } = subject;
  const parentAlias = parent === undefined ? undefined : usedAliases.get(parent);
  if (parent === undefined || parentAlias === undefined) return [...new Set(own)];
  const inherit = (type: string, name: string) =>
    inheritedAlias(subject, type, name, urnName(parent), parentAlias);
  return [
    ...new Set([
      ...own,
      inherit(subject.type, subject.name),
      ...own.map((urn) => inherit(urnType(urn), urnName(urn))),
    ]),
  ];
}

function aliasUrn(subject: AliasSubject, alias: Alias, usedAliases: ReadonlyMap<string, string>): string {
  if ('urn' in alias) return alias.urn;
  const given = alias.parent === undefined ? undefined : (usedAliases.get(alias.parent) ?? alias.parent);
  const parent = alias.noParent ? undefined : (given ?? subject.parent);
  const name = alias.name ?? subject.name;
  const type = alias.type ?? subject.type;
  if (parent === undefined || qualifiedType(parent) === rootStackType) {
    return joinUrn(alias.stack ?? subject.stack, alias.project ?? subject.project, '', type, name);
  }
  return `${parent.slice(0, parent.lastIndexOf('::'))}$${type}::${name}`;
}

/** A child named after its parent (`PARENT-suffix`) is renamed with it. */
function inheritedAlias(
  { stack, project }: AliasSubject,
  type: string,
  name: string,
  parentName: string,
  parentAlias: string,
): string {
  const oldName = name.startsWith(parentName) ? urnName(parentAlias) + name.slice(parentName.length) : name;
  return joinUrn(stack, project, qualifiedType(parentAlias), type, oldName);
}
