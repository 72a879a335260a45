/** What a running `npm start` tells other processes on the same data folder. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const running = z.object({
  /** The process that wrote it. */
  pid: z.number().int(),
  databaseUrl: z.string(),
  temporalAddress: z.string(),
  /** Absent when SMTP_URL names a server of yours. */
  smtpUrl: z.string().optional(),
  /** The sandbox of letters; absent when an account of yours is named, and in production. */
  letterSandbox: z
    .object({
      apiUrl: z.string(),
      tokenUrl: z.string(),
      clientId: z.string(),
      clientSecret: z.string(),
      username: z.string(),
      password: z.string(),
      senderId: z.undefined().optional(),
      pagesUrl: z.string(),
    })
    .transform((account) => ({ ...account, senderId: undefined }))
    .optional(),
  /** The seal that was made for this data folder; absent where SEAL_KEY names one of yours. */
  seal: z.object({ key: z.string(), certificate: z.string() }).optional(),
  /** The same sandbox, as it speaks for the other provider. */
  pingenSandbox: z
    .object({
      apiUrl: z.string(),
      identityUrl: z.string(),
      clientId: z.string(),
      clientSecret: z.string(),
      organisationId: z.string(),
      pagesUrl: z.string(),
    })
    .optional(),
  /** The sandbox of payments; absent when an account of yours is named, and in production. */
  paymentSandbox: z
    .object({
      apiUrl: z.string(),
      secretKey: z.string(),
      webhookSecret: z.string(),
      pagesUrl: z.string(),
    })
    .optional(),
  /** Where the API takes mail to capture addresses; absent when CAPTURE_SMTP_PORT names a port of yours. */
  captureSmtpPort: z.number().int().optional(),
  secret: z.string(),
  publicUrl: z.string(),
});
export type Running = z.infer<typeof running>;

/** Readable by its owner only: it holds passwords. Present while the parts run. */
export function runningFile(dataFolder: string): string {
  return path.join(dataFolder, 'running.json');
}

/** Undefined when nothing runs there, also when the file of a killed run was left behind. */
export function readRunning(dataFolder: string): Running | undefined {
  try {
    const found = running.parse(JSON.parse(readFileSync(runningFile(dataFolder), 'utf8')));
    process.kill(found.pid, 0);
    return found;
  } catch {
    return undefined;
  }
}
