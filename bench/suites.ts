/** What is measured, one suite a subject. */
import type { Suite } from './suite.ts';
import { confirm, listsOfDesk, paying, portal } from './suites-of-people.ts';
import { designing, letters, posting } from './suites-of-letters.ts';
import { imports } from './suites-of-imports.ts';
import { cases, herd, memory, pace, past, storage } from './suites-of-waves.ts';

export const suites = {
  cases,
  herd,
  past,
  storage,
  pace,
  confirm,
  memory,
  portal,
  paying,
  lists: listsOfDesk,
  import: imports,
  letters,
  posting,
  designing,
} satisfies Record<string, Suite>;
