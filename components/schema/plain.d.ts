// What stands for Pulumi's types while the schema is made: in a stack file an Input is a value or an encrypted one.
export type Input<T> = T | { secure: string };
