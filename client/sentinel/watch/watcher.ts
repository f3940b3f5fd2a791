import { EventEmitter } from 'node:events';
import { type Endpoint, reachable, same } from '../endpoint.ts';
import type { Settled } from '../options.ts';
import { provenAs } from '../wire/identity.ts';
import { openLink } from '../wire/link.ts';
import { type Answer, ask } from '../wire/question.ts';
import { within } from '../wire/within.ts';
import { afterFailure, afterVerdict, type Belief, isOpen } from './belief.ts';
import { Ear } from './ear.ts';
import { Ears } from './ears.ts';
import type { WatcherEvent } from './events.ts';
import type { News } from './news.ts';
import { Pursuits } from './pursuits.ts';
import { askRound, explain, type Round } from './round.ts';

/** What opens the servers, as one of the clients was given it. */
export interface Credentials {
  username: string | undefined;
  password: string | undefined;
}

/** Knows who is primary, for all clients of a process: listens to every Sentinel and asks them when there is need. */
export class Watcher extends EventEmitter<{ event: [WatcherEvent] }> {
  readonly #o: Settled;
  readonly #ears: Ears;
  readonly #pursuits: Pursuits;
  #belief: Belief | undefined;
  #announced: Endpoint | undefined;
  #asking: Promise<Round> | undefined;
  #confirming: NodeJS.Timeout | undefined;
  /** The Sentinel that ordered the promotion heard last. */
  #promoter: Endpoint | undefined;
  #stopped = false;
  /** Why nobody is known, in a sentence. */
  problem = 'No Sentinel has answered yet.';

