/** The page's style. The charts take their colours from the same variables, so that they follow light and dark. */
export const style = `
:root { color-scheme: light dark;
  --ground: #f4f6f9; --card: #ffffff; --ink: #1b2430; --muted: #5a6675; --rule: #dde3ea;
  --first: #2563c9; --second: #0b8577; --third: #8a63c9; --bad: #c8321f; --target: #b45309; --good: #15803d; --veil: #c8321f; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #10151c; --card: #19212b; --ink: #e6ebf1; --muted: #9aa7b6; --rule: #2f3a47;
  --first: #6aa3ff; --second: #3ecfbc; --third: #bd9cf5; --bad: #ff7b6b; --target: #f0a04b; --good: #4ade80; --veil: #ff7b6b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
main { max-width: 1040px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { font-size: 28px; line-height: 1.25; margin: 6px 0; overflow-wrap: anywhere; text-wrap: balance; }
h2 { font-size: 18px; margin: 36px 0 10px; }
h3 { font-size: 16px; margin: 0 0 8px; }
p { max-width: 74ch; margin: 8px 0; }
a { color: var(--first); }
.badge { display: inline-block; padding: 2px 12px; border-radius: 999px; font-weight: 650; font-size: 13px; border: 1.5px solid; }
.passed { color: var(--good); } .missed { color: var(--bad); }
.facts { max-width: none; color: var(--muted); overflow-wrap: anywhere; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(124px, 1fr)); gap: 10px; margin: 22px 0; padding: 0; list-style: none; }
.tiles li, .card { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; }
.tiles li { padding: 12px 14px; }
.tiles b { display: block; font-size: 21px; white-space: nowrap; line-height: 1.3; font-variant-numeric: tabular-nums; }
.tiles span { color: var(--muted); font-size: 13px; }
.card { padding: 16px 18px; margin: 12px 0; }
.missed-list { border-left: 4px solid var(--bad); }
.scroll { overflow-x: auto; }
svg { display: block; width: 100%; min-width: 680px; height: auto; }
figure { margin: 0 0 10px; } .later { margin-top: 16px; } figcaption { color: var(--muted); font-size: 13px; margin: 0 0 6px; }
.key { display: inline-block; margin-right: 14px; overflow-wrap: anywhere; }
.key i { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 6px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 14px; }
td:last-child { min-width: 150px; }
th, td { text-align: left; padding: 5px 8px; border-bottom: 1px solid var(--rule); vertical-align: top; }
th { color: var(--muted); font-weight: 600; white-space: nowrap; }
.n { text-align: right; white-space: nowrap; }
.bar { display: block; height: 10px; border-radius: 2px; background: var(--first); min-width: 2px; }
.wide { width: 45%; vertical-align: middle; }
details > summary { cursor: pointer; padding: 4px 0; }
@media print { body { background: #fff; } main { max-width: none; padding: 0; } h2 { break-after: avoid; }
  .tiles li, .missed-list, svg, tr { break-inside: avoid; }
  .scroll { overflow: visible; } svg { min-width: 0; } details:not([open]) { display: none; } }
`;
