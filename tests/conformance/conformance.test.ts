import { componentOptions } from './options.ts';
import { subjects } from './subject.ts';
import { conformance } from './suite.ts';

for (const subject of subjects) {
  conformance(subject);
  componentOptions(subject);
}
