import { type BackendName, backendNames, type GuaranteeState } from '../../providers/backend.ts';
import type { StatedGuarantee } from './args.ts';
import type { Verdict } from './verdict.ts';

const states: readonly unknown[] = ['enforced', 'always', 'off', 'not-offered'] satisfies GuaranteeState[];

/** The state a backend states, or undefined where it states none that is known. */
export function stateOf(guarantee: StatedGuarantee | undefined): GuaranteeState | undefined {
  const state = guarantee?.state;
  return isState(state) ? state : undefined;
}

/** The third verdict: which backend cannot do it, what comes nearest, how to accept that. */
export function notOffered(
  what: { concern: string; rule: string },
  backend: unknown,
  guarantee: StatedGuarantee | undefined,
): Verdict {
  const nearest = detailOf(guarantee);
  return {
    state: 'needs-waiver',
    message:
      `${nameOf(backend)} does not offer ${what.concern}.${nearest === undefined ? '' : ` ${nearest}`} ` +
      `Choose a \`backend\` that offers it, or accept it: add {rule: ${what.rule}, reason: …} to \`waivers\`.`,
  };
}

/** What the backend says of the state it states, as a sentence: where something is off, what switches it on there. */
export function detailOf(guarantee: StatedGuarantee | undefined): string | undefined {
  const detail = guarantee?.detail;
  return typeof detail === 'string' && detail.trim() !== '' ? asSentence(detail) : undefined;
}

/** The verdict where the arguments come without the backend's statement: nothing shows that the rule holds. */
export function unstated(concern: string, key: string): Verdict {
  return {
    state: 'violation',
    message:
      `Nothing says whether there is ${concern}: \`guarantees.${key}\` is missing or has no known state. ` +
      'Make the instance with the component RedisHA, which states it.',
  };
}

/** The backend in words, and only if it is a name of ours: an unknown value is not repeated. */
function nameOf(backend: unknown): string {
  return isBackendName(backend) ? `Backend ${backend}` : 'This backend';
}

function isBackendName(value: unknown): value is BackendName {
  return (backendNames as readonly unknown[]).includes(value);
}

function isState(value: unknown): value is GuaranteeState {
  return states.includes(value);
}

function asSentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
