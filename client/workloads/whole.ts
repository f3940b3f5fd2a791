import { ConfigurationError } from '../connection.ts';

/** @throws ConfigurationError naming the first that is no whole number above 0; `of` is whose they are */
export function requireWhole(of: string, numbers: Readonly<Record<string, number>>): void {
  for (const [name, number] of Object.entries(numbers)) {
    if (Number.isInteger(number) && number > 0) continue;
    throw new ConfigurationError(`The ${of}'s ${name} must be a whole number above 0, not ${number}.`);
  }
}
