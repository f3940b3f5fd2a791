import { readFileSync } from 'node:fs';
import type { ClusterApi, Place } from '../api/index.ts';

/** To the server of a container; answers when it was sent, milliseconds since 1970. Rejects with a sentence where none runs. */
export async function signal(api: ClusterApi, place: Place, name: 'KILL' | 'STOP' | 'CONT'): Promise<number> {
  const script = readFileSync(new URL('./signal.sh', import.meta.url), 'utf8');
  let at = 0;
  const onLine = () => {
    at = Date.now();
  };
  const { code, err } = await api.run(place, ['sh', '-c', script, 'signal', name], { onLine });
  if (code === 0 && at > 0) return at;
  throw new Error(`${place.pod} could not be sent a signal: ${err.trim() || `exit code ${code}`}.`);
}
