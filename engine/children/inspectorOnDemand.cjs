// Stands in for the SDK's runtime/closure/v8Hooks in the children (lazyModules.cjs). The SDK opens an inspector
// session at every start, 0.1-0.2 s, and keeps a debugger attached to all that runs; only serialised functions
// need it. Here it is opened when the first one asks. The listener is there before the debugger is
// enabled, because V8 then reports every script that it has already, the program's among them.
'use strict';
const v8 = require('node:v8');

const urls = new Map();
let session;

async function open() {
  v8.setFlagsFromString('--allow-natives-syntax');
  const { Session } = await import('node:inspector');
  const opened = new Session();
  opened.connect();
  opened.on('Debugger.scriptParsed', ({ params }) => urls.set(params.scriptId, params.url));
  await new Promise((resolve, reject) => {
    opened.post('Debugger.enable', (error) => (error ? reject(error) : resolve()));
  });
  return opened;
}

module.exports = {
  __esModule: true,
  isInitializedAsync: async () => {},
  getSessionAsync() {
    session ??= open();
    return session;
  },
  getScriptUrl: (id) => urls.get(id),
};
