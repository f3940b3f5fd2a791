// A tag at DigitalOcean is one word, so a label becomes `key:value`.

import type { Problem } from '../backend.ts';

const tag = /^[a-zA-Z0-9:_-]{1,255}$/;

/** The labels as the service's tags; a label without a value is its key alone. */
export function tagsOf(labels: Record<string, string>): string[] {
  return Object.entries(labels).map(tagOf);
}

/** Labels of which no tag can be made. */
export function tagProblems(labels: Record<string, string>): Problem[] {
  return Object.entries(labels)
    .filter((label) => !tag.test(tagOf(label)))
    .map(([key]) => ({
      path: `tags.${key}`,
      reason:
        'DigitalOcean takes no such tag: key and value together are at most 255 letters, digits, colons, dashes and ' +
        'underscores.',
    }));
}

function tagOf([key, value]: [string, string]): string {
  return value === '' ? key : `${key}:${value}`;
}
