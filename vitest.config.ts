import { defineConfig } from 'vitest/config';

/** Tests that start servers, browsers or processes of their own, and wait for them. */
const wholeSystem = 'test/{journeys,faults,web,runtime,workflows,replay}/**/*.test.ts';

export default defineConfig({
  test: {
    exclude: ['**/node_modules/**', '.relance/**'],
    environment: 'node',
    // Servers are started on first use, so a run of pure tests waits for none.
    globalSetup: ['test/support/lending-desk.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
    reporters: ['default'],
    env: { TZ: 'UTC' },
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: [
            '{domain,workflows,activities,worker,api,prisma,runtime,cli,config,bench,web/src}/**/*.test.ts',
            'test/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '.relance/**', wholeSystem],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: [wholeSystem],
          maxWorkers: 2,
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
