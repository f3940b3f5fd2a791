import { setTimeout as sleep } from 'node:timers/promises';
import type { Link } from './link.ts';
import { messageOf } from './within.ts';

/** Whether a server calls itself primary. Rejects when it does not say. */
export async function saysPrimary(link: Link): Promise<boolean> {
  try {
    const role = await link.call('ROLE');
    return Array.isArray(role) && role[0] === 'master';
  } catch (error) {
    if (!messageOf(error).includes('NOPERM')) throw error;
  }
  // An application's ACL user may lack ROLE, but everyone may say HELLO, which tells the role too.
  const hello = await link.call('HELLO', '2');
  return Array.isArray(hello) && hello[hello.indexOf('role') + 1] === 'master';
}

// The order to become primary takes a millisecond or two to arrive; until then the old one still acknowledges.
const betweenQuestionsMs = 2;
const betweenLinksMs = 20;

/** Asks a server until it calls itself primary: true, or false when `signal` ends it first. */
export async function untilPrimary(
  open: (attempt: number) => Promise<Link>,
  signal: AbortSignal,
): Promise<boolean> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    const link = await open(attempt).catch(() => undefined);
    try {
      while (link && !signal.aborted) {
        if (await saysPrimary(link)) return !signal.aborted;
        await sleep(betweenQuestionsMs, undefined, { ref: false });
      }
    } catch {
      // It is gone, or says nothing with these credentials: another link.
    } finally {
      link?.close();
    }
    await sleep(betweenLinksMs, undefined, { ref: false });
  }
  return false;
}
