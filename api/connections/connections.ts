/**
 * What this installation is connected to, as an administrator may see it, and how each is tried. Passwords, tokens
 * and anything else an address carries stay here.
 */
import { randomUUID } from 'node:crypto';
import { journalMailboxFromUrl } from '../../activities/adapters/mail/journal-evidence.ts';
import { smtpOptionsFromUrl } from '../../activities/adapters/mail/smtp-url.ts';
import {
  resultOfError,
  connectionTestTimeoutMs,
  type ConnectionOutcome,
} from '../../activities/adapters/mail/connection-outcome.ts';
import { testJournalConnection } from '../../activities/adapters/mail/journal-connection.ts';
import { testMailConnection } from '../../activities/adapters/mail/mail-connection.ts';
import type { ConnectedSettings } from '../../config/settings.ts';
import type { ConnectionKind, ConnectionSecurity } from '../../domain/vocabulary/settings.ts';
import { testDocumentStore } from '../../activities/adapters/document-store.ts';

/** Where a connection goes; everything null where it is not set. */
export interface ConnectionFacts {
  isSet: boolean;
  /** The mailbox that `npm start` runs on this machine. */
  isLocal: boolean;
  host: string | null;
  port: number | null;
  security: ConnectionSecurity | null;
  user: string | null;
  hasPassword: boolean;
  /** Of the journal: the address to which copies go, and the folder in which they are looked for. */
  address: string | null;
  folder: string | null;
}

export interface Connections {
  describe(kind: ConnectionKind): ConnectionFacts;
  /** Null: it is not set. Ends within ten seconds. */
  test(kind: ConnectionKind, of: { entityCode: string }): Promise<ConnectionOutcome | null>;
}

export type ConnectionSettings = Pick<
  ConnectedSettings,
  'smtpUrl' | 'localMailbox' | 'journalAddress' | 'journalImapUrl' | 'documentStore'
>;

const nothing: ConnectionFacts = {
  isSet: false,
  isLocal: false,
  host: null,
  port: null,
  security: null,
  user: null,
  hasPassword: false,
  address: null,
  folder: null,
};

/** @param timeoutMs how long a trial may take */
export function createConnections(
  settings: ConnectionSettings,
  { timeoutMs = connectionTestTimeoutMs }: { timeoutMs?: number } = {},
): Connections {
  const facts: Record<ConnectionKind, () => ConnectionFacts> = {
    mail: () => mailFacts(settings),
    journal: () => journalFacts(settings),
    documents: () => storeFacts(settings),
  };
  const trials: Record<ConnectionKind, (entityCode: string) => Promise<ConnectionOutcome | null>> = {
    mail: async () => testMailConnection(smtpOptionsFromUrl(settings.smtpUrl), { timeoutMs }),
    async journal() {
      const { journalImapUrl } = settings;
      if (journalImapUrl === undefined) return null;
      return testJournalConnection(journalMailboxFromUrl(journalImapUrl), { timeoutMs });
    },
    async documents(entityCode) {
      const { documentStore } = settings;
      if (documentStore === undefined) return null;
      return tryStore({ ...documentStore, timeoutMs }, entityCode);
    },
  };
  return {
    describe: (kind) => facts[kind](),
    test: (kind, { entityCode }) => trials[kind](entityCode),
  };
}

/** Of an installation whose mail stays on this machine; where nothing is to be reached either. */
export function localConnections(): Connections {
  return createConnections({
    smtpUrl: 'smtp://127.0.0.1:1',
    localMailbox: true,
    journalAddress: undefined,
    journalImapUrl: undefined,
    documentStore: undefined,
  });
}

function mailFacts({ smtpUrl, localMailbox }: ConnectionSettings): ConnectionFacts {
  const { host, port, secure, starttls, auth } = smtpOptionsFromUrl(smtpUrl);
  const byStarttls = { required: 'starttls', optional: 'starttls_if_offered', never: 'none' } as const;
  return {
    ...nothing,
    isSet: !localMailbox,
    isLocal: localMailbox,
    host,
    port,
    security: secure ? 'tls' : byStarttls[starttls ?? 'required'],
    user: auth?.user ?? null,
    hasPassword: auth !== undefined && auth.pass !== '',
  };
}

function journalFacts({ journalAddress, journalImapUrl }: ConnectionSettings): ConnectionFacts {
  const address = journalAddress ?? null;
  if (journalImapUrl === undefined) return { ...nothing, address };
  const { host, port, secure, requireTls, user, password, folder } = journalMailboxFromUrl(journalImapUrl);
  return {
    ...nothing,
    isSet: true,
    host,
    port,
    security: secure ? 'tls' : requireTls ? 'starttls' : 'starttls_if_offered',
    user,
    hasPassword: password !== '',
    address,
    folder,
  };
}

/** Of the address only the origin: paths and queries of stores hold keys. */
function storeFacts({ documentStore }: ConnectionSettings): ConnectionFacts {
  if (documentStore === undefined) return nothing;
  const { hostname, port, protocol } = new URL(documentStore.urlTemplate.replaceAll(/\{\w+\}/g, 'x'));
  const isEncrypted = protocol === 'https:';
  return {
    ...nothing,
    isSet: true,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isEncrypted ? 443 : 80) : Number(port),
    security: isEncrypted ? 'tls' : 'none',
    hasPassword: documentStore.authorization !== undefined,
  };
}

interface StoreOptions {
  urlTemplate: string;
  authorization: string | undefined;
  timeoutMs: number;
}

/** What the store says is not shown, but its status: its words may be about anybody's documents. */
async function tryStore(options: StoreOptions, entityCode: string): Promise<ConnectionOutcome> {
  const number = `relance-test-${randomUUID()}`;
  const { status, error } = await testDocumentStore(options, { entityCode, number });
  if (status === null) return { result: resultOfError(error) ?? 'unclear', step: 'connect', answered: null };
  const answered = `HTTP ${status}`;
  if (status === 401 || status === 403) return { result: 'sign_in_refused', step: 'sign_in', answered };
  return { result: error === null ? 'works' : 'refused', step: 'request', answered };
}
