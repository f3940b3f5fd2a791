import type { ClusterApi } from '../api/index.ts';
import { dataPort, type Member, type Plan, quorum, sentinelPort, sentinelsOf, serversOf } from '../plan.ts';
import { askSentinel, askServer } from './ask.ts';

/** The host that each Sentinel names; undefined for one that does not answer. */
export function namedBySentinels(api: ClusterApi, plan: Plan): Promise<(string | undefined)[]> {
  const { name, own } = plan;
  return Promise.all(
    sentinelsOf(plan).map(({ pod }) => askSentinel(api, own.namespace, pod, sentinelPort, name)),
  );
}

/** Whom a quorum of the Sentinels names. */
export function agreedOf(named: readonly (string | undefined)[]): string | undefined {
  return named.find((host) => host !== undefined && named.filter((other) => other === host).length >= quorum);
}

/** The server that a quorum names and that says so itself. Rejects with a sentence where there is none. */
export async function primaryNow(api: ClusterApi, plan: Plan): Promise<Member> {
  const agreed = agreedOf(await namedBySentinels(api, plan));
  if (agreed === undefined) throw new Error(`The Sentinels of ${plan.name} do not agree on a primary${more}`);
  const member = serversOf(plan).find(({ host }) => host === agreed);
  if (!member)
    throw new Error(`The Sentinels of ${plan.name} name ${agreed}, which is none of its servers${more}`);
  const answer = await askServer(api, plan.own.namespace, member.pod, dataPort);
  if (answer?.role === 'primary') return member;
  throw new Error(`The Sentinels of ${plan.name} name ${member.pod}, which is not primary now${more}`);
}

const more = ': `redis-ha status` says more.';
