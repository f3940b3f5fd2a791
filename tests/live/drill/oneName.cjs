// Preloaded into a command (--require): connections to the name in ONE_NAME go to the port on this machine that the file ONE_NAME_AT
// holds, as a service's name leads to whichever server is primary.
'use strict';
const { readFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const tls = require('node:tls');

const { connect } = tls;
tls.connect = (options, ...rest) => {
  if (options.host !== process.env.ONE_NAME) return connect(options, ...rest);
  const port = Number(readFileSync(process.env.ONE_NAME_AT ?? '', 'utf8'));
  return connect({ ...options, servername: options.host, host: '127.0.0.1', port }, ...rest);
};
syncBuiltinESMExports();
