import type { ProviderImplementation } from './implementation.ts';
import { serveProvider } from './serve.ts';

/**
 * The whole of a plugin's entry point: serves the provider and prints its port, which is how Pulumi's engine
 * finds it (sdk/go/common/resource/plugin/plugin.go). The engine's address is the first argument that is not
 * a flag. Runs until it gets SIGTERM or SIGINT.
 */
export async function runPlugin(
  provider: ProviderImplementation,
  args: string[] = process.argv.slice(2),
): Promise<void> {
  const served = await serveProvider(provider, { engine: args.find((arg) => !arg.startsWith('-')) });
  const end = () => served.stop().finally(() => process.exit());
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  process.stdout.write(`${served.port}\n`);
}
