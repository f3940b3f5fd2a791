import { requireDeployed } from '../deployed.ts';
import { toDotenv, toShell, variablesOf } from '../env/index.ts';
import { exits } from '../failure.ts';
import { formatOf } from '../format.ts';
import type { CommonOptions } from '../options.ts';
import { printJson } from '../show/index.ts';

export interface EnvOptions extends CommonOptions {
  format?: 'dotenv' | 'shell' | 'json';
}

/** Prints the REDIS_* variables of a deployed stack, secrets in clear: that is what the verb is for. */
export async function env(options: EnvOptions): Promise<number> {
  const format = formatOf(options, 'dotenv');
  const { deployed } = await requireDeployed(options);
  const variables = variablesOf(deployed.outputs);
  if (format === 'json') printJson(variables);
  else process.stdout.write(format === 'shell' ? toShell(variables) : toDotenv(variables));
  return exits.done;
}
