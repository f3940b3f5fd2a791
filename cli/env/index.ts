// The connection of a deployed stack as REDIS_* variables, written for a shell or a dotenv file.
// Not here: which variables there are (components/ makes them, the program exports them).
export { toDotenv } from './dotenv.ts';
export { toShell } from './shell.ts';
export { variablesOf } from './variables.ts';
