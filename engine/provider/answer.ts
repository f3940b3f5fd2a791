import grpc, { type handleUnaryCall } from '@grpc/grpc-js';
import { initFailedMetadata, isPartialFailure, shortened } from './initFailed.ts';

/** A method that gives its answer as a promise, as grpc-js takes it. */
export function answer<Request, Response>(
  method: (request: Request) => Promise<Response>,
): handleUnaryCall<Request, Response> {
  return ({ request }, done) => {
    method(request).then(
      (response) => done(null, response),
      (error: unknown) => done(statusOf(error)),
    );
  };
}

/**
 * An expected failure is told in its own words; anything else is a bug, whose stack the person who mends it
 * needs.
 */
function statusOf(error: unknown): { code: grpc.status; details: string; metadata?: grpc.Metadata } {
  const code = grpc.status.UNKNOWN;
  if (isPartialFailure(error)) {
    return { code, details: shortened(error.message), metadata: initFailedMetadata(error) };
  }
  if (!(error instanceof Error)) return { code, details: shortened(String(error)) };
  const expected = error.name === 'ProviderError' || error.name === 'AbortError';
  return { code, details: shortened(expected ? error.message : (error.stack ?? error.message)) };
}
