// The suites of tests/policy again, without a policy server: thousands of broken versions of the rules are run against them.

import { packsHere } from '../policy/packHere.ts';
import { suites } from '../policy/suites/index.ts';

suites(packsHere);
