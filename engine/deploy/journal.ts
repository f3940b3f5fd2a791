// The state while it changes. What was done comes first, in the order in which it was done, so that dependencies precede
// their dependents; what the program has not come to yet stays behind it as it was.
// Source: pulumi/pulumi pkg/backend/snapshot.go.
import { renameReferences } from '../plan/index.ts';
import type { PendingOperation, ResourceState, Snapshot } from '../state/index.ts';

interface Slot {
  state: ResourceState | undefined;
}

export interface Change {
  /** Leaves the state. */
  drop?: ResourceState | undefined;
  /** Joins it. */
  add?: ResourceState;
  /** Stays where it is, changed. */
  replace?: [from: ResourceState, to: ResourceState];
}

/** Never changes a ResourceState that it was given: the writer remembers them by identity. */
export class Journal {
  private readonly write: ((snapshot: Snapshot) => Promise<void>) | undefined;
  private readonly base: Slot[];
  private readonly done: Slot[] = [];
  private readonly slots = new Map<ResourceState, Slot>();
  private readonly running = new Set<PendingOperation>();
  private readonly leftOver: Map<string, PendingOperation>;

  /**
   * Without `write` (a preview) nothing is stored.
   * Of the operations a crash left, only creations matter later: the others concern resources that are in the state.
   */
  constructor(base: Snapshot, write?: (snapshot: Snapshot) => Promise<void>) {
    this.write = write;
    this.base = base.resources.map((state) => this.slot(state));
    const creations = base.pendingOperations.filter((operation) => operation.type === 'creating');
    this.leftOver = new Map(creations.map((operation) => [operation.resource.urn, operation]));
  }

  /** Creations that the last deployment began and may or may not have finished. */
  get unfinished(): PendingOperation[] {
    return [...this.leftOver.values()];
  }

  /** Writes down that an operation begins, before it does. */
  async begin(operation: PendingOperation): Promise<void> {
    this.running.add(operation);
    await this.save();
  }

  /** Writes down how an operation ended. */
  async end(operation: PendingOperation, change: Change = {}): Promise<void> {
    this.running.delete(operation);
    this.apply(change);
    await this.save();
  }

  /** A change that must be on disk before the deployment goes on. */
  async record(change: Change): Promise<void> {
    this.apply(change);
    await this.save();
  }

  /** A change that the next write may carry. */
  apply({ drop, add, replace }: Change): void {
    if (drop !== undefined) this.slotOf(drop).state = undefined;
    if (replace !== undefined) {
      const slot = this.slotOf(replace[0]);
      slot.state = withoutAliases(replace[1]);
      this.slots.set(replace[1], slot);
    }
    if (add !== undefined) {
      const slot = this.slot(add);
      slot.state = withoutAliases(add);
      this.done.push(slot);
      this.leftOver.delete(add.urn);
      for (const alias of add.aliases ?? []) this.rename(alias, add.urn);
    }
  }

  /** Nothing more is known or can be done about a creation that was left over. */
  forget(operation: PendingOperation): void {
    this.leftOver.delete(operation.resource.urn);
  }

  /** What the state held before and still holds, as it is now: unvisited, replaced or about to be. */
  get remaining(): ResourceState[] {
    return this.base.flatMap(({ state }) => (state === undefined ? [] : [state]));
  }

  /** A resource of the state as it is now. */
  current(state: ResourceState): ResourceState | undefined {
    return this.slots.get(state)?.state;
  }

  async save(): Promise<void> {
    await this.write?.(this.snapshot());
  }

  snapshot(): Snapshot {
    const resources = [...this.done, ...this.base].flatMap(({ state }) =>
      state === undefined ? [] : [state],
    );
    return { resources, pendingOperations: [...this.running, ...this.leftOver.values()] };
  }

  private rename(from: string, to: string) {
    for (const slot of this.base) {
      if (slot.state !== undefined) slot.state = renameReferences(slot.state, from, to);
    }
  }

  private slot(state: ResourceState): Slot {
    const slot: Slot = { state };
    this.slots.set(state, slot);
    return slot;
  }

  private slotOf(state: ResourceState): Slot {
    const slot = this.slots.get(state);
    if (slot === undefined) throw new Error(`The state does not hold ${state.urn}.`);
    return slot;
  }
}

/** Once every reference has the new name the old one is of no use. The same object where there is none. */
function withoutAliases(state: ResourceState): ResourceState {
  if (state.aliases === undefined) return state;
  const { aliases: _, ...renamed } = state;
  return renamed;
}
