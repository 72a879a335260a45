/**
 * `npm test`: all tests, closed by a plain line `N passed, N failed` that machines and people read alike.
 * Arguments go to vitest: `npm test -- test/runtime`.
 */
import { startVitest } from 'vitest/node';
import { nodeEnvironment } from '../config/environment.ts';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';

const filters = process.argv.slice(2);
// Every process of the run, and every thread, finds there what others have compiled of a module.
Object.assign(process.env, nodeEnvironment({}));

/** A run takes minutes: what failed is named at once, not only at the end. */
const failuresAtOnce: Reporter = {
  onTestCaseResult(test: TestCase) {
    const { state, errors } = test.result();
    if (state !== 'failed') return;
    const [reason = ''] = (errors?.[0]?.message ?? '').split('\n');
    process.stdout.write(`\nFAILED ${test.module.relativeModuleId}: ${test.fullName}\n       ${reason}\n`);
  },
};

const vitest = await startVitest('test', filters, {
  watch: false,
  run: true,
  reporters: ['dot', failuresAtOnce],
});
const { passed, failed, skipped } = count(vitest);
await vitest.close();
const line = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
process.stdout.write(`\n${line}\n`, () => process.exit(failed > 0 || passed === 0 ? 1 : 0));

function count(run: Vitest): { passed: number; failed: number; skipped: number } {
  const result = { passed: 0, failed: 0, skipped: 0 };
  for (const module of run.state.getTestModules()) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      result[state === 'passed' ? 'passed' : state === 'failed' ? 'failed' : 'skipped'] += 1;
    }
    result.failed += brokenParts(module);
  }
  result.failed += run.state.getUnhandledErrors().length;
  return result;
}

/** A file that does not load, or a hook that fails, is a failure even when no test ran in it. */
function brokenParts(module: TestModule): number {
  const suites = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0).length;
  return suites + (module.errors().length > 0 ? 1 : 0);
}
