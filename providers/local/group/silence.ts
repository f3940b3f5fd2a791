import { type Holder, holderOf } from '../process/index.ts';
import type { ProcessView } from './view.ts';

/** Why a member does not answer, for a person. */
export async function silenceSentence({ name, port, pid, process, trouble }: ProcessView): Promise<string> {
  if (process === 'frozen') return `${name} (pid ${pid}) is frozen: \`up\` ends it and starts it again.`;
  if (process === 'running') return `${name} (pid ${pid}) does not answer: ${trouble}.`;
  const stranger: Holder | undefined = await holderOf(port).catch(() => undefined);
  if (!stranger) return `${name} does not run: \`up\` starts it again.`;
  return `${name} does not run, and its port ${port} is in use by ${stranger.program} (pid ${stranger.pid}).`;
}
