// docs/backends.md: what each backend offers and guarantees, written from the faces in providers/ and never by hand.
// `npm run docs` writes it, `npm run check` fails when it is stale. Not here: the page's own words.

export { markdown } from './matrix.ts';
