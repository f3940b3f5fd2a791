// A finished drill told to people: as text for the terminal (terminal.ts) and as a page (page/, loaded by its own name because
// it brings the charts). Data in, text out.
// Not here: how it is measured (../run, ../count), and `--json`, which prints the report as it is.
export { terminalReport } from './terminal.ts';
export { drawsUnicode } from './unicode.ts';
