// Replacing a resource: the new one first, or the old one and everything that cannot live without it first.
// Source: continueStepsFromDiff and calculateDependentReplacements in pulumi/pulumi pkg/resource/deploy/step_generator.go.
import {
  applyReplaceOnChanges,
  type Diff,
  deletionRefusal,
  dependentsOf,
  isProviderType,
  needsReplacement,
  parseReference,
} from '../plan/index.ts';
import type { ResourceState } from '../state/index.ts';
import { type PropertyMap, unknown } from '../wire/index.ts';
import { applyCreate, applyDelete, stepOf } from './apply.ts';
import type { Pass } from './context.ts';
import { subjectOf } from './providers.ts';

export class Replacements {
  private readonly pass: Pass;
  /** URNs that are being replaced. */
  readonly replaced = new Set<string>();
  /** URNs deleted to make way for something, and not registered again so far. */
  readonly deleted = new Set<string>();
  /** Why each of them was deleted: the properties that would have changed. */
  private readonly reasons = new Map<string, string[]>();

  constructor(pass: Pass) {
    this.pass = pass;
  }

  isDeleted(urn: string): boolean {
    return this.deleted.has(urn);
  }

  /** It went with something it depends on; the program still wants it. */
  async recreate(wanted: ResourceState, old: ResourceState): Promise<ResourceState> {
    this.deleted.delete(wanted.urn);
    this.replaced.add(wanted.urn);
    const replaces = this.reasons.get(wanted.urn) ?? [];
    this.pass.report.note({ ...stepOf('replace', wanted), replaces });
    const step = { ...stepOf('create-replacement', wanted), replaces };
    return applyCreate(this.pass, step, wanted, { drop: old });
  }

  /** The old one goes when everything that used it has moved over. */
  async createFirst(wanted: ResourceState, old: ResourceState, diff?: Diff): Promise<ResourceState> {
    this.replaced.add(wanted.urn);
    const current = this.pass.journal.current(old) ?? old;
    const step = stepOf('create-replacement', wanted, diff);
    const made = await applyCreate(this.pass, step, wanted, { replace: [old, { ...current, delete: true }] });
    this.pass.report.note(stepOf('replace', wanted, diff));
    return made;
  }

  async deleteFirst(wanted: ResourceState, old: ResourceState, diff: Diff): Promise<ResourceState> {
    this.replaced.add(wanted.urn);
    const dependents = await this.dependents(old);
    for (const { resource, keys } of dependents.reverse()) {
      if (resource.protect) throw new Error(deletionRefusal(resource.urn));
      this.reasons.set(resource.urn, keys);
      this.deleted.add(this.pass.names.current(resource.urn));
      await this.makeWay(resource);
    }
    if (!old.pendingReplacement) {
      this.deleted.add(old.urn);
      await this.makeWay(this.pass.journal.current(old) ?? old);
      this.deleted.delete(wanted.urn);
    }
    this.pass.report.note(stepOf('replace', wanted, diff));
    return applyCreate(this.pass, stepOf('create-replacement', wanted, diff), wanted, { drop: old });
  }

  /** Deletes one and leaves a note of it in the state, so that a crash before its replacement is made is understood. */
  private async makeWay(resource: ResourceState): Promise<void> {
    if (resource.pendingReplacement) return;
    const left = resource.delete ? { drop: resource } : { replace: replacement(resource) };
    const deletedWith = resource.deletedWith !== undefined && this.deleted.has(resource.deletedWith);
    await applyDelete(this.pass, 'delete-replaced', resource, deletedWith, left);
  }

  /** What cannot stay when `root` goes: whose provider, or whose inputs through their provider's eyes, would change. */
  private async dependents(root: ResourceState): Promise<{ resource: ResourceState; keys: string[] }[]> {
    const remaining = this.pass.journal.remaining;
    const current = this.pass.journal.current(root) ?? root;
    const going = new Set([current.urn]);
    const found: { resource: ResourceState; keys: string[] }[] = [];
    for (const candidate of dependentsOf(current, remaining, this.replaced)) {
      const keys = await this.reasonToReplace(candidate, going);
      if (keys === undefined) continue;
      going.add(candidate.urn);
      found.push({ resource: candidate, keys });
    }
    const bound = remaining.filter(
      (resource) => resource.deletedWith === current.urn && !going.has(resource.urn),
    );
    return [...found, ...bound.map((resource) => ({ resource, keys: [] }))];
  }

  /** undefined: it can stay. */
  private async reasonToReplace(r: ResourceState, going: ReadonlySet<string>): Promise<string[] | undefined> {
    if (!r.custom || r.external) return undefined;
    if (r.provider !== undefined && going.has(parseReference(r.provider).urn)) return [];
    if (r.deletedWith !== undefined && going.has(r.deletedWith)) return [];
    const affected = Object.keys(r.inputs).filter((key) =>
      (r.propertyDependencies?.[key] ?? []).some((urn) => going.has(urn)),
    );
    if (affected.length === 0) return undefined;
    const inputs: PropertyMap = { ...r.inputs };
    for (const key of affected) inputs[key] = unknown;
    const diff = applyReplaceOnChanges(await this.diff(r, inputs), r.replaceOnChanges ?? [], false);
    return needsReplacement(diff) ? diff.replaces : undefined;
  }

  private async diff(r: ResourceState, inputs: PropertyMap): Promise<Diff> {
    if (isProviderType(r.type)) return this.pass.providers.diff(r.urn, r, inputs);
    const provider = await this.pass.providers.get(r.provider ?? '');
    const diff = await provider.diff(subjectOf(r.urn), r, inputs, r.ignoreChanges ?? []);
    return diff ?? { changes: 'some', diffs: [], replaces: [], deleteBeforeReplace: false };
  }
}

function replacement(resource: ResourceState): [ResourceState, ResourceState] {
  return [resource, { ...resource, pendingReplacement: true }];
}
