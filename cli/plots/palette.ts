/** What a chart is drawn in. Blue and orange stay apart for people who do not see red and green apart. */
export interface Palette {
  ink: string;
  muted: string;
  rule: string;
  ground: string;
  first: string;
  second: string;
  third: string;
  bad: string;
  target: string;
}

/** The variables of the page around the chart, so that it follows the page from light to dark. */
export const byCss: Palette = {
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  rule: 'var(--rule)',
  ground: 'var(--card)',
  first: 'var(--first)',
  second: 'var(--second)',
  third: 'var(--third)',
  bad: 'var(--bad)',
  target: 'var(--target)',
};

/** For a file that stands alone: what shows a picture may be light or dark, so it brings its own ground. */
export const onWhite: Palette = {
  ink: '#1b2430',
  muted: '#5a6675',
  rule: '#dde3ea',
  ground: '#ffffff',
  first: '#2563c9',
  second: '#0b8577',
  third: '#8a63c9',
  bad: '#c8321f',
  target: '#b45309',
};
