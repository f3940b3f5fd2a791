import { PartialFailure, type Values } from '../../protocol.ts';

/** From here on something of the resource exists, so its state must be kept should the work fail. */
export async function orPartial(id: string, outputs: Values, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new PartialFailure(error instanceof Error ? error.message : String(error), id, outputs);
  }
}
