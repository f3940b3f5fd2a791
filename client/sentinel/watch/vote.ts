import { type Endpoint, spell } from '../endpoint.ts';
import type { Answer } from '../wire/question.ts';

/** What a round of answers amounts to. */
export interface Verdict {
  /** What more than half of the Sentinels known say alike. */
  primary: Endpoint | undefined;
  /** The newest configuration epoch among those who say so; 0 without a primary. */
  epoch: number;
  /** One who knows of a later failover than they do. To be believed only if the server says the same. */
  newer: Pick<Answer, 'primary' | 'epoch'> | undefined;
  /** Sentinels the answering ones know. */
  learned: { id: string; endpoint: Endpoint }[];
  /** Sentinels that exist, and how many equal answers it takes. */
  known: number;
  needed: number;
}

/** Counts the answers to one question; `configured` is the number of Sentinels the application named. */
export function judge(configured: number, answers: readonly Answer[]): Verdict {
  const voters = [...new Map(answers.map((answer) => [answer.id, answer])).values()];
  const learned = learn(configured, voters);
  const ids = new Set([...voters.map((voter) => voter.id), ...learned.map((one) => one.id)]);
  // A Sentinel named by a name and learned by its address must not count twice, nor one that nobody named not at all.
  const known = Math.max(configured, ids.size);
  const needed = Math.floor(known / 2) + 1;
  const agreed = groupByPrimary(voters).find((group) => group.length >= needed) ?? [];
  const epoch = Math.max(0, ...agreed.map((voter) => voter.epoch));
  return {
    primary: agreed[0]?.primary,
    epoch,
    newer: newest(voters, epoch, agreed[0]?.primary),
    learned,
    known,
    needed,
  };
}

/** Those whom a majority of the answering knows (or is): one liar cannot make up Sentinels to stop every vote. */
function learn(configured: number, voters: readonly Answer[]): Verdict['learned'] {
  const named = voters.flatMap((voter) => voter.others);
  const needed = Math.floor(Math.max(voters.length, Math.min(configured, 2)) / 2) + 1;
  const ballots = (id: string) =>
    voters.filter((voter) => voter.id === id || voter.others.some((other) => other.id === id)).length;
  const each = [...new Map(named.map((one) => [one.id, one])).values()];
  return each.filter((one) => ballots(one.id) >= needed);
}

function groupByPrimary(voters: readonly Answer[]): Answer[][] {
  const groups = new Map<string, Answer[]>();
  for (const voter of voters) {
    if (!voter.primary) continue;
    const name = spell(voter.primary);
    groups.set(name, [...(groups.get(name) ?? []), voter]);
  }
  return [...groups.values()];
}

function newest(voters: readonly Answer[], epoch: number, agreed: Endpoint | undefined): Verdict['newer'] {
  const [first] = voters.filter((voter) => voter.epoch > epoch).sort((a, b) => b.epoch - a.epoch);
  if (!first?.primary || (agreed && spell(agreed) === spell(first.primary))) return undefined;
  return first;
}
