// One drill as one HTML file that needs neither network nor script: its words, its style, its charts.
// Not here: charts that are committed under docs/ (cli/plots/), the text of the terminal (..).
// Loading this loads echarts: import it only when a page is asked for.
export { htmlReport } from './page.ts';
