// What a person or a script gets to see: words, colours, tables, the live view, JSON and Markdown. Text in, text out.
// Not here: what is asked for (verbs/) and how it is found out (engines/, look.ts).
// Only what is quick to load is exported; tables and the live view are imported by their own names, by the verbs that show them.
export { colorsOf } from './colors.ts';
export { printJson, toDocument } from './document.ts';
export { report } from './failure.ts';
export { plain } from './values.ts';
export { count, nameOf, sum } from './words.ts';
