// A cloud from tables: what each resource type takes, refuses, makes up and gives back, one row a property with the source
// of what it says. TableProvider serves a set of tables as a Pulumi provider: nothing is contacted and nothing is made.
// Not here: any cloud's tables (aws/, digitalocean/, upstash/), and Kubernetes, whose API publishes a schema of its own.

export { digitsOf } from './outputs.ts';
export { TableProvider, type TableProviderOptions } from './provider.ts';
export type { Form, Row, Shape } from './row.ts';
export { bothOrNone, exclusive, requires } from './rules.ts';
export type { ChangeRule, FunctionTable, Inputs, Made, OutputRow, ResourceTable, Rule } from './table.ts';
