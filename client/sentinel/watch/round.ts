import { type Endpoint, spell } from '../endpoint.ts';
import type { Answer } from '../wire/question.ts';
import { messageOf } from '../wire/within.ts';
import { judge, type Verdict } from './vote.ts';

/** A round of asking and what went wrong with some. */
export interface Round {
  verdict: Verdict;
  problems: string[];
}

/**
 * Asks all Sentinels side by side, those too that are learned on the way, and is done as soon as enough agree:
 * nobody waits for a slow one. `askOne` has a timeout of its own.
 */
export function askRound(
  configured: readonly Endpoint[],
  learned: readonly Endpoint[],
  askOne: (endpoint: Endpoint) => Promise<Answer>,
): Promise<Round> {
  return new Promise((resolve) => {
    const asked = new Set<string>();
    const answers: Answer[] = [];
    const problems: string[] = [];
    let open = 0;
    const consider = () => {
      const verdict = judge(configured.length, answers);
      if (verdict.primary) return resolve({ verdict, problems });
      for (const { id, endpoint } of verdict.learned) {
        if (!answers.some((answer) => answer.id === id)) put(endpoint);
      }
      if (open === 0) resolve({ verdict, problems });
    };
    const put = (endpoint: Endpoint) => {
      if (asked.has(spell(endpoint))) return;
      asked.add(spell(endpoint));
      open += 1;
      askOne(endpoint)
        .then(
          (answer) => answers.push(answer),
          (error) => problems.push(messageOf(error)),
        )
        .finally(() => {
          open -= 1;
          consider();
        });
    };
    for (const endpoint of [...configured, ...learned]) put(endpoint);
  });
}

/** Why a round named nobody. */
export function explain({ verdict, problems }: Round, masterName: string): string {
  const { known, needed } = verdict;
  const details = problems.length > 0 ? ` Not answering: ${problems.join('; ')}.` : '';
  return `No ${needed} of ${known} Sentinels name the same primary for "${masterName}".${details}`;
}
