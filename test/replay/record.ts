/** `node test/replay/record.ts` makes the recorded histories anew; see docs/replay.md. */
import { startVitest } from 'vitest/node';

// A configuration of its own: recordings must never be among the tests of a run.
const vitest = await startVitest('test', [], {
  config: false,
  watch: false,
  run: true,
  include: ['test/replay/recording.ts'],
  globalSetup: ['test/support/shared-servers.ts'],
  pool: 'forks',
  hookTimeout: 120_000,
  teardownTimeout: 60_000,
  env: { TZ: 'UTC' },
});
const failed = vitest.state.getCountOfFailedTests() > 0 || vitest.state.getFiles().length === 0;
await vitest.close();
process.exit(failed ? 1 : 0);
