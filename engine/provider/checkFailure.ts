import providerPb from '@pulumi/pulumi/proto/provider_pb.js';
import type { CheckFailure } from './implementation.ts';

export function failureMessage({ property, reason }: CheckFailure) {
  return new providerPb.CheckFailure().setProperty(property).setReason(reason);
}
