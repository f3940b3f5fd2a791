/** Exit codes of every verb. Where several hold: 130, 2, 3, 1. */
export const exits = {
  done: 0,
  failed: 1,
  usage: 2,
  refused: 3,
  missed: 4,
  interrupted: 130,
} as const;
export type Exit = (typeof exits)[keyof typeof exits];

const worstFirst = [exits.interrupted, exits.usage, exits.refused, exits.failed, exits.missed] as const;

/** The one exit code for several things that were done. */
export function worstExit(all: readonly Exit[]): Exit {
  return worstFirst.find((exit) => all.includes(exit)) ?? exits.done;
}

/** What `error.code` of a JSON document says; each belongs to one exit code. */
const codes = {
  failed: exits.failed,
  'not-deployed': exits.failed,
  usage: exits.usage,
  configuration: exits.usage,
  policy: exits.refused,
  unhealthy: exits.missed,
  interrupted: exits.interrupted,
} as const;
export type FailureCode = keyof typeof codes;

/** Something the person at the keyboard can mend: shown as its sentence, without a stack. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly details: Record<string, unknown>;

  constructor(code: FailureCode, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }

  get exit(): Exit {
    return codes[this.code];
  }
}
