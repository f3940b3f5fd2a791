/** How long nothing was acknowledged. */
export class Pulse {
  #last = performance.now();
  #longest = 0;

  beat(): void {
    this.#longest = this.longest();
    this.#last = performance.now();
  }

  /** Milliseconds of the longest silence since `reset`, the one that lasts included. */
  longest(): number {
    return Math.round(Math.max(this.#longest, performance.now() - this.#last));
  }

  reset(): void {
    this.#last = performance.now();
    this.#longest = 0;
  }
}
