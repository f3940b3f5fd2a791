import type { EChartsOption } from 'echarts';
// The build in one file loads several times faster than echarts/core and its parts, which are hundreds of files.
import { init } from 'echarts/dist/echarts.esm.min.mjs';

export interface Drawing {
  /** Before every id within the picture: several in one page must not share any. */
  id: string;
  width: number;
  height: number;
  /** For who does not see the picture. */
  title: string;
  description: string;
  option: EChartsOption;
}

export const font = 'system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif';

/** Draws a chart as SVG text. */
export function draw({ id, width, height, title, description, option }: Drawing): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: font }, ...option });
    return accessible(still(chart.renderToSVGString(), id), id, title, description);
  } finally {
    chart.dispose();
  }
}

/** Leaves out what only a script in the page would read, and the number of the chart in this process. */
function still(svg: string, id: string): string {
  return svg
    .replace(/<style[^>]*><!\[CDATA\[[\s\S]*?\]\]>\s*<\/style>\n?/g, '')
    .replace(/ (?:ecmeta_\w+|class|pointer-events|version|baseProfile|xmlns:xlink)="[^"]*"/g, '')
    .replace(/\bzr\d+-/g, `${id}-`);
}

function accessible(svg: string, id: string, title: string, description: string): string {
  const named = `<title id="${id}-title">${escaped(title)}</title>\n<desc id="${id}-desc">${escaped(description)}</desc>`;
  return svg.replace(
    /^<svg([^>]*)>/,
    (_, attributes) => `<svg${attributes} role="img" aria-labelledby="${id}-title ${id}-desc">\n${named}`,
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
