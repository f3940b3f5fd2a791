import { type Endpoint, spell } from '../endpoint.ts';
import type { Ear } from './ear.ts';
import type { Verdict } from './vote.ts';

/** One ear per Sentinel: those that were named for good, those that were learned while they are known. */
export class Ears {
  readonly #named: ReadonlySet<string>;
  readonly #make: (endpoint: Endpoint) => Ear;
  readonly #ears = new Map<string, Ear>();

  constructor(named: readonly Endpoint[], make: (endpoint: Endpoint) => Ear) {
    this.#named = new Set(named.map(spell));
    this.#make = make;
    for (const endpoint of named) this.#add(endpoint);
  }

  get all(): Ear[] {
    return [...this.#ears.values()];
  }

  /** Sentinels that nobody named. */
  get learned(): Endpoint[] {
    return this.all.filter((ear) => !this.#isNamed(ear)).map((ear) => ear.endpoint);
  }

  /** Listens to new Sentinels, and no longer to those that are gone and known to nobody. */
  learn(learned: Verdict['learned']): void {
    for (const { id, endpoint } of learned) {
      if (!this.all.some((ear) => ear.id === id)) this.#add(endpoint);
    }
    const known = new Set(learned.map((one) => spell(one.endpoint)));
    for (const ear of this.all) {
      if (!this.#isNamed(ear) && !ear.live && !known.has(spell(ear.endpoint))) this.#remove(ear);
    }
  }

  /** A Sentinel that was named by a name and learned by its address is heard once. */
  withoutTwins(): void {
    for (const ear of this.all) {
      const twin = this.all.some((other) => other !== ear && other.live && other.id === ear.id);
      if (twin && !this.#isNamed(ear)) this.#remove(ear);
    }
  }

  stop(): void {
    for (const ear of this.all) this.#remove(ear);
  }

  #isNamed(ear: Ear): boolean {
    return this.#named.has(spell(ear.endpoint));
  }

  #add(endpoint: Endpoint): void {
    if (!this.#ears.has(spell(endpoint))) this.#ears.set(spell(endpoint), this.#make(endpoint));
  }

  #remove(ear: Ear): void {
    ear.stop();
    this.#ears.delete(spell(ear.endpoint));
  }
}
