// Credentials that stand in a stack's file as anybody can read them. Judged by a value's key and by its look, in every
// namespace, since it is `digitalocean:token` and not a key of ours that people put there. A value is never in a sentence.

import type { Problem } from '../../providers/backend.ts';
import { isRecord } from '../validate/shape.ts';
import { fromJson } from './parse.ts';

/** How a credential's key ends: `password`, `authToken`, `api-key`, and not `imagePullSecrets`, which are names. */
const telling =
  /(^|[^a-z])(password|passwd|passphrase|secret|token|credentials?|(api|secret|private|account)[-_.]?key)$/;

/** What only a credential looks like, each with its name. */
const looks: readonly [what: string, form: RegExp][] = [
  ['a URL with a password', /^[a-z][a-z\d+.-]*:\/\/[^\s/@]*:[^\s/@]+@/i],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['an AWS access key', /\b(AKIA|ASIA)[A-Z\d]{16}\b/],
  ['a token of DigitalOcean', /\bdo[opr]_v1_[a-f\d]{64}\b/],
  ['a token of GitHub', /\b(gh[oprsu]_[A-Za-z\d]{36}|github_pat_\w{50,})/],
  ['a token of Pulumi', /\bpul-[a-f\d]{40}\b/],
  ['a signed token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/],
];

/** Every credential in clear, with its full key. `values` by full key, as text. */
export function inClear(values: Readonly<Record<string, string>>, secretKeys: readonly string[]): Problem[] {
  return Object.entries(values)
    .filter(([key]) => !secretKeys.includes(key))
    .flatMap(([key, text]) => leaves(fromJson(text), key))
    .flatMap(({ path, name, value }) => {
      const what = credentialIn(name, value);
      return what === undefined ? [] : [{ path, reason: sentence(what, path) }];
    });
}

interface Leaf {
  path: string;
  /** The last name in the path. */
  name: string;
  value: string;
}

function leaves(value: unknown, path: string, name = path): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => leaves(item, `${path}[${i}]`, name));
  if (isRecord(value))
    return Object.entries(value).flatMap(([key, item]) => leaves(item, `${path}.${key}`, key));
  // A password may be a number; what is true or false is none.
  return typeof value === 'string' || typeof value === 'number' ? [{ path, name, value: String(value) }] : [];
}

function credentialIn(name: string, value: string): string | undefined {
  const look = looks.find(([, form]) => form.test(value));
  if (look) return `It looks like ${look[0]}`;
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
  return value.trim() !== '' && telling.test(words) ? 'Its name says that it is a credential' : undefined;
}

function sentence(what: string, path: string): string {
  const inner = /[.[]/.test(path) ? ' --path' : '';
  return (
    `${what}, and it stands in clear. Whoever can read the file or its history knows it: make a new one and set that ` +
    `with: pulumi config set --secret${inner} '${path}'`
  );
}