  /** `credentials` answers those of the clients there are, at least one. */
  constructor(options: Settled, credentials: () => Credentials[]) {
    super();
    this.setMaxListeners(0);
    this.#o = options;
    this.#pursuits = new Pursuits((target, attempt) => {
      const all = credentials();
      return this.#openServer(target, all[attempt % all.length]);
    }, options.timeouts.promotion);
    this.#ears = new Ears(options.sentinels, (endpoint) => this.#listenTo(endpoint));
  }

  /** Where the clients belong now, as announced. */
  get primary(): Endpoint | undefined {
    return this.#belief?.primary;
  }

  get sentinels(): { endpoint: Endpoint; live: boolean }[] {
    return this.#ears.all.map(({ endpoint, live }) => ({ endpoint, live }));
  }

  /** The primary to connect to. The last one known when the Sentinels do not agree; then the server's role decides. */
  async locate(): Promise<Endpoint | undefined> {
    if (isOpen(this.#belief)) await this.#ask();
    return this.primary;
  }

  /** A client could not connect there, or was told that it is no primary. */
  failed(endpoint: Endpoint): void {
    this.#belief = afterFailure(this.#belief, endpoint);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#confirming);
    this.#ears.stop();
    this.#pursuits.stop();
    this.removeAllListeners();
  }

  /** One round for all who want to know at the same time. */
  #ask(): Promise<Round> {
    this.#asking ??= this.#askAll().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #askAll(): Promise<Round> {
    const round = await askRound(this.#o.sentinels, this.#ears.learned, (endpoint) => this.#askOne(endpoint));
    if (this.#stopped) return round;
    const { verdict } = round;
    this.problem = explain(round, this.#o.masterName);
    this.#ears.learn(verdict.learned);
    this.#believe(afterVerdict(this.#belief, verdict));
    if (verdict.newer) this.#compare(verdict.newer);
    return round;
  }

  async #askOne(endpoint: Endpoint): Promise<Answer> {
    const ms = this.#o.timeouts.sentinelCommand;
    const link = await this.#openSentinel(endpoint, ms);
    try {
      return await within(ms, ask(link, endpoint, this.#o.masterName));
    } finally {
      link.close();
    }
  }

  #listenTo(endpoint: Endpoint): Ear {
    const { masterName, timeouts } = this.#o;
    const open = () => this.#openSentinel(endpoint, timeouts.connect);
    return new Ear(
      endpoint,
      open,
      { masterName, pingMs: timeouts.sentinelCommand },
      {
        answer: (_, answer) => this.#compare(answer),
        news: (ear, news) => this.#follow(ear.endpoint, news),
        found: (ear) => {
          this.#ears.withoutTwins();
          this.#tell({ kind: 'sentinel-found', sentinel: ear.endpoint, at: Date.now() });
        },
        lost: (ear) => this.#tell({ kind: 'sentinel-lost', sentinel: ear.endpoint, at: Date.now() }),
      },
    );
  }

  /** Does one Sentinel know of a later failover, unheard here? Counts only against something that is believed. */
  #compare({ primary, epoch }: Pick<Answer, 'primary' | 'epoch'>): void {
    if (!this.#belief || !primary || epoch <= this.#belief.epoch) return;
    this.#pursue(primary, 'epoch', epoch);
  }

  #follow(sentinel: Endpoint, news: News): void {
    if (news.kind === 'sentinels') void this.#ask();
    else if (news.kind === 'abort') {
      this.#tell({ kind: 'abort', sentinel, at: Date.now() });
      // A Sentinel that was not elected gives its own attempt up while another one's goes on.
      if (!same(sentinel, this.#promoter)) return;
      this.#pursuits.stop();
      void this.#reconsider();
    } else {
      this.#tell({ kind: 'promotion', target: news.target, sentinel, at: Date.now() });
      this.#promoter = sentinel;
      this.#pursue(news.target, news.kind, this.#belief?.epoch ?? 0);
      // When the last Sentinel has switched, what was followed is agreed.
      if (news.kind === 'switch') void this.#ask();
    }
  }

  #pursue(target: Endpoint, because: Belief['because'], epoch: number): void {
    if (this.#stopped || same(this.primary, target)) return;
    void this.#pursuits.start(target, () => {
      if (this.#stopped) return;
      this.#pursuits.stop();
      this.#believe({ primary: target, because, epoch, failures: 0, left: this.primary });
      // Counted from this promotion: right after it most Sentinels still name the server that was left.
      clearTimeout(this.#confirming);
      if (because !== 'quorum') {
        this.#confirming = setTimeout(() => void this.#reconsider(), this.#o.timeouts.confirm).unref();
      }
    });
  }

  /** Goes back to what the Sentinels agree on if what was followed did not come to be, and the server says so too. */
  async #reconsider(): Promise<void> {
    if (this.#stopped || !this.#belief || this.#belief.because === 'quorum') return;
    const { verdict } = await this.#ask();
    if (verdict.primary && !same(verdict.primary, this.primary)) {
      this.#pursue(verdict.primary, 'quorum', verdict.epoch);
    }
  }

  #believe(belief: Belief | undefined): void {
    this.#belief = belief;
    if (!belief || same(belief.primary, this.#announced)) return;
    const { primary, because } = belief;
    const previous = this.#announced;
    this.#announced = primary;
    this.#tell({ kind: 'primary', primary, previous, because, at: Date.now() });
  }

  #tell(event: WatcherEvent): void {
    if (!this.#stopped) this.emit('event', event);
  }

  #openSentinel(announced: Endpoint, connectMs: number) {
    const { username, password, natMap, timeouts } = this.#o;
    const endpoint = reachable(natMap, announced);
    const tls = provenAs(announced, this.#o.tls);
    return openLink({ endpoint, username, password, tls, connectMs, commandMs: timeouts.sentinelCommand });
  }

  #openServer(target: Endpoint, credentials: Credentials | undefined) {
    const { dataTls, natMap, timeouts } = this.#o;
    const ms = timeouts.sentinelCommand;
    const endpoint = reachable(natMap, target);
    const tls = provenAs(target, dataTls);
    return openLink({ endpoint, ...credentials, tls, connectMs: ms, commandMs: ms });
  }
}
