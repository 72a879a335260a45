/** `node test/replay/record.ts` makes the recorded histories anew; see docs/replay.md. */
import { startVitest } from 'vitest/node';

const vitest = await startVitest(
  'test',
  [],
  { watch: false, run: true },
  { test: { include: ['test/replay/recording.ts'] } },
);
const failed = vitest.state.getCountOfFailedTests() > 0 || vitest.state.getFiles().length === 0;
await vitest.close();
process.exit(failed ? 1 : 0);
