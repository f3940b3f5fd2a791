import diagnostics from 'node:diagnostics_channel';
import type { EventEmitter } from 'node:events';
import type { ClientEvents, ClientState } from './state.ts';

/** What is published on the channel: the event's name and what is known after it. */
export interface ChannelMessage {
  event: (typeof names)[number];
  state: ClientState;
}

/** Name of the `diagnostics_channel` on which the events of all clients of the process are published. */
export const channelName = 'redis-ha-client';

const channel = diagnostics.channel(channelName);
const names = ['ready', 'lost', 'failover', 'closed', 'trouble'] as const;

/** Publishes a client's events for whoever traces; costs nothing while nobody does. */
export function publish(events: EventEmitter<ClientEvents>, state: () => ClientState): void {
  for (const event of names) {
    events.on(event, () => {
      if (channel.hasSubscribers) channel.publish({ event, state: state() } satisfies ChannelMessage);
    });
  }
}
