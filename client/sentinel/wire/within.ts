/** The result of `work`, or an error after `ms`. Does not keep the process alive. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
    timer.unref();
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What was said, never what was sent. */
export function messageOf(error: unknown): string {
  return withoutArguments(error instanceof Error ? error.message : String(error));
}

/** A server repeats the words of a command that it does not know (rejectCommand, server.c), a password among them. */
export function withoutArguments(text: string): string {
  return text.replace(/,? with args beginning with:.*/, '');
}
