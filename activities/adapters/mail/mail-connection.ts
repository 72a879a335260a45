/** Trying the mail server without sending: connect, greet, encrypt, sign in, leave. */
import type { ConnectionStep } from '../../../domain/vocabulary/settings.ts';
import { connect, newConnection } from './smtp-connection.ts';
import type { MailError } from './smtp-failure.ts';
import type { SmtpOptions } from './smtp-transport.ts';
import {
  resultOfError,
  shownAnswer,
  signInSecrets,
  connectionTestTimeoutMs,
  withinTime,
  type ConnectionOutcome,
} from './connection-outcome.ts';

/** Ends within `timeoutMs`; the server hears nothing about a message. */
export async function testMailConnection(
  options: SmtpOptions,
  { timeoutMs = connectionTestTimeoutMs }: { timeoutMs?: number } = {},
): Promise<ConnectionOutcome> {
  const { host, auth } = options;
  const connection = newConnection(options, {
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  let step: ConnectionStep = 'connect';
  connection.once('connect', () => {
    if (auth) step = 'sign_in';
  });
  connection.on('error', () => undefined);
  const secrets = auth ? signInSecrets({ user: auth.user, password: auth.pass }) : [];
  const shown = (text: string | undefined) => shownAnswer(text, { host, secrets });
  return withinTime(timeoutMs, {
    async run() {
      try {
        await connect(connection, auth);
        connection.quit();
        return { result: 'works', step, answered: shown(wordsOf(connection.lastServerResponse)) };
      } catch (thrown) {
        const error = thrown as MailError;
        return { result: resultOf(error), step, answered: shown(error.response) };
      }
    },
    step: () => step,
    end: () => connection.close(),
  });
}

function wordsOf(response: string | false | undefined): string | undefined {
  return typeof response === 'string' ? response : undefined;
}

function resultOf(error: MailError): ConnectionOutcome['result'] {
  if (error.code === 'EAUTH') return 'sign_in_refused';
  // The library tells both the greeting that did not come and the refused one by ECONNECTION or EPROTOCOL.
  if (error.responseCode !== undefined) return error.code === 'ETLS' ? 'not_secure' : 'refused';
  return resultOfError(error) ?? (error.code === 'ECONNECTION' ? 'cut' : 'unclear');
}
