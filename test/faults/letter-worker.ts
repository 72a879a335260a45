/** A worker process as the product's, which waits for answers of a provider for seconds in place of a minute. */
import { createMaileva } from '../../activities/adapters/maileva/provider.ts';
import { letterCarrier, providerRegister } from '../../activities/channels/letter/carrier.ts';
import { readConnectedSettings } from '../../config/settings.ts';
import { createWorkerDeps } from '../../worker/deps.ts';
import { runWorker } from '../../worker/run.ts';

const timeoutMs = 2_000;
const settings = readConnectedSettings();
const deps = createWorkerDeps(settings);
const { prisma, activities } = deps;
const providers = { maileva: createMaileva(settings.letterAccounts.maileva!, { timeoutMs }) };
const letter = {
  ...activities.channels.letter!,
  carrier: letterCarrier({ prisma, providers, answerTimeoutMs: timeoutMs }),
  evidence: [providerRegister({ prisma, providers }, { quietMs: timeoutMs })],
  rateLimit: { maxConcurrent: 5, perMinute: 60_000 },
};
const channels = { ...activities.channels, letter };
await runWorker(settings, { ...deps, activities: { ...activities, channels, providers } });
process.exit(0);
