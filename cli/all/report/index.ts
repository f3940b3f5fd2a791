// The previews of all stacks as text for a terminal, Markdown for a pull request, and the documents of --json.

export { document } from './document.ts';
export { markdown } from './markdown.ts';
export { text } from './text.ts';
