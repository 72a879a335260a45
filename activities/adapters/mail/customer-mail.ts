/**
 * Mail of a customer that begins on this machine: the local mailbox answers as its reader would. It goes to the listener
 * that takes mail for capture addresses and to nobody else, so that nothing of it leaves the machine.
 */
import { createTransport } from 'nodemailer';
import { RefusedError } from '../../../domain/errors.ts';
import type { CustomerReply } from '../../../domain/capture/customer-reply.ts';
import { headerText } from './mime.ts';

export interface CustomerMail extends CustomerReply {
  from: { name: string; address: string };
  to: string[];
}

const timeoutMs = 10_000;

/**
 * Returns when the listener has stored it.
 *
 * @throws RefusedError `mail_not_taken` with the answer of the listener, `mail_listener_away`
 */
export async function sendCustomerMail(listener: { port: number }, mail: CustomerMail): Promise<void> {
  const { inReplyTo, references, ...rest } = mail;
  const transport = createTransport({
    host: '127.0.0.1',
    port: listener.port,
    secure: false,
    ignoreTLS: true,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      ...rest,
      subject: headerText(rest.subject),
      from: { name: headerText(mail.from.name), address: mail.from.address },
      envelope: { from: mail.from.address, to: mail.to },
      ...(inReplyTo === null ? {} : { inReplyTo, references }),
      xMailer: false,
    });
  } catch (error) {
    const { responseCode, response } = error as { responseCode?: number; response?: string };
    if (responseCode === undefined) throw new RefusedError('mail_listener_away');
    throw new RefusedError('mail_not_taken', { answer: (response ?? String(responseCode)).slice(0, 200) });
  } finally {
    transport.close();
  }
}
