import grpc, { type handleUnaryCall } from '@grpc/grpc-js';

/** What whoever waits for a deployment gets once it has failed or was interrupted: the reason is in its report already. */
export class DeploymentStopped extends Error {
  constructor() {
    super('The deployment has stopped.');
  }
}

/**
 * A method of a service as a function. To a program whose deployment has stopped the engine is no longer there: the SDK then ends
 * without an error of its own, and the reason is shown once.
 */
export function method<Request, Response>(
  answer: (request: Request) => Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    answer(call.request).then(
      (response) => callback(null, response),
      (error: unknown) =>
        callback({
          code: error instanceof DeploymentStopped ? grpc.status.UNAVAILABLE : grpc.status.UNKNOWN,
          details: error instanceof Error ? error.message : String(error),
        }),
    );
  };
}
