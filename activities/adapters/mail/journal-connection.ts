/** Trying the journal mailbox: sign in, open its folder to read only, leave. */
import type { ConnectionStep } from '../../../domain/vocabulary/settings.ts';
import { imapClient, type JournalMailbox } from './journal-evidence.ts';
import {
  resultOfError,
  shownAnswer,
  signInSecrets,
  connectionTestTimeoutMs,
  withinTime,
  type ConnectionOutcome,
} from './connection-outcome.ts';

/** As the library makes them. */
interface ImapError extends Error {
  authenticationFailed?: boolean;
  responseStatus?: string;
  responseText?: string;
}

/** Ends within `timeoutMs`; no message is read and none is marked. */
export async function testJournalConnection(
  mailbox: JournalMailbox,
  { timeoutMs = connectionTestTimeoutMs }: { timeoutMs?: number } = {},
): Promise<ConnectionOutcome> {
  const { host, user, password, folder } = mailbox;
  const client = imapClient(mailbox, { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs });
  let step: ConnectionStep = 'sign_in';
  client.on('error', () => undefined);
  return withinTime(timeoutMs, {
    async run() {
      try {
        await client.connect();
        step = 'folder';
        await client.mailboxOpen(folder, { readOnly: true });
        await client.logout().catch(() => undefined);
        return { result: 'works', step, answered: null };
      } catch (thrown) {
        const error = thrown as ImapError;
        return {
          result: resultOf(error, step),
          step: resultOfError(error) === undefined || step === 'folder' ? step : 'connect',
          answered: shownAnswer(error.responseText, { host, secrets: signInSecrets({ user, password }) }),
        };
      }
    },
    step: () => step,
    end: () => client.close(),
  });
}

function resultOf(error: ImapError, step: ConnectionStep): ConnectionOutcome['result'] {
  if (error.authenticationFailed === true) return 'sign_in_refused';
  const known = resultOfError(error);
  if (known !== undefined) return known;
  // Whatever a server says when it is opened: not all servers distinguish a missing folder from a closed one.
  if (error.responseStatus !== undefined) return step === 'folder' ? 'folder_missing' : 'refused';
  return (error as { code?: string }).code === 'NoConnection' ? 'cut' : 'unclear';
}
