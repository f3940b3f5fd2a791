import { requireDeployed } from '../deployed.ts';
import { exits } from '../failure.ts';
import type { CommonOptions } from '../options.ts';
import { plain, printJson } from '../show/index.ts';

/** Prints what the program exports, secrets only on request. */
export async function outputs(options: CommonOptions & { showSecrets: boolean }): Promise<number> {
  const { deployed } = await requireDeployed(options);
  const values = plain(deployed.outputs, options.showSecrets ? 'shown' : 'hidden') as Record<string, unknown>;
  if (options.json) {
    printJson(values);
  } else {
    for (const [name, value] of Object.entries(values)) {
      process.stdout.write(
        `${name}: ${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}\n`,
      );
    }
  }
  return exits.done;
}
