/** Something in Pulumi.yaml or a stack file is wrong. The message is for the person who wrote it. */
export class ProjectError extends Error {
  override readonly name = 'ProjectError';
}
