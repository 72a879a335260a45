/** What every part of the API is given, and what it may hang on a request. */
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { ReplySender } from '../application/replies/receive.ts';
import type { ArchiveLimits } from '../activities/adapters/spreadsheet/archive.ts';
import type { MailLimits } from '../domain/capture/quota.ts';
import type { TagAudience } from '../domain/template/tags.ts';
import type { CheckedTemplate } from '../domain/template/validate.ts';
import type {
  KeptLetter,
  LetterInput,
  LetterPreview,
  LetterPreviewInput,
} from '../activities/case/letters.ts';
import type { AskedCode, EnteredCode } from '../activities/letters/by-code.ts';
import type { ByPerson } from '../application/letters/code.ts';
import type { RenderedLetter } from '../activities/rendering/letter/render-letter.ts';
import type { SheetPages } from '../activities/rendering/letter/sheet-pages.ts';
import type { WrittenPreview, WrittenPreviewInput } from '../activities/case/preview-written.ts';
import type { ActionPreview, NextPreview, PreviewInput } from '../activities/messages/preview.ts';
import type { TemplatePreview, TemplatePreviewInput } from '../activities/messages/preview-template.ts';
import type { Outcome } from '../domain/errors.ts';
import type { ArchivePart } from '../domain/files/active-content.ts';
import type { Sheet } from '../domain/model/sheet.ts';
import type { UserRole } from '../domain/vocabulary/accounts.ts';
import type { PrismaClient } from '../prisma/client.ts';
import type { VisitorScope } from '../prisma/visitors.ts';
import type { Connections } from './connections/connections.ts';
import type { LetterCarriers } from './connections/letter-carriers.ts';
import type { Qualifier } from '../activities/replies/qualifier.ts';
import type { PaymentTakers } from './connections/payment-connectors.ts';
import type { DocumentStore } from '../activities/adapters/document-store.ts';
import type { Replayer } from '../runtime/temporal/replayer.ts';
import type { CaseSignals } from './plugins/case-signals.ts';
import type { TemporalAccess } from './plugins/temporal.ts';

export interface AppSettings {
  /** Scheme, host and port under which browsers reach this server; links and the same-origin check use it. */
  publicUrl: string;
  /** Addresses or subnets of proxies whose X-Forwarded-* headers are believed; empty: none. */
  trustedProxies: string[];
  /** Key of the installation, the same as the worker's: one-time codes are checked with it. */
  secret: string;
  sessionHours: number;
  /** How long a confirmation or a qualification can be taken back before anything leaves; 0: not at all. */
  undoSeconds: number;
  /** Whether the embedded mailbox is in use; its pages answer 404 otherwise. */
  localMailbox: boolean;
  /** Where this machine takes mail for capture addresses; absent: nowhere. */
  mailListener?: { port: number };
  /** Folder with SvelteKit's built handler; absent: the API runs alone. */
  webBuildFolder?: string;
  version: string;
  /** Where the pages of Temporal show the namespace; absent: nowhere. */
  temporalPages?: string;
  /** The model that reads replies beside the rules, without its key; absent: rules alone. */
  qualifier?: { endpoint: string; model: string; capMicros: number | null; mostCallsADay: number | null };
  /** Requests a minute of one session or address before 429. */
  requestsPerMinute: number;
  /** Largest file that may be uploaded. */
  maxUploadBytes: number;
  /** Whether the published password of the demo accounts opens nothing, because other machines may come. */
  refusesDemoPassword?: boolean;
}

