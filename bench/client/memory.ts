import { median } from '../../cli/drill/index.ts';
import { Measured } from './measured.ts';
import type { ClientName, Opening } from './orders.ts';

/** What a process with so many clients takes, medians. */
export interface Footprint {
  client: ClientName;
  clients: number;
  rssMb: number;
  sockets: number;
}

const kinds: readonly ClientName[] = ['ours', 'bare', 'detector'];
const counts = [1, 50];

/** A new process for each measurement, the kinds in turn. */
export async function footprints(
  where: Pick<Opening, 'connection' | 'port'>,
  rounds: number,
  done: () => void,
): Promise<Footprint[]> {
  const cases = kinds.flatMap((client) =>
    counts.map((clients) => ({ client, clients, rss: [] as number[], sockets: [] as number[] })),
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const { client, clients, rss, sockets } of cases) {
      const measured = await Measured.open({ client, clients, ...where });
      const found = await measured.memory();
      rss.push(found.rssMb);
      sockets.push(found.sockets);
      await measured.close();
    }
    done();
  }
  return cases.map(({ client, clients, rss, sockets }) => ({
    client,
    clients,
    rssMb: Math.round(median(rss)),
    sockets: median(sockets),
  }));
}
