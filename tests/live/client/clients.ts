import { Redis } from 'ioredis';
import { type SentinelConnectorClass, sentinelConnector } from '../../../client/sentinel/index.ts';
import type { LocalInstance } from '../../local/instance.ts';

const loopback = '127.0.0.1';

export async function connectorFor(instance: LocalInstance): Promise<SentinelConnectorClass> {
  const names = ['sentinel-1', 'sentinel-2', 'sentinel-3'];
  const sentinels = await Promise.all(names.map((name) => instance.target(name)));
  const [first] = sentinels;
  const tls = first?.ca === undefined ? undefined : { ca: first.ca };
  return sentinelConnector({
    sentinels: sentinels.map(({ port }) => ({ host: loopback, port })),
    masterName: 'test',
    password: first?.password,
    tls,
    dataTls: tls,
  });
}

export async function dataClient(instance: LocalInstance, Connector: SentinelConnectorClass): Promise<Redis> {
  const { password } = await instance.target('server-1');
  const client = new Redis({
    Connector,
    password,
    maxRetriesPerRequest: null,
    retryStrategy: () => 20,
    reconnectOnError: (error) =>
      /^(READONLY|LOADING|MASTERDOWN|NOREPLICAS)/.test(error.message) ? 2 : false,
  });
  client.on('error', () => undefined);
  instance.endWith(() => client.disconnect());
  return client;
}

/** A plain connection to one server or Sentinel. */
export async function serverLink(instance: LocalInstance, name: string): Promise<Redis> {
  const { port, password, ca } = await instance.target(name);
  const tls = ca === undefined ? {} : { tls: { ca } };
  const client = new Redis({ host: loopback, port, password, enableReadyCheck: false, ...tls });
  client.on('error', () => undefined);
  instance.endWith(() => client.disconnect());
  return client;
}
