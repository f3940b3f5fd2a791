import type { Server } from './child.ts';
import { type Exit, type Launch, launch } from './launch.ts';

const startMs = 60_000;
const keptLines = 40;

/**
 * Starts a child that prints its port on its first line, as Pulumi's plugins do, and waits for that. `what`
 * names it in errors. Rejects with what it printed on stderr when it ends first, or prints no port within a
 * minute.
 */
export async function startServer(o: Launch, what: string): Promise<Server> {
  const complaints: string[] = [];
  const firstLine = Promise.withResolvers<string>();
  let started = false;
  const child = launch({
    ...o,
    onStdout(line) {
      if (started) o.onStdout?.(line);
      started = true;
      firstLine.resolve(line);
    },
    onStderr(line) {
      if (!started && complaints.push(line) > keptLines) complaints.shift();
      o.onStderr?.(line);
    },
  });
  const ended = child.exit.then(
    (exit) => `${what} ended ${how(exit)}.`,
    (error: Error) => `${what} could not be started: ${error.message}.`,
  );
  const timer = setTimeout(
    () => firstLine.reject(new Error(`${what} gave no port within a minute.`)),
    startMs,
  );
  try {
    const line = await Promise.race([firstLine.promise, ended.then((why) => Promise.reject(new Error(why)))]);
    if (!/^\d+$/.test(line.trim())) throw new Error(`${what} printed “${line}” where its port belongs.`);
    return { pid: child.pid, address: `127.0.0.1:${line.trim()}`, ended, stop: child.stop };
  } catch (error) {
    await child.stop();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error([reason, ...complaints].join('\n'));
  } finally {
    clearTimeout(timer);
  }
}

export function how({ code, signal }: Exit): string {
  return signal ? `by ${signal}` : `with exit code ${code}`;
}
