import type providerPb from '@pulumi/pulumi/proto/provider_pb.js';
import { fromStruct } from '../wire/struct.ts';
import type { PropertyMap } from '../wire/value.ts';
import type { CheckFailure } from './implementation.ts';

/** What a provider makes of inputs, and what is wrong with them. */
export interface Checked {
  inputs: PropertyMap;
  failures: CheckFailure[];
}

export function checked(answer: InstanceType<typeof providerPb.CheckResponse>): Checked {
  return { inputs: fromStruct(answer.getInputs()), failures: failuresIn(answer) };
}

interface Failing {
  getFailuresList(): { getProperty(): string; getReason(): string }[];
}

export function failuresIn(answer: Failing): CheckFailure[] {
  return answer.getFailuresList().map((f) => ({ property: f.getProperty(), reason: f.getReason() }));
}
