/**
 * The only reader of the environment: variables in, one typed object per process out. docs/configuration.md lists
 * the same variables for operators.
 */
import path from 'node:path';
import { z } from 'zod';
import {
  captureSmtpSettings,
  clamdPlace,
  localCapture,
  type CaptureSmtpSettings,
  type ClamdPlace,
} from './capture.ts';
import { contradictions } from './contradictions.ts';
import { ConfigRefused, readVariable } from './environment.ts';
import type { Environment } from './environment.ts';
import { isLoopback, productionFindings } from './production.ts';
import { readRunning } from './running.ts';

const mib = 1024 * 1024;

const flag = z
  .enum(['true', 'false', '1', '0'])
  .transform((value) => value === 'true' || value === '1')
  .optional();
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const list = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .pipe(z.array(z.string().min(1)));
const origin = z
  .url({ protocol: /^https?$/ })
  .transform((text) => new URL(text))
  .refine((url) => url.pathname === '/' && !url.search && !url.username, 'must be scheme, host and port only')
  .transform((url) => url.origin);

const variables = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Folder of the embedded parts' data. */
  RELANCE_DATA: z.string().default('.relance'),
  /** Origin under which browsers reach Relance; links in messages begin with it. */
  RELANCE_URL: origin.optional(),
  /** Signs links and Message-IDs. At least 32 characters; the same for every process. */
  RELANCE_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: count(0, 65_535).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL_SIZE: count(2, 200).default(10),
  /** The same database by a login that may do no more than visitors of pages without account. */
  VISITOR_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^/\s]+:\d+$/, 'must be host:port')
    .optional(),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_UI_URL: z.url({ protocol: /^https?$/ }).optional(),
  TEMPORAL_TLS: flag,
  TEMPORAL_TLS_CA: z.string().optional(),
  TEMPORAL_TLS_CERT: z.string().optional(),
  TEMPORAL_TLS_KEY: z.string().optional(),
  TEMPORAL_TLS_SERVER_NAME: z.string().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_MESSAGES_PER_MINUTE: count(1, 100_000).default(120),
  /** A mailbox of yours that gets a blind copy of each message: proof when a send is in doubt. */
  JOURNAL_ADDRESS: z.email().optional(),
  /** Where that mailbox is read, so that a send in doubt settles by itself. */
  JOURNAL_IMAP_URL: z.url({ protocol: /^imaps?$/ }).optional(),
  /** Where invoices lie as PDF: an address with {entity}, {customer}, {number} and {type} in it. */
  DOCUMENT_STORE_URL: z
    .url({ protocol: /^https?$/ })
    .refine((text) => text.includes('{number}'), 'must have {number} in it')
    .refine((text) => !/^https?:\/\/[^/?#]*[{}@]/.test(text), 'must name its host in full, without a user')
    .optional(),
  /** Value of the Authorization header for it, such as `Bearer …`. */
  DOCUMENT_STORE_AUTHORIZATION: z.string().optional(),
  /** Letters by Maileva: credentials of the account, and where its services are. All four, or none. */
  MAILEVA_CLIENT_ID: z.string().min(1).optional(),
  MAILEVA_CLIENT_SECRET: z.string().min(1).optional(),
  MAILEVA_USERNAME: z.string().min(1).optional(),
  MAILEVA_PASSWORD: z.string().min(1).optional(),
  /** Sender of electronic letters; the first of the account where absent. */
  MAILEVA_SENDER_ID: z.string().min(1).optional(),
  MAILEVA_URL: origin.default('https://api.maileva.com'),
  MAILEVA_TOKEN_URL: origin.default('https://connexion.maileva.com'),
  /**
   * The seal of tracked electronic letters: key (PKCS #8) and certificate in PEM, those above it behind it. Both, or
   * neither; `npm start` makes them where they are not set.
   */
  SEAL_KEY: z.string().min(1).optional(),
  SEAL_CERTIFICATE: z.string().min(1).optional(),
  /** An authority of time (RFC 3161) that stamps each seal. */
  SEAL_TIME_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Letters by Pingen: a client of client credentials, and the organisation that pays. All three, or none. */
  PINGEN_CLIENT_ID: z.string().min(1).optional(),
  PINGEN_CLIENT_SECRET: z.string().min(1).optional(),
  PINGEN_ORGANISATION_ID: z.string().min(1).optional(),
  PINGEN_URL: origin.default('https://api.pingen.com'),
  PINGEN_IDENTITY_URL: origin.default('https://identity.pingen.com'),
  /** Payments by Stripe: the secret key of the account, and the secret of the endpoint at which it tells news. */
  STRIPE_SECRET_KEY: z.string().min(1).optional(),
  STRIPE_WEBHOOK_SECRET: z.string().min(1).optional(),
  STRIPE_URL: origin.default('https://api.stripe.com'),
  /** A model that reads replies beside the rules: an endpoint that speaks OpenAI's chat completions. With its model, or neither. */
  AI_URL: z.url({ protocol: /^https?$/ }).optional(),
  AI_MODEL: z.string().min(1).max(200).optional(),
  AI_KEY: z.string().min(1).optional(),
  AI_TIMEOUT_SECONDS: count(1, 120).default(20),
  /** Of a million tokens, in any one currency. */
  AI_INPUT_PRICE: z.coerce.number().min(0).max(10_000).default(0),
  AI_OUTPUT_PRICE: z.coerce.number().min(0).max(10_000).default(0),
  /** What a legal entity may spend a day, in the currency of the prices, and how often it may ask. */
  AI_DAY_CAP: z.coerce.number().min(0).max(1_000_000).optional(),
  AI_DAY_CALLS: count(0, 1_000_000).default(2_000),
  /** Where mail to capture addresses is taken by SMTP; without a port it is not, except by `npm start` on loopback. */
  CAPTURE_SMTP_PORT: count(1, 65_535).optional(),
  CAPTURE_SMTP_HOST: z.string().min(1).default('127.0.0.1'),
  /** A mailbox that mail to capture addresses is read from; with a token of OAuth2 in place of the password. */
  CAPTURE_IMAP_URL: z.url({ protocol: /^imaps?$/ }).optional(),
  CAPTURE_IMAP_TOKEN: z.string().min(1).optional(),
  /** Mails that one address takes, and one sender may bring to a company, in a day. */
  CAPTURE_DAY_PER_ADDRESS: count(1, 1_000_000).default(500),
  CAPTURE_DAY_PER_SENDER: count(1, 1_000_000).default(1_000),
  /** The virus scanner that files of incoming mail are shown to: `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`. */
  CLAMD_URL: z.url({ protocol: /^(?:tcp|unix)$/ }).optional(),
  /** For STARTTLS: key and certificate in PEM. Both, or neither. */
  CAPTURE_SMTP_KEY: z.string().min(1).optional(),
  CAPTURE_SMTP_CERTIFICATE: z.string().min(1).optional(),
  /** Addresses or subnets of the proxies in front; their X-Forwarded-… headers are believed. */
  TRUSTED_PROXIES: list.default([]),
  SESSION_HOURS: count(1, 24 * 30).default(12),
  /** How long a confirmation can be taken back before it leaves; 0: not at all. */
  UNDO_SECONDS: count(0, 300).default(20),
  REQUESTS_PER_MINUTE: count(10, 1_000_000).default(600),
  MAX_UPLOAD_MIB: count(1, 1024).default(100),
  /** Cases kept in a worker's memory; each takes about 0.4 MB, which `npm run bench` measures. */
  WORKER_CACHED_CASES: count(10, 100_000).default(500),
  /** `auto`: workers register their version with Temporal where the server keeps them; `off`: never. */
  WORKER_VERSIONS: z.enum(['auto', 'off']).default('auto'),
});

