/** Lets the Temporal SDK download its own server: `sdk-download.mjs temporal|time-skipping FOLDER`. */
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [which, downloadDir] = process.argv.slice(2);
const server = { executable: { type: 'cached-download', downloadDir, ttl: '10 years' } };
const env =
  which === 'temporal'
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server });
await env.teardown();
