// The suites of tests/policy again, without a policy server: thousands of broken versions of the rules are run against them.

import { packHere } from '../policy/packHere.ts';
import { suites } from '../policy/suites/index.ts';

suites(packHere);
