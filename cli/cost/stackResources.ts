import type { Priced } from '../../cost/index.ts';
import type { Project } from '../../engine/project/index.ts';
import { failureOf, watchDeployment } from '../deploy.ts';
import { embedded } from '../engines/index.ts';
import { plain } from '../show/index.ts';

/** What a stack would have after `up`: a preview says it, without a pack, since what a month costs needs no approval. */
export async function stackResources(project: Project, stack: string): Promise<Priced[]> {
  const result = await watchDeployment(true, (watch) => embedded(project, stack, []).preview(watch));
  const failure = failureOf('preview', result);
  if (failure) throw failure;
  return result.resources
    .filter((resource) => !resource.delete)
    .map(({ type, inputs }) => ({ type, inputs: plain(inputs, 'hidden') as Priced['inputs'] }));
}
