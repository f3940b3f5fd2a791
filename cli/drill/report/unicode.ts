/** Is there a person at a terminal that draws lines and blocks? Not in CI, with NO_COLOR, on a dumb terminal or in an old charset. */
export function drawsUnicode(env: NodeJS.ProcessEnv): boolean {
  if (env.CI || env.NO_COLOR || env.TERM === 'dumb' || env.TERM === 'linux') return false;
  const charset = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return charset === '' || /utf-?8/i.test(charset);
}

const plain: Record<string, string> = {
  '─': '-',
  '━': '-',
  '│': '|',
  '┃': '|',
  '▲': '^',
  '▶': '>',
  '█': '#',
  '▌': '#',
  '•': '*',
  '·': '-',
  '✔': '+',
  '✘': 'x',
  '┤': '+',
  '├': '+',
  '┬': '+',
  '┴': '+',
  '┼': '+',
  '┌': '+',
  '┐': '+',
  '└': '+',
  '┘': '+',
  '┓': '+',
  '┏': '+',
  '┛': '+',
  '┗': '+',
};

/** The same picture in ASCII, sign for sign. */
export function toAscii(text: string): string {
  return text.replace(/[─-▟▲▶•·✔✘]/g, (sign) => plain[sign] ?? '+');
}
