import pc from 'picocolors';
import type { Colors } from 'picocolors/types.js';

/** Colours for one stream: only where a terminal reads it and NO_COLOR is not set. */
export function colorsOf(stream: NodeJS.WriteStream): Colors {
  return pc.createColors(Boolean(stream.isTTY) && !process.env.NO_COLOR && process.env.TERM !== 'dumb');
}
