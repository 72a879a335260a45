/** A worker process as the product's, with a third channel: letters by the printing house of PRINTING_HOUSE (JSON). */
import { readConnectedSettings } from '../../config/settings.ts';
import { createWorkerDeps } from '../../worker/deps.ts';
import { runWorker } from '../../worker/run.ts';
import { printingChannel, type PrintingOptions } from '../support/printing-channel.ts';

const settings = readConnectedSettings();
const deps = createWorkerDeps(settings);
const letter = printingChannel(JSON.parse(process.env['PRINTING_HOUSE']!) as PrintingOptions);
const channels = { ...deps.activities.channels, letter };
await runWorker(settings, { ...deps, activities: { ...deps.activities, channels } });
process.exit(0);