export type Variables = z.infer<typeof variables>;
export type VariableName = keyof Variables;
export const variableNames = Object.keys(variables.shape) as VariableName[];

export interface TemporalSettings {
  address: string;
  namespace: string;
  apiKey?: string;
  /** Where its own pages show the namespace. */
  pagesUrl?: string;
  /** In the form of the SDK's connection options. */
  tls?: true | TemporalTls;
}

export interface TemporalTls {
  serverNameOverride?: string;
  serverRootCACertificate?: Buffer;
  clientCertPair?: { crt: Buffer; key: Buffer };
}

/** What every process shares. Parts that are not set are embedded by `npm start`. */
export interface Settings {
  production: boolean;
  logLevel: Variables['LOG_LEVEL'];
  /** Absolute path. */
  dataFolder: string;
  publicUrl: string | undefined;
  secret: string | undefined;
  host: string;
  /** 0: any free one. */
  port: number | undefined;
  databaseUrl: string | undefined;
  databasePoolSize: number;
  visitorDatabaseUrl: string | undefined;
  temporal: Omit<TemporalSettings, 'address'> & { address: string | undefined };
  smtpUrl: string | undefined;
  smtpMessagesPerMinute: number;
  journalAddress: string | undefined;
  journalImapUrl: string | undefined;
  documentStore: { urlTemplate: string; authorization: string | undefined } | undefined;
  /** Neither of the two: `npm start` runs a sandbox in their place. */
  maileva: MailevaSettings | undefined;
  /** Undefined: `npm start` makes its own. */
  seal: SealSettings | undefined;
  sealTimeUrl: string | undefined;
  pingen: PingenSettings | undefined;
  /** Undefined: `npm start` runs a sandbox in its place. */
  stripe: StripeSettings | undefined;
  /** Undefined: replies are read by rules alone. */
  qualifier: QualifierSettings | undefined;
  /** Undefined: no mail is taken by SMTP; `npm start` then takes it on loopback. */
  captureSmtp: CaptureSmtpSettings | undefined;
  captureImapUrl: string | undefined;
  clamd: ClamdPlace | undefined;
  captureLimits: { address: number; sender: number };
  trustedProxies: string[];
  sessionHours: number;
  undoSeconds: number;
  requestsPerMinute: number;
  maxUploadBytes: number;
  workerCachedCases: number;
  workerVersions: 'auto' | 'off';
}

