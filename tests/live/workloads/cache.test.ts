import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type Cache, createCache } from '../../../client/workloads/cache/index.ts';
import { LocalInstance } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { faults, stage } from './stage.ts';

/** One instance of an application: it asks for pages all the time, of which there are more and more. */
class Application {
  readonly errors: unknown[] = [];
  readonly computed = new Map<string, number>();
  answers = 0;
  over = false;
  readonly #cache: Cache;

  constructor(cache: Cache) {
    this.#cache = cache;
  }

  async serve(pages: string[]): Promise<void> {
    while (!this.over) {
      await Promise.all(pages.map((page) => this.#page(page)));
      await sleep(10);
    }
  }

  async #page(page: string): Promise<void> {
    try {
      const text = await this.#cache.getOrSet(page, 600_000, async () => {
        this.computed.set(page, (this.computed.get(page) ?? 0) + 1);
        return `text of ${page}`;
      });
      if (text !== `text of ${page}`) this.errors.push(`${page} is ${text}`);
      this.answers += 1;
    } catch (error) {
      this.errors.push(error);
    }
  }
}

function isElsewhere({ redis }: Cache): boolean {
  return redis?.ha.state().lastFailoverMs !== undefined;
}

describe('workload cache, two instances of an application on real servers over TLS', () => {
  let instance: LocalInstance;
  let primary: string;
  let caches: Cache[];
  beforeEach(async () => {
    instance = await LocalInstance.make();
    const staged = await stage(instance);
    ({ primary } = staged);
    caches = [1, 2].map(() => createCache({ connection: staged.connection }));
    instance.endWith(() => Promise.all(caches.map(({ close }) => close())));
    await until(() => caches.every(({ redis }) => redis?.ha.state().phase === 'ready'), 'they are connected');
  });
  afterEach(() => instance.remove());

  for (const [name, fault] of Object.entries(faults)) {
    it(`answers all through ${name}, and computes a page once in each instance meanwhile`, async () => {
      const pages = Array.from({ length: 20 }, (_, i) => `old-${i}`);
      const applications = caches.map((cache) => new Application(cache));
      const serving = applications.map((application) => application.serve(pages));
      const stop = () => {
        for (const application of applications) application.over = true;
      };
      instance.endWith(stop);
      await until(() => applications.every(({ answers }) => answers > 100), 'pages are served');
      const end = await fault(instance, primary);
      // A planned one can be over between two questions: nobody misses anything then.
      await until(
        () => caches.every((cache) => cache.stats().redisErrors > 0 || isElsewhere(cache)),
        'both miss Redis, or are elsewhere already',
      );
      pages.push(...Array.from({ length: 20 }, (_, i) => `new-${i}`));
      await until(() => caches.every(isElsewhere), 'both are elsewhere');
      end();
      const answers = applications.map((application) => application.answers);
      await until(
        () => applications.every((application, i) => application.answers > (answers[i] ?? 0) + 200),
        'pages are served again',
      );
      stop();
      await Promise.all(serving);
      expect(applications.flatMap(({ errors }) => errors)).to.deep.equal([]);
      // What was new in the gap lay in the memory of each; the first who asks afterwards computes it for all.
      const most = pages.map((page) => applications.map(({ computed }) => computed.get(page) ?? 0));
      for (const [page, times] of most.entries()) {
        const sum = times.reduce((all, one) => all + one, 0);
        expect(sum, pages[page]).to.be.within(1, 3);
        expect(Math.max(...times), pages[page]).to.be.at.most(2);
      }
      const old = most.slice(0, 20).filter((times) => times.reduce((all, one) => all + one, 0) > 1);
      expect(old, 'old pages computed again').to.deep.equal([]);
    });
  }
});
