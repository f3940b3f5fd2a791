import grpc from '@grpc/grpc-js';

// Pulumi's own limit for one message, both ways (sdk/nodejs/runtime/settings.ts).
const maxMessageBytes = 400 * 1024 * 1024;

/**
 * For every channel and server between this engine and its children. All run on loopback, so a proxy is never
 * asked.
 */
export const channelOptions: grpc.ChannelOptions = {
  'grpc.max_receive_message_length': maxMessageBytes,
  'grpc.max_send_message_length': maxMessageBytes,
  'grpc.enable_http_proxy': 0,
};

/** A channel to a server on loopback. */
export function connect(address: string): grpc.Client {
  return new grpc.Client(address, grpc.credentials.createInsecure(), channelOptions);
}

/** What a caller needs of a method. */
export type ClientMethod<Request, Response> = Pick<
  grpc.MethodDefinition<Request, Response>,
  'path' | 'requestSerialize' | 'responseDeserialize'
>;

/** One call, one answer. Rejects with grpc-js's ServiceError. */
export function unary<Request, Response>(
  client: grpc.Client,
  method: ClientMethod<Request, Response>,
  request: Request,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      (error, response) => (error || response === undefined ? reject(error) : resolve(response)),
    );
  });
}

/** Binds to a free loopback port and gives it back. */
export function listen(server: grpc.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}

/** Lets running calls end for half a second, then cuts what is left. */
export function shutDown(server: grpc.Server): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => server.forceShutdown(), 500);
    server.tryShutdown(() => {
      clearTimeout(impatience);
      resolve();
    });
  });
}
