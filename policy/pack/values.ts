import type { RuleMetadata } from './metadata.ts';

/** What configuration sets for a rule. A value of another type than its default is as if it were not set: a rule never softens by it. */
export interface Values {
  number(name: string): number;
  text(name: string): string;
  texts(name: string): string[];
  truth(name: string): boolean;
}

export function valuesOf(rule: RuleMetadata, config: Readonly<Record<string, unknown>>): Values {
  function read<T>(name: string, fits: (value: unknown) => value is T, otherwise: T): T {
    const given = config[name];
    if (fits(given)) return given;
    const { default: usual } = rule.values?.[name] ?? {};
    return fits(usual) ? usual : otherwise;
  }
  return {
    number: (name) => read(name, (value) => typeof value === 'number', 0),
    text: (name) => read(name, (value) => typeof value === 'string', ''),
    texts: (name) => [...read(name, isTexts, [])],
    truth: (name) => read(name, (value) => typeof value === 'boolean', false),
  };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
