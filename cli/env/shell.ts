/** The variables as `export` lines that any POSIX shell reads back to the same values. */
export function toShell(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}=${quote(value)}\n`)
    .join('');
}

/** Within single quotes a shell changes nothing; a single quote itself is ended, escaped and begun again. */
function quote(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
