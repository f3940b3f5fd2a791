import { namespace, readConfiguration } from '../components/configuration/index.ts';
import { judgeArgs } from '../components/validate/index.ts';
import { type Project, readStackConfig } from '../engine/project/index.ts';
import { findPassphrase } from '../engine/state/passphrase.ts';
import { backends } from '../providers/index.ts';
import { composeOf } from '../providers/kubernetes/compose/index.ts';
import { defaultBasePort, defaultSentinelBasePort } from '../providers/local/layout.ts';
import { defaultMemoryGb } from '../providers/local/settings.ts';
import { stateFolderOf } from './engines/index.ts';
import { Failure } from './failure.ts';

/** A stack of one instance on backend `local`, as a file for Docker Compose. Nothing is deployed, so no policy is asked. */
export async function composeFile(project: Project, stack: string): Promise<string> {
  const passphrase = () => findPassphrase(stateFolderOf(project.root, stack));
  const { values } = await readStackConfig(project, stack, passphrase);
  const configuration = readConfiguration({ values, secretKeys: [] }, backends, (value) => value);
  const mistakes = configuration.problems ?? [];
  if (mistakes.length > 0)
    throw new Failure('usage', mistakes.map(({ path, reason }) => `${path}: ${reason}`).join('\n'));
  const [instance, ...more] = configuration.problems ? [] : configuration.instances;
  const judged = instance && judgeArgs(instance.args, backends);
  if (!instance || !judged || judged.problems) throw new Failure('usage', `Stack ${stack} has no instance.`);
  const { spec } = judged;
  if (spec.backend !== 'local' || spec.topology !== 'replicated' || more.length > 0)
    throw new Failure(
      'usage',
      `Format compose is for one replicated instance on backend local; stack ${stack} has something else. ` +
        'Name another with --stack, or set redis-ha:backend to local.',
    );
  const machine = {
    basePort: Number(spec.own.basePort ?? defaultBasePort),
    sentinelBasePort: Number(spec.own.sentinelBasePort ?? defaultSentinelBasePort),
    memoryGb: spec.memoryGb ?? defaultMemoryGb,
  };
  const command = `npx ${namespace} render --stack ${stack} --format compose > compose.yaml`;
  return composeOf(instance.name, spec, machine, command);
}
