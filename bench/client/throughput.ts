import { median } from '../../cli/drill/index.ts';
import { Measured } from './measured.ts';
import { type Mode, modes, type Opening, type Rate } from './orders.ts';

const warmUpMs = 300;
/** Short, and many: a machine that is slow for a second is so for both. */
const sliceMs = 80;
const slicesEach = 12;

/** Both clients in one kind of load, medians over the rounds. */
export interface Throughput extends Mode {
  transport: string;
  ours: Rate;
  bare: Rate;
  /** Ours as a share of ioredis' rate, compared within each round. */
  ratio: { median: number; worst: number };
  rounds: number;
}

type Where = Pick<Opening, 'connection' | 'port'>;
type Pair = { ours: Rate; bare: Rate };

/**
 * Both clients in turn, in processes of their own that are new in each round: what else the machine does meets both, and a lucky
 * layout of memory lasts for one round only.
 */
export async function throughput(
  transport: string,
  where: Where,
  rounds: number,
  done: () => void,
): Promise<Throughput[]> {
  const found = modes.map((mode) => ({ mode, pairs: [] as Pair[] }));
  for (let round = 0; round < rounds; round += 1) {
    const ours = await Measured.open({ client: 'ours', clients: 1, ...where });
    const bare = await Measured.open({ client: 'bare', clients: 1, ...where });
    for (const { mode, pairs } of found) pairs.push(await inTurn(ours, bare, mode, round % 2 === 0));
    await ours.close();
    await bare.close();
    done();
  }
  return found.map(({ mode, pairs }) => {
    const ratios = pairs.map(({ ours, bare }) => ours.perSecond / bare.perSecond);
    return {
      transport,
      ...mode,
      ours: middle(pairs.map(({ ours }) => ours)),
      bare: middle(pairs.map(({ bare }) => bare)),
      ratio: { median: median(ratios), worst: Math.min(...ratios) },
      rounds,
    };
  });
}

async function inTurn(ours: Measured, bare: Measured, mode: Mode, oursFirst: boolean): Promise<Pair> {
  await ours.rate(mode, warmUpMs);
  await bare.rate(mode, warmUpMs);
  const [first, second] = oursFirst ? [ours, bare] : [bare, ours];
  // First, second, second, first, …: neither is always the later one.
  const slices = Array.from({ length: 2 * slicesEach }, (_, i) => ((i + 1) & 2 ? second : first));
  const rates: { of: Measured; rate: Rate }[] = [];
  for (const of of slices) rates.push({ of, rate: await of.rate(mode, sliceMs) });
  const meanOf = (one: Measured) => mean(rates.filter(({ of }) => of === one).map(({ rate }) => rate));
  return { ours: meanOf(ours), bare: meanOf(bare) };
}

function mean(rates: readonly Rate[]): Rate {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return {
    perSecond: sum(rates.map(({ perSecond }) => perSecond)) / rates.length,
    cpu: sum(rates.map(({ cpu }) => cpu)) / rates.length,
  };
}

function middle(rates: readonly Rate[]): Rate {
  return {
    perSecond: median(rates.map(({ perSecond }) => perSecond)),
    cpu: median(rates.map(({ cpu }) => cpu)),
  };
}
