import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { createRateLimiter, type OpenRateLimiter } from '../../../client/workloads/rateLimit.ts';
import { LocalInstance } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { faults, stage } from './stage.ts';

const limits = { points: 100, duration: 600, instances: 2 };
const insurance = limits.points / limits.instances;

/** One instance of an application, whose clients ask for more than they may have. */
class Application {
  allowed = 0;
  refused = 0;
  readonly errors: unknown[] = [];
  readonly #limiter: RateLimiterAbstract;
  over = false;

  constructor(limiter: RateLimiterAbstract) {
    this.#limiter = limiter;
  }

  async serve(): Promise<void> {
    while (!this.over) {
      await this.#limiter.consume('somebody').then(
        () => {
          this.allowed += 1;
        },
        (error: unknown) => {
          if (error instanceof Error) this.errors.push(error);
          else this.refused += 1;
        },
      );
      await sleep(5);
    }
  }
}

describe('workload rateLimit, two instances of an application on real servers over TLS', () => {
  let instance: LocalInstance;
  let primary: string;
  let limiters: OpenRateLimiter[];
  beforeEach(async () => {
    instance = await LocalInstance.make();
    const staged = await stage(instance);
    ({ primary } = staged);
    limiters = [1, 2].map(() => createRateLimiter({ ...limits, connection: staged.connection }));
    instance.endWith(() => Promise.all(limiters.map(({ close }) => close())));
    await until(
      () => limiters.every(({ redis }) => redis?.ha.state().phase === 'ready'),
      'they are connected',
    );
  });
  afterEach(() => instance.remove());

  for (const [name, fault] of Object.entries(faults)) {
    it(`holds limit + insurance x instances through ${name}, without an error`, async () => {
      const applications = limiters.map(({ limiter }) => new Application(limiter));
      const serving = applications.map((application) => application.serve());
      const stop = () => {
        for (const application of applications) application.over = true;
      };
      instance.endWith(stop);
      await until(() => applications.every(({ allowed }) => allowed > 10), 'requests are served');
      const end = await fault(instance, primary);
      await until(
        () => limiters.every(({ redis }) => redis?.ha.state().lastFailoverMs !== undefined),
        'both are elsewhere',
      );
      end();
      const refused = applications.map((application) => application.refused);
      await until(
        () => applications.every((application, i) => application.refused > (refused[i] ?? 0) + 20),
        'nobody gets more',
      );
      stop();
      await Promise.all(serving);
      expect(applications.flatMap(({ errors }) => errors)).to.deep.equal([]);
      const allowed = applications.reduce((sum, application) => sum + application.allowed, 0);
      expect(allowed).to.be.within(limits.points, limits.points + insurance * limits.instances);
    });
  }
});
