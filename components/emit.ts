// What a backend's resources give back, as the component's outputs: each value with its own secrecy, so that an
// application may read a host name from the state without being allowed to read the password.

import type * as pulumi from '@pulumi/pulumi';
import { output, secret } from '@pulumi/pulumi/output.js';
import type { EndpointSet } from '../providers/backend.ts';
import type { Connection } from './connection.ts';
import type { ConnectionOutputs } from './outputs.ts';
import { connectionUrl } from './url.ts';

/** The connection with each value as an Output. `username`, the passwords and `url` are secret. */
export function emitConnection(set: EndpointSet): ConnectionOutputs & Pick<Connection, 'topology'> {
  const { topology, reader, sentinel, tls } = set;
  return {
    topology,
    endpoints: output(set.endpoints),
    reader: shown(reader),
    sentinel: sentinel && {
      masterName: sentinel.masterName,
      username: hidden(sentinel.username),
      password: hidden(sentinel.password),
    },
    tls: { enabled: tls.enabled, ca: shown(tls.ca), serverName: shown(tls.serverName) },
    username: hidden(set.username),
    password: hidden(set.password),
    url: topology === 'standalone' ? url(set) : undefined,
  };
}

function url({ topology, endpoints, tls, username, password }: EndpointSet): pulumi.Output<string> {
  const { enabled } = tls;
  return secret(
    output({ endpoints, username, password }).apply(
      (known) => connectionUrl({ topology, tls: { enabled }, ...known }) ?? '',
    ),
  );
}

function shown<T>(value: pulumi.Input<T> | undefined): pulumi.Output<pulumi.Unwrap<T>> | undefined {
  return value === undefined ? undefined : output(value);
}

function hidden(value: pulumi.Input<string> | undefined): pulumi.Output<string> | undefined {
  return value === undefined ? undefined : secret(value);
}
