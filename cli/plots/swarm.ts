/**
 * How far each dot stands above or below its row, in pixels, so that dots of nearly the same value lie beside each other. The
 * same values give the same picture; `most` is where a row ends and dots begin to cover each other.
 */
export function swarm(xs: number[], diameter: number, most: number): number[] {
  const placed: { x: number; offset: number }[] = [];
  const offsets = new Array<number>(xs.length).fill(0);
  const order = xs.map((x, i) => ({ x, i })).sort((a, b) => a.x - b.x || a.i - b.i);
  for (const { x, i } of order) {
    const near = placed.filter((dot) => x - dot.x < diameter);
    const offset = candidates(diameter, most).find((y) =>
      near.every((dot) => (x - dot.x) ** 2 + (y - dot.offset) ** 2 >= diameter ** 2 - 1e-9),
    );
    placed.push({ x, offset: offset ?? 0 });
    offsets[i] = offset ?? 0;
  }
  return offsets;
}

function candidates(diameter: number, most: number): number[] {
  const step = diameter / 2;
  const rings = Math.floor(most / step);
  return [0, ...Array.from({ length: rings }, (_, ring) => [(ring + 1) * step, -(ring + 1) * step]).flat()];
}
