import wrapAnsi from 'wrap-ansi';

/** Breaks a text between words; lines after the first are indented. */
export function wrap(text: string, width: number, indent = 0): string {
  const lines = wrapAnsi(text, Math.max(10, width - indent), { hard: true }).split('\n');
  return lines.join(`\n${' '.repeat(indent)}`);
}