export interface QualifierSettings {
  /** Up to `/chat/completions`, such as `http://127.0.0.1:11434/v1`. */
  url: string;
  key: string | undefined;
  model: string;
  timeoutMs: number;
  /** Of a million tokens, in any one currency. */
  inputPrice: number;
  outputPrice: number;
  /** Of a legal entity and day, in that currency; null: none. */
  dayCap: number | null;
  dayCalls: number | null;
}

/** PEM. */
export interface SealSettings {
  key: string;
  certificate: string;
}

export interface MailevaSettings {
  apiUrl: string;
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  username: string;
  password: string;
  senderId: string | undefined;
  /** Own pages of the provider; absent: those of the real one. */
  pagesUrl?: string;
}

export interface PingenSettings {
  apiUrl: string;
  identityUrl: string;
  clientId: string;
  clientSecret: string;
  organisationId: string;
  /** Own pages of the provider; absent: those of the real one. */
  pagesUrl?: string;
}

export interface StripeSettings {
  apiUrl: string;
  secretKey: string;
  /** Undefined: no news are taken, and payments are asked about. */
  webhookSecret: string | undefined;
  /** Own pages of the provider; absent: those of the real one. */
  pagesUrl?: string;
}

/** A process that works on running parts has all of them. */
export type ConnectedSettings = Omit<
  Settings,
  | 'maileva'
  | 'pingen'
  | 'stripe'
  | 'seal'
  | 'sealTimeUrl'
  | 'databaseUrl'
  | 'visitorDatabaseUrl'
  | 'temporal'
  | 'smtpUrl'
  | 'secret'
  | 'publicUrl'
> & {
  databaseUrl: string;
  /** That of the database where none was set. */
  visitorDatabaseUrl: string;
  temporal: TemporalSettings;
  smtpUrl: string;
  secret: string;
  publicUrl: string;
  /** Whoever carries letters. */
  letterAccounts: {
    maileva?: (MailevaSettings & { isSandbox: boolean }) | undefined;
    /** Ours; undefined: nothing can be sealed here. */
    seal?: (SealSettings & { isSelfMade: boolean; timeStampUrl: string | undefined }) | undefined;
    pingen?: (PingenSettings & { isSandbox: boolean }) | undefined;
  };
  /** Whoever takes payments. */
  paymentAccounts: { stripe?: (StripeSettings & { isSandbox: boolean }) | undefined };
  /** Whether mail goes to the mailbox that `npm start` runs, and evidence of sends is looked up there. */
  localMailbox: boolean;
  /** Whether its pages are shown: never in production, and only where no other machine reaches them. */
  mailboxPages: boolean;
};

const root = path.resolve(import.meta.dirname, '..');

/** For `npm start`. Throws ConfigRefused with one sentence per finding. */
export function readSettings(environment: Environment = process.env): Settings {
  const parsed = variables.safeParse(
    Object.fromEntries(variableNames.map((name) => [name, readVariable(environment, name)])),
  );
  if (!parsed.success) {
    throw new ConfigRefused(
      parsed.error.issues.map(
        (issue) => `${String(issue.path[0])} ${issue.message.replace(/^Invalid/, 'is invalid')}.`,
      ),
    );
  }
  const settings = shape(parsed.data);
  const findings = [
    ...contradictions(parsed.data),
    ...(settings.production ? productionFindings(settings) : []),
  ];
  if (findings.length > 0) throw new ConfigRefused(findings);
  return settings;
}

