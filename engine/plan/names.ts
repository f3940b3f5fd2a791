// Which URN a resource of the program has and which resource of the state it is.
// Source: generateURN and getOldResource in pulumi/pulumi pkg/resource/deploy/step_generator.go.
import type { ResourceState } from '../state/index.ts';
import { type AliasSubject, aliasUrns } from './aliases.ts';
import { createUrn } from './urn.ts';

export interface Claim {
  urn: string;
  /** What the state holds under this URN or one of its aliases. */
  old: ResourceState | undefined;
  /** The alias it was found under. */
  alias: string | undefined;
}

/** The names one deployment has given out so far. */
export class Names {
  private readonly stack: string;
  private readonly project: string;
  private readonly olds: ReadonlyMap<string, ResourceState>;
  private readonly seen = new Set<string>();
  /** New URN -> the old URN it was found under. */
  private readonly aliases = new Map<string, string>();
  /** Old URN -> the new URN that took it over. */
  private readonly heirs = new Map<string, string>();

  /** `olds`: the state's resources by URN, without those that only wait for their deletion. */
  constructor(stack: string, project: string, olds: ReadonlyMap<string, ResourceState>) {
    this.stack = stack;
    this.project = project;
    this.olds = olds;
  }

  /** Gives the resource its URN and finds it in the state. Throws a sentence where the names collide. */
  claim(resource: Omit<AliasSubject, 'stack' | 'project'>): Claim {
    const { parent, type, name } = resource;
    if (parent !== undefined && !this.seen.has(parent)) {
      throw new Error(`“${name}” [${type}] has the parent ${parent}, which is not registered.`);
    }
    const subject = { ...resource, stack: this.stack, project: this.project };
    const urn = createUrn(subject);
    if (this.seen.has(urn)) {
      throw new Error(`Duplicate resource URN “${urn}”: give one of the two resources another name.`);
    }
    this.seen.add(urn);
    const heir = this.heirs.get(urn);
    if (heir !== undefined) {
      throw new Error(`Duplicate resource URN “${urn}”: ${heir} has named it as its alias.`);
    }
    return { urn, ...this.find(urn, subject) };
  }

  /** The URN a resource of the state has now: its own, or that of the resource that took it over. */
  current(urn: string): string {
    return this.heirs.get(urn) ?? urn;
  }

  /** Old URN -> new URN, for references in resources that have not been visited. */
  get renamed(): ReadonlyMap<string, string> {
    return this.heirs;
  }

  private find(urn: string, subject: AliasSubject): Omit<Claim, 'urn'> {
    const own = this.olds.get(urn);
    if (own !== undefined) return { old: own, alias: undefined };
    const alias = aliasUrns(subject, this.aliases).find((candidate) => this.olds.has(candidate));
    if (alias === undefined) return { old: undefined, alias };
    const rival = this.seen.has(alias) ? alias : this.heirs.get(alias);
    if (rival !== undefined) {
      throw new Error(`${urn} names ${alias} as its alias, but that is the resource ${rival} already.`);
    }
    this.aliases.set(urn, alias);
    this.heirs.set(alias, urn);
    return { old: this.olds.get(alias), alias };
  }
}
