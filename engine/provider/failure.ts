import grpc, { type ServiceError } from '@grpc/grpc-js';
import { partialFailureIn } from './initFailed.ts';

/** A provider refused or failed. The message is the provider's own text. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
}

export function isUnimplemented(error: unknown): boolean {
  return isServiceError(error) && error.code === grpc.status.UNIMPLEMENTED;
}

/**
 * What went wrong in a call, as the person who waits should read it. `attempt` completes “while asked to …”.
 */
export function failure(error: unknown, attempt: string): Error {
  if (!isServiceError(error)) return error instanceof Error ? error : new Error(String(error));
  const partial = partialFailureIn(error);
  if (partial) return partial;
  if (error.code === grpc.status.UNAVAILABLE) {
    return new ProviderError(`The provider ended, or cannot be reached, while asked to ${attempt}.`, {
      cause: error,
    });
  }
  return new ProviderError(error.details || error.message, { cause: error });
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'details' in error && 'metadata' in error;
}
