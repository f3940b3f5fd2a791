// What lies beside this file and is made from code, by name: the alerts of stack dev's instance, and the dashboard.

import { stringify } from 'yaml';
import { judgeArgs } from '../components/validate/index.ts';
import { backends } from '../providers/index.ts';
import { alertGroup } from '../providers/kubernetes/manifests/index.ts';
import { planOf } from '../providers/kubernetes/plan.ts';
import { dashboard } from './dashboard.ts';

/** Name -> text. */
export function generatedFiles(): Record<string, string> {
  const judged = judgeArgs({ backend: 'kubernetes', kubernetes: { context: 'any' } }, backends);
  if (judged.problems) throw new Error(JSON.stringify(judged.problems));
  const rules = { groups: [alertGroup(planOf('main', judged.spec))] };
  const head =
    '# Made by: npm run observability. Alerts of the instance main in namespace redis, with the defaults.\n';
  return {
    'alerts.yaml': `${head}${stringify(rules, { lineWidth: 0 })}`,
    'dashboard.json': `${JSON.stringify(dashboard(), undefined, 2)}\n`,
  };
}
