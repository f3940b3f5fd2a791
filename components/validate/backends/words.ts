// What the arguments of several backends are made of.

import { isIpv4Range } from '../address.ts';
import type { BooleanField, Field, TextField } from '../field.ts';

export const name: TextField = {
  kind: 'text',
  form: { says: 'text that is not empty', fits: (t) => t.trim() !== '' },
};
export const truth: BooleanField = { kind: 'boolean' };
export const port: Field = { kind: 'number', whole: true, min: 1024, max: 65000 };

export const generation: Field = { kind: 'number', whole: true, min: 1 };

export const ipv4Range: TextField = {
  kind: 'text',
  form: { says: 'an IPv4 address or range, for example 10.110.0.0/20', fits: isIpv4Range },
};
