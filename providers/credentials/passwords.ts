import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Call, Created, DiffResult, ResourceHandler } from '../protocol.ts';
import type { PasswordsInputs, PasswordsOutputs } from './types.ts';

type Generations = PasswordsOutputs['generations'];

/** One password for each user and generation, made once and kept as long as its generation is asked for. */
export const passwords: ResourceHandler<PasswordsInputs, PasswordsOutputs> = {
  async diff(olds, outputs, news): Promise<DiffResult> {
    const diffs = (['instance', 'users', 'use', 'alsoAccept'] as const).filter(
      (key) => !isDeepStrictEqual(olds[key], news[key]),
    );
    const kept = lacks(outputs.generations, news) ? [] : ['generations'];
    return { changes: diffs.length > 0 ? 'some' : 'none', diffs, stables: kept };
  },

  async create(call: Call, inputs: PasswordsInputs): Promise<Created<PasswordsOutputs>> {
    const id = `${inputs.instance}/passwords`;
    // What is left out of a preview's answer is unknown to the program.
    if (call.preview) return { id, outputs: inputs as PasswordsOutputs };
    return { id, outputs: { ...inputs, generations: complete({}, inputs) } };
  },

  async update(call, _id, _olds, outputs, news): Promise<PasswordsOutputs> {
    if (call.preview && lacks(outputs.generations, news)) return news as PasswordsOutputs;
    return { ...news, generations: complete(outputs.generations, news) };
  },

  async delete(): Promise<void> {},
};

function wanted({ use, alsoAccept }: PasswordsInputs): string[] {
  return [...new Set([use, ...(alsoAccept === undefined ? [] : [alsoAccept])])].map(String);
}

function lacks(known: Generations, inputs: PasswordsInputs): boolean {
  return wanted(inputs).some((generation) =>
    inputs.users.some((user) => known[generation]?.[user] === undefined),
  );
}

/** The generations that are wanted, each with every user; what is known stays as it is. */
function complete(known: Generations, inputs: PasswordsInputs): Generations {
  return Object.fromEntries(
    wanted(inputs).map((generation) => [
      generation,
      Object.fromEntries(inputs.users.map((user) => [user, known[generation]?.[user] ?? newPassword()])),
    ]),
  );
}

/** 256 bits in letters that need no quoting anywhere. */
function newPassword(): string {
  return randomBytes(32).toString('base64url');
}
