import type { Control } from './metadata.ts';

/** A control of AWS Foundational Security Best Practices, which Security Hub checks. */
export function securityHub(id: string, title: string): Control {
  return { standard: 'AWS Foundational Security Best Practices', version: '1.0.0', id, title };
}