/**
 * For the API, workers and the command line: what the environment leaves out is taken from the `npm start` that
 * runs on the same data folder. Throws ConfigRefused with what is missing.
 */
export function readConnectedSettings(environment: Environment = process.env): ConnectedSettings {
  const settings = readSettings(environment);
  const running = readRunning(settings.dataFolder);
  const databaseUrl = settings.databaseUrl ?? running?.databaseUrl;
  const address = settings.temporal.address ?? running?.temporalAddress;
  const smtpUrl = settings.smtpUrl ?? running?.smtpUrl;
  const secret = settings.secret ?? running?.secret;
  const publicUrl = settings.publicUrl ?? running?.publicUrl;
  const missing = Object.entries({
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: address,
    SMTP_URL: smtpUrl,
    RELANCE_SECRET: secret,
    RELANCE_URL: publicUrl,
  }).filter(([, value]) => value === undefined);
  if (!databaseUrl || !address || !smtpUrl || !secret || !publicUrl) {
    throw new ConfigRefused([
      `Nothing runs on ${settings.dataFolder}. Run "npm start" first, or set ${missing.map(([name]) => name).join(', ')}.`,
    ]);
  }
  const localMailbox = running?.smtpUrl !== undefined && smtpUrl === running.smtpUrl;
  const { maileva, pingen, stripe, seal, sealTimeUrl: timeStampUrl, ...rest } = settings;
  const sealUsed = seal ?? running?.seal;
  return {
    ...rest,
    databaseUrl,
    visitorDatabaseUrl: settings.visitorDatabaseUrl ?? databaseUrl,
    temporal: { ...settings.temporal, address },
    smtpUrl,
    secret,
    publicUrl,
    captureSmtp: settings.captureSmtp ?? localCapture(running?.captureSmtpPort),
    letterAccounts: {
      maileva: accountOf(maileva, running?.letterSandbox),
      pingen: accountOf(pingen, running?.pingenSandbox),
      seal: sealUsed && { ...sealUsed, isSelfMade: seal === undefined, timeStampUrl },
    },
    paymentAccounts: { stripe: accountOf(stripe, running?.paymentSandbox) },
    localMailbox,
    mailboxPages:
      localMailbox &&
      !settings.production &&
      isLoopback(settings.host) &&
      isLoopback(new URL(publicUrl).hostname),
  };
}

function accountOf<Account extends object>(
  own: Account | undefined,
  sandbox: Account | undefined,
): (Account & { isSandbox: boolean }) | undefined {
  if (own !== undefined) return { ...own, isSandbox: false };
  return sandbox && { ...sandbox, isSandbox: true };
}

/** For commands that need the database only. */
export function readDatabaseUrl(environment: Environment = process.env): string {
  const settings = readSettings(environment);
  const databaseUrl = settings.databaseUrl ?? readRunning(settings.dataFolder)?.databaseUrl;
  if (databaseUrl) return databaseUrl;
  throw new ConfigRefused([
    `Nothing runs on ${settings.dataFolder}. Run "npm start" first, or set DATABASE_URL.`,
  ]);
}

