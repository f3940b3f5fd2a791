import type { Client } from '@grpc/grpc-js';
import engineGrpc from '@pulumi/pulumi/proto/engine_grpc_pb.js';
import enginePb from '@pulumi/pulumi/proto/engine_pb.js';
import { connect, unary } from './channel.ts';

/**
 * The way from a provider to the person who waits: the engine's Log service, since it is the engine that
 * prints.
 */
export class EngineLog {
  #channel: Client | undefined;

  /** The engine's address, as it becomes known (argument, Handshake or Attach); the last one counts. */
  reach(address: string): void {
    if (address === '') return;
    this.#channel?.close();
    this.#channel = connect(address);
  }

  /**
   * Shown beside the resource while it is worked on, then gone. Without an engine, or with one that is gone,
   * nothing happens.
   */
  status(urn: string, message: string): void {
    if (!this.#channel) return;
    const request = new enginePb.LogRequest();
    request.setSeverity(enginePb.LogSeverity.INFO);
    request.setUrn(urn);
    request.setMessage(message);
    request.setEphemeral(true);
    unary(this.#channel, engineGrpc.EngineService.log, request).catch(() => undefined);
  }

  close(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }
}
