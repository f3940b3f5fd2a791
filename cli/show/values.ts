import { Asset, type PropertyValue, ResourceReference, Secret, Unknown } from '../../engine/wire/value.ts';

/** A value as JSON can say it. Secrets are `[secret]` unless they are to be shown; what a preview cannot know is `[unknown]`. */
export function plain(value: PropertyValue | undefined, secrets: 'hidden' | 'shown'): unknown {
  if (value instanceof Secret) return secrets === 'shown' ? plain(value.value, secrets) : '[secret]';
  if (value instanceof Unknown) return '[unknown]';
  if (value instanceof ResourceReference) return value.urn;
  if (value instanceof Asset) return plain(value.fields, secrets);
  if (Array.isArray(value)) return value.map((item) => plain(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, secrets)]));
}
