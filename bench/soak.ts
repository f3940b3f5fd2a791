// npm run soak: faults in a row on an instance of its own with all five workloads running; exit 4 where anything was lost.

import { account, options, print, Soak, view, writeDocs } from './soak/index.ts';

const { faults, seed, json, profile, write } = options(process.argv.slice(2));
const interrupted = new AbortController();
const interrupt = () => interrupted.abort();
process.once('SIGINT', interrupt).once('SIGTERM', interrupt);

const shown = view(process.stderr, json);
let soak: Soak | undefined;
try {
  shown.say(`Stack local in a copy of the project, profile ${profile}; seed ${seed}`);
  soak = await Soak.begin(profile);
  const turns = await soak.run({ faults, seed, signal: interrupted.signal, shown });
  const result = account({ faults, seed, profile, turns, ...(await soak.finish(shown)) });
  shown.end();
  print(result, json);
  if (write) await writeDocs(['npm run soak --', ...process.argv.slice(2)].join(' '), result);
  process.exitCode = interrupted.signal.aborted ? 130 : result.ok ? 0 : 4;
} finally {
  shown.end();
  await soak?.remove();
}
