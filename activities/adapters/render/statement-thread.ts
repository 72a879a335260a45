/** Started by statement-workbook.ts: writes one statement and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import type { RenderJob } from './job.ts';
import { statementXlsx } from './statement-xlsx.ts';

parentPort?.postMessage(await statementXlsx(workerData as RenderJob));
