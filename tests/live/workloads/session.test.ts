import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { createSessionStore, type OpenSessionStore } from '../../../client/workloads/session/index.ts';
import { LocalInstance } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { Browser, startShop } from '../../workloads/shop.ts';
import { faults, stage } from './stage.ts';

describe('workload session, an application with cookies on real servers over TLS', () => {
  let instance: LocalInstance;
  let primary: string;
  let sessions: OpenSessionStore;
  let shop: Awaited<ReturnType<typeof startShop>>;
  beforeEach(async () => {
    instance = await LocalInstance.make();
    const staged = await stage(instance);
    ({ primary } = staged);
    sessions = createSessionStore({ connection: staged.connection });
    instance.endWith(() => sessions.close());
    shop = await startShop(sessions.store);
    instance.endWith(() => shop.close());
  });
  afterEach(() => instance.remove());

  for (const [name, fault] of Object.entries(faults)) {
    it(`keeps every session through ${name}, and answers every request`, async () => {
      const people = Array.from({ length: 10 }, () => new Browser(shop.url));
      const visits: number[][] = people.map(() => []);
      let over = false;
      const all = people.map(async (person, index) => {
        while (!over) visits[index]?.push(await person.visit());
      });
      instance.endWith(() => {
        over = true;
        return Promise.allSettled(all);
      });
      await until(() => visits.every((own) => own.length > 5), 'everybody shops');
      const end = await fault(instance, primary);
      await until(() => sessions.redis?.ha.state().lastFailoverMs !== undefined, 'the store is elsewhere');
      end();
      const seen = visits.map((own) => own.length);
      await until(() => visits.every((own, i) => own.length > (seen[i] ?? 0) + 5), 'everybody shops again');
      over = true;
      await Promise.all(all);
      // A session that was lost would begin at 1 again, a visit that was lost would come twice.
      for (const own of visits) expect(own).to.deep.equal(own.map((_, i) => i + 1));
    });
  }
});
