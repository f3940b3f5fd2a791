import { createHash } from 'node:crypto';

/**
 * `base-1a2b3c4d5e`: a name that changes with the content. Whoever refers to it changes too, so a new content rolls the
 * pods and an old one stays with those that still run on it. The hash of a content with random passwords gives nothing
 * of them away.
 */
export function contentName(base: string, content: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
  return `${base}-${hash.slice(0, 10)}`;
}