export interface AppDeps {
  db: PrismaClient;
  /** The database as a visitor of a page without account may see it. */
  visitorDb: (scope: VisitorScope) => PrismaClient;
  /** Connection string for the one connection that listens to changes; absent: no live updates. */
  databaseUrl?: string;
  temporal: TemporalAccess;
  cases: CaseSignals;
  /** How many mails a day are taken at the doors; absent: as many as come. */
  captureLimits?: MailLimits;
  /** The message of an action exactly as it would leave now; reads and renders only. */
  preview: (input: PreviewInput) => Promise<Outcome<ActionPreview>>;
  /** What a customer would be written next, with pause and gates thought away; reads and renders only. */
  previewNext: (input: Pick<PreviewInput, 'customerId' | 'now'>) => Promise<Outcome<NextPreview>>;
  /** What is written outside the scenario exactly as it would leave now, with what may be chosen for it. */
  previewWritten: (input: WrittenPreviewInput) => Promise<Outcome<WrittenPreview>>;
  /** A text that is being designed, on the facts of a customer; reads and renders only. */
  previewTemplate: (input: TemplatePreviewInput) => Promise<Outcome<TemplatePreview>>;
  /** Letters that people print: shown as they would be printed, and kept as they were. */
  letters: {
    preview: (input: LetterPreviewInput) => Promise<Outcome<LetterPreview>>;
    keep: (input: LetterInput) => Promise<Outcome<KeptLetter>>;
    /** For what is completed without having been printed. */
    keepUnprinted: (input: LetterInput) => Promise<Outcome<null>>;
    /** One that was kept, for both sides of the paper: each enclosure begins on a front page. */
    bothSides: (pdf: Uint8Array) => Promise<Outcome<RenderedLetter>>;
  };
  /** Letters that leave only with the one-time code of a person, which stays in the memory of its request (ADR 33). */
  letterCodes: {
    request: (by: ByPerson) => Promise<Outcome<AskedCode>>;
    enter: (by: ByPerson & { code: string }) => Promise<Outcome<EnteredCode>>;
  };
  /** Reads a text that is to be saved, on a thread that can be ended. */
  checkTemplate: (
    template: { subject: unknown; body: unknown },
    audience: TagAudience,
  ) => Promise<Outcome<CheckedTemplate>>;
  /** The names of the parts of an archive, or a refusal where its directory is that of a bomb; unpacks nothing. */
  archiveParts: (bytes: Uint8Array, limits: ArchiveLimits) => Promise<ArchivePart[]>;
  /** A table as a workbook. */
  workbook: (sheet: Sheet) => Promise<Uint8Array>;
  /** The same as pages. */
  sheetPages: (pages: SheetPages) => Promise<Outcome<RenderedLetter>>;
  /** Mail server, journal and document store, without their secrets. */
  connections: Connections;
  /** Providers of letters, with their credentials inside. */
  carriers: LetterCarriers;
  /** Whoever takes payments, with their credentials inside; absent: nobody, and customers are offered none. */
  takers?: PaymentTakers;
  /** Where invoices lie as PDF; absent: stored files only. */
  documentStore?: DocumentStore;
  /** Where mail to capture addresses is taken by SMTP; absent: it is not. */
  captureSmtp?: { host: string; port: number; startTls: boolean };
  /** The model, for reading old replies again to compare; absent: none is connected. */
  qualifier?: Qualifier | undefined;
  /** Replays histories, in a process of its own; absent: nobody does. */
  replayer?: Replayer;
  settings: AppSettings;
  /** The clock, so that tests can move it. */
  now: () => Date;
}

/**
 * What routes of pages without account are given: no database, except as the visitor of a request may see it
 * (ADR 14).
 */
export interface PageDeps extends Omit<AppDeps, 'db' | 'visitorDb'> {
  as(visitor: VisitorScope): AppDeps;
}

/** The Fastify instance that routes see: bodies, queries and answers are typed by their zod schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Who is asking. */
export interface SignedIn {
  sessionHash: string;
  userId: string;
  email: string;
  name: string;
  role: UserRole;
  language: string;
}

/** The legal entity that a route under /api/entities/:entityId works in. */
export interface EntityScope {
  id: string;
  code: string;
  name: string;
  currency: string;
  country: string;
  timeZone: string;
  /** The day in the entity's time zone. */
  today: string;
}

/**
 * Who may use a route. Declared on every route under /api, otherwise the server does not start:
 * `public` anybody; `signed_in` any user; `read` any member of the entity; `act` collectors, managers and
 * administrators of the entity; `administer` its administrators; `customer_page` the holder of a customer's link;
 * `internal_page` a colleague who holds an internal link and has shown the code sent to its address;
 * `internal_link` the holder of an internal link: only what leads to showing that code; `letter_page` and
 * `letter_link` the same for the reader of a tracked electronic letter.
 */
export const accessLevels = [
  'public',
  'signed_in',
  'read',
  'act',
  'administer',
  'customer_page',
  'internal_page',
  'internal_link',
  'letter_page',
  'letter_link',
] as const;
export type Access = (typeof accessLevels)[number];

/** Who holds a link into a page without account, and all that it opens: nothing of a request widens it. */
export interface PageVisitor extends ReplySender {
  linkId: string;
  kind: 'customer' | 'internal' | 'letter';
  /** Of a link of the kind `letter`. */
  letterId: string | null;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** Programs of others call it, which come from no page of ours: its own credentials are asked for. */
    fromPrograms?: true;
  }
  interface FastifyRequest {
    signedIn: SignedIn | null;
    entityScope: EntityScope | null;
    pageVisitor: PageVisitor | null;
  }
}
