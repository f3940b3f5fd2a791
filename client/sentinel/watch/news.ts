import { type Endpoint, parseEndpoint } from '../endpoint.ts';

/** What a Sentinel's message means to a client. */
export type News =
  /** `target` is being told to be primary (`promotion`), or the Sentinels have agreed that it is (`switch`). */
  | { kind: 'promotion' | 'switch'; target: Endpoint }
  /** The failover was given up. */
  | { kind: 'abort' }
  /** A Sentinel has come or moved. */
  | { kind: 'sentinels' };

export const channels = [
  '+switch-master',
  // The elected Sentinel says whom it has chosen, one tick before it sends the order: time to connect.
  '+failover-state-send-slaveof-noone',
  // Here it has sent it. +switch-master trails by up to a second, for Sentinels learn of it from a periodic INFO.
  '+failover-state-wait-promotion',
  '+sentinel',
  '+sentinel-address-switch',
];
export const pattern = '-failover-abort-*';

/**
 * Reads a message about `masterName`; undefined when it is about another or says nothing. Formats:
 * https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/#pubsub-messages
 */
export function read(channel: string, message: string, masterName: string): News | undefined {
  const words = message.split(' ');
  if (channel === '+switch-master') {
    const target = parseEndpoint(words[3], words[4]);
    return words[0] === masterName && target ? { kind: 'switch', target } : undefined;
  }
  if (channel.startsWith('+failover-state-')) {
    const target = parseEndpoint(words[2], words[3]);
    return words[5] === masterName && target ? { kind: 'promotion', target } : undefined;
  }
  if (channel.startsWith('-failover-abort-')) return words[1] === masterName ? { kind: 'abort' } : undefined;
  if (channel === '+sentinel') return words[5] === masterName ? { kind: 'sentinels' } : undefined;
  if (channel === '+sentinel-address-switch')
    return words[1] === masterName ? { kind: 'sentinels' } : undefined;
  return undefined;
}
