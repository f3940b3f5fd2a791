import type { Problem } from '../../backend.ts';
import type { Own } from '../own.ts';

export function accessProblems({ auth: { use, alsoAccept } }: Own): Problem[] {
  if (alsoAccept === undefined) return [];
  if (alsoAccept < use) return [];
  const reason =
    alsoAccept === use
      ? `Generation ${use} is in use already: name the one before, or leave alsoAccept out.`
      : `ElastiCache accepts the generation before the one in use: name one below ${use}, or use ${alsoAccept}.`;
  return [{ path: 'elasticache.auth.alsoAccept', reason }];
}
