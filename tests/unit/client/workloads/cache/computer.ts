/** Counts, and may be told to fail or to wait. */
export class Computer {
  calls = 0;
  failing = false;
  #gate: Promise<void> = Promise.resolve();
  #open: (() => void) | undefined;

  compute = async (): Promise<string> => {
    this.calls += 1;
    const mine = this.calls;
    if (this.#open) await this.#gate;
    if (this.failing) throw new Error('The database is away.');
    return `value ${mine}`;
  };
  hold(): void {
    this.#gate = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  release(): void {
    this.#open?.();
    this.#open = undefined;
  }
}

/** The message of the error that it ends with. */
export async function failure(promise: Promise<unknown>): Promise<string> {
  try {
    return `no error but ${String(await promise)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
