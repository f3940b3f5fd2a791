// Every rule in the policy server that Pulumi itself starts, one process a suite.

import { servers } from './servedPack.ts';
import { suites } from './suites/index.ts';

suites(servers);