function shape(v: Variables): Settings {
  return {
    production: v.NODE_ENV === 'production',
    logLevel: v.LOG_LEVEL,
    dataFolder: path.resolve(root, v.RELANCE_DATA),
    publicUrl: v.RELANCE_URL,
    secret: v.RELANCE_SECRET,
    host: v.HOST,
    port: v.PORT,
    databaseUrl: v.DATABASE_URL,
    databasePoolSize: v.DATABASE_POOL_SIZE,
    visitorDatabaseUrl: v.VISITOR_DATABASE_URL,
    temporal: {
      address: v.TEMPORAL_ADDRESS,
      namespace: v.TEMPORAL_NAMESPACE,
      apiKey: v.TEMPORAL_API_KEY,
      ...(v.TEMPORAL_UI_URL && {
        pagesUrl: `${v.TEMPORAL_UI_URL.replace(/\/$/, '')}/namespaces/${v.TEMPORAL_NAMESPACE}`,
      }),
      tls: temporalTls(v),
    },
    smtpUrl: v.SMTP_URL,
    smtpMessagesPerMinute: v.SMTP_MESSAGES_PER_MINUTE,
    journalAddress: v.JOURNAL_ADDRESS,
    journalImapUrl: v.JOURNAL_IMAP_URL,
    documentStore:
      v.DOCUMENT_STORE_URL === undefined
        ? undefined
        : { urlTemplate: v.DOCUMENT_STORE_URL, authorization: v.DOCUMENT_STORE_AUTHORIZATION },
    maileva: mailevaSettings(v),
    seal: v.SEAL_KEY && v.SEAL_CERTIFICATE ? { key: v.SEAL_KEY, certificate: v.SEAL_CERTIFICATE } : undefined,
    sealTimeUrl: v.SEAL_TIME_URL,
    pingen: pingenSettings(v),
    stripe: stripeSettings(v),
    qualifier: qualifierSettings(v),
    captureSmtp: captureSmtpSettings(v),
    captureImapUrl: v.CAPTURE_IMAP_URL,
    clamd: clamdPlace(v),
    captureLimits: { address: v.CAPTURE_DAY_PER_ADDRESS, sender: v.CAPTURE_DAY_PER_SENDER },
    trustedProxies: v.TRUSTED_PROXIES,
    sessionHours: v.SESSION_HOURS,
    undoSeconds: v.UNDO_SECONDS,
    requestsPerMinute: v.REQUESTS_PER_MINUTE,
    maxUploadBytes: v.MAX_UPLOAD_MIB * mib,
    workerCachedCases: v.WORKER_CACHED_CASES,
    workerVersions: v.WORKER_VERSIONS,
  };
}

function mailevaSettings(v: Variables): MailevaSettings | undefined {
  const { MAILEVA_CLIENT_ID: clientId, MAILEVA_CLIENT_SECRET: clientSecret } = v;
  const { MAILEVA_USERNAME: username, MAILEVA_PASSWORD: password } = v;
  if (!clientId || !clientSecret || !username || !password) return undefined;
  const { MAILEVA_URL: apiUrl, MAILEVA_TOKEN_URL: tokenUrl, MAILEVA_SENDER_ID: senderId } = v;
  return { apiUrl, tokenUrl, clientId, clientSecret, username, password, senderId };
}

function qualifierSettings(v: Variables): QualifierSettings | undefined {
  if (!v.AI_URL || !v.AI_MODEL) return undefined;
  return {
    url: v.AI_URL,
    key: v.AI_KEY,
    model: v.AI_MODEL,
    timeoutMs: v.AI_TIMEOUT_SECONDS * 1000,
    inputPrice: v.AI_INPUT_PRICE,
    outputPrice: v.AI_OUTPUT_PRICE,
    dayCap: v.AI_DAY_CAP ?? null,
    dayCalls: v.AI_DAY_CALLS,
  };
}

function pingenSettings(v: Variables): PingenSettings | undefined {
  const { PINGEN_CLIENT_ID: clientId, PINGEN_CLIENT_SECRET: clientSecret } = v;
  const { PINGEN_ORGANISATION_ID: organisationId } = v;
  if (!clientId || !clientSecret || !organisationId) return undefined;
  const { PINGEN_URL: apiUrl, PINGEN_IDENTITY_URL: identityUrl } = v;
  return { apiUrl, identityUrl, clientId, clientSecret, organisationId };
}

function stripeSettings(v: Variables): StripeSettings | undefined {
  if (!v.STRIPE_SECRET_KEY) return undefined;
  return { apiUrl: v.STRIPE_URL, secretKey: v.STRIPE_SECRET_KEY, webhookSecret: v.STRIPE_WEBHOOK_SECRET };
}

function temporalTls(v: Variables): TemporalSettings['tls'] {
  const ca = v.TEMPORAL_TLS_CA;
  const [crt, key] = [v.TEMPORAL_TLS_CERT, v.TEMPORAL_TLS_KEY];
  const serverName = v.TEMPORAL_TLS_SERVER_NAME;
  if (!ca && !(crt && key) && !serverName) return v.TEMPORAL_TLS || undefined;
  return {
    ...(serverName && { serverNameOverride: serverName }),
    ...(ca && { serverRootCACertificate: Buffer.from(ca) }),
    ...(crt && key && { clientCertPair: { crt: Buffer.from(crt), key: Buffer.from(key) } }),
  };
}
