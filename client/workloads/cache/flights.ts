interface Flight {
  readonly value: Promise<unknown>;
  isCurrent: boolean;
}

/** Computations under way in this process, by key: who asks for the same meanwhile gets what the first gets. */
export class Flights {
  readonly #flights = new Map<string, Flight>();

  /** The one under way, else what `start` begins; `isCurrent` tells it whether its result may still be kept. */
  join(key: string, start: (isCurrent: () => boolean) => Promise<unknown>): Promise<unknown> {
    const under = this.#flights.get(key);
    if (under) return under.value;
    const flight: Flight = {
      isCurrent: true,
      value: start(() => flight.isCurrent).finally(() => {
        if (this.#flights.get(key) === flight) this.#flights.delete(key);
      }),
    };
    this.#flights.set(key, flight);
    return flight.value;
  }

  /** The key was set or deleted: what is being computed may be of before, so nobody joins it and it is not kept. */
  outdate(key: string): void {
    const flight = this.#flights.get(key);
    if (!flight) return;
    flight.isCurrent = false;
    this.#flights.delete(key);
  }
}
