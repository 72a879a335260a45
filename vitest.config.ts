import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that start servers, browsers or processes of their own, and wait for them. */
const wholeSystem = 'test/{journeys,faults,web,runtime,workflows,replay}/**/*.test.ts';

/** Tests of pure functions. */
const pureRules = '{domain,config,bench,web/src}/**/*.test.ts';

/**
 * One queue for all: what waits for servers and browsers begins first, and the many short files fill whatever time a
 * worker has left at the end. A worker stays with its project while files of it are waiting, so that each project
 * costs every worker one start.
 */
const projectOrder = ['system', 'parts', 'rules'];

/** Of a project, what takes longest begins first, so that no worker is left alone with it at the end. */
const longest = [
  'journeys/posted-letters',
  'faults/killed-letters',
  'journeys/letters-in-the-browser',
  'journeys/tracked-letters',
  'journeys/written-by-hand',
  'faults/third-channel',
  'web/pages',
  'faults/two-workers',
  'runtime/demo',
  'runtime/replaced-parts',
  'journeys/simulator-agrees',
  'faults/killed-servers',
  'web/replies-customer',
  'web/customers',
  'journeys/real-ledger',
  'web/settings',
  'faults/killed-worker',
  'separation/separation',
  'api/contract',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const index = longest.findIndex((name) => moduleId.endsWith(`test/${name}.test.ts`));
      return index < 0 ? longest.length : index;
    };
    const order = ({ project }: TestSpecification) => projectOrder.indexOf(project.name);
    return (await super.sort(files)).toSorted(
      (one, other) => order(one) - order(other) || place(one) - place(other),
    );
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    exclude: ['**/node_modules/**', '.relance/**'],
    environment: 'node',
    // Servers are started on first use, so a run of pure tests waits for none.
    globalSetup: ['test/support/shared-servers.ts'],
    pool: 'forks',
    // What a request or a page makes lives for moments: with more room most of it is never copied by the collector.
    execArgv: ['--max-semi-space-size=64'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
    // What is waited for comes when the machine has time for it; a second is too short beside two other files.
    expect: { poll: { timeout: 15_000 } },
    reporters: ['default'],
    env: { TZ: 'UTC' },
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: [pureRules],
          // Functions of their arguments leave nothing behind, so that files share one loaded world.
          isolate: false,
          maxWorkers: 3,
        },
      },
      {
        extends: true,
        test: {
          name: 'parts',
          include: [
            '{application,workflows,activities,worker,api,prisma,runtime,cli}/**/*.test.ts',
            'test/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '.relance/**', wholeSystem],
          isolate: false,
          maxWorkers: 3,
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: [wholeSystem],
          isolate: false,
          maxWorkers: 3,
          testTimeout: 60_000,
        },
      },
    ],
  },
});
