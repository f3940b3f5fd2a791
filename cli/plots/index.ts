// Charts as SVG text, by echarts on the server side: the same input gives the same bytes, so that a picture can be committed.
// Not here: what a drill's page says around them (drill/report/page/), and the plots of the terminal (drill/report/).
// Loading this loads echarts: import it lazily where a picture is not always wanted.
export { type Comparison, comparisonPlot, type Group, type Series } from './comparison.ts';
export { byCss, onWhite, type Palette } from './palette.ts';
export { type Drawing, draw } from './svg.ts';
