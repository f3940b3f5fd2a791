import type { EngineEvent } from '../../engine/events.ts';

/** Shows a deployment while it runs, on stderr. */
export interface Progress {
  event(event: EngineEvent): void;
  /** Takes down what moves; nothing is shown afterwards. */
  end(): void;
}
