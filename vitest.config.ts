import { defineConfig } from 'vitest/config';

// eslint-disable-next-line no-restricted-syntax -- vitest reads the default export
export default defineConfig({
  test: {
    include: [
      '{domain,workflows,activities,worker,api,prisma,runtime,cli,config,bench,web/src}/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '.relance/**'],
    environment: 'node',
    // Servers are started on first use, so a run of pure tests waits for none.
    globalSetup: ['test/support/lending-desk.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
    reporters: ['default'],
    env: { TZ: 'UTC' },
  },
});
