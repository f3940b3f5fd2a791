import { setTimeout as sleep } from 'node:timers/promises';
import { retryDelay } from '../delay.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Link } from '../wire/link.ts';
import { type Answer, ask } from '../wire/question.ts';
import { channels, type News, pattern, read } from './news.ts';

/** What an ear tells. */
export interface Heard {
  /** What the Sentinel says at each (re)connect: it makes up for messages missed meanwhile. */
  answer(ear: Ear, answer: Answer): void;
  news(ear: Ear, news: News): void;
  found(ear: Ear): void;
  lost(ear: Ear): void;
}

interface Settings {
  masterName: string;
  /** Milliseconds between two signs of life that are asked for. */
  pingMs: number;
}

/** Listens to one Sentinel for as long as it is wanted; a frozen or restarted one is left and tried again. */
export class Ear {
  readonly endpoint: Endpoint;
  /** The Sentinel's run id, once it has told. */
  id: string | undefined;
  live = false;
  readonly #open: () => Promise<Link>;
  readonly #settings: Settings;
  readonly #heard: Heard;
  #link: Link | undefined;
  #stopped = false;

  constructor(endpoint: Endpoint, open: () => Promise<Link>, settings: Settings, heard: Heard) {
    this.endpoint = endpoint;
    this.#open = open;
    this.#settings = settings;
    this.#heard = heard;
    void this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.#link?.close();
  }

  async #run(): Promise<void> {
    for (let attempt = 1; !this.#stopped; attempt += 1) {
      if (await this.#listen()) attempt = 1;
      if (!this.#stopped) await sleep(retryDelay(attempt), undefined, { ref: false });
    }
  }

  /** One connection from beginning to end; whether the Sentinel was heard on it. */
  async #listen(): Promise<boolean> {
    try {
      const link = await this.#open();
      this.#link = link;
      // Questions and subscription in one write, so that nothing happens unheard between them.
      const answering = ask(link, this.endpoint, this.#settings.masterName);
      const listening = link.listen(channels, pattern, (channel, message) => this.#hear(channel, message));
      const [answer] = await Promise.all([answering, listening]);
      if (this.#stopped) return true;
      this.id = answer.id;
      this.live = true;
      this.#heard.found(this);
      this.#heard.answer(this, answer);
      await this.#untilSilent(link);
    } catch {
      // Not there, frozen, or refusing: it is tried again, and the rounds of questions say why.
    } finally {
      this.#link?.close();
      this.#link = undefined;
    }
    const wasLive = this.live;
    this.live = false;
    if (wasLive && !this.#stopped) this.#heard.lost(this);
    return wasLive;
  }

  #hear(channel: string, message: string): void {
    const news = read(channel, message, this.#settings.masterName);
    if (news && !this.#stopped) this.#heard.news(this, news);
  }

  async #untilSilent(link: Link): Promise<void> {
    for (let over = false; !over; ) {
      const pause = sleep(this.#settings.pingMs, false, { ref: false });
      over = await Promise.race([pause, link.ended.then(() => true)]);
      if (!over) await link.call('PING');
    }
  }
}
