export interface Label {
  x: number;
  text: string;
}

export interface Placed extends Label {
  lane: number;
  /** Stands left of its line, because the picture ends at the right. */
  left: boolean;
}

/** Pixels of a letter of 11 px, on the generous side: fonts differ. */
const letter = 6.6;
const space = 10;

/**
 * In which row each label stands, so that none covers another: one that begins below an earlier one goes a row further down,
 * and no line, which runs from its label downwards, crosses a label.
 */
export function place(labels: Label[], right: number): Placed[] {
  const placed: (Placed & { from: number; to: number })[] = [];
  for (const label of labels.toSorted((a, b) => a.x - b.x)) {
    const length = label.text.length * letter + space;
    const left = label.x + length > right && label.x - length > 0;
    const [from, to] = left ? [label.x - length, label.x] : [label.x, label.x + length];
    const below = placed.filter((other) => from < other.to && to > other.from);
    placed.push({ ...label, left, from, to, lane: Math.max(-1, ...below.map((other) => other.lane)) + 1 });
  }
  return placed.map(({ x, text, lane, left }) => ({ x, text, lane, left }));
}
