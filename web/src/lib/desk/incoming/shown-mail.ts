/** A mail as it is shown when somebody opens it. */
import { answer, apiClient, type Answer, type Schemas } from '../../api/client.ts';

export interface ShownMail {
  from: string;
  to: string;
  cc: string;
  subject: string;
  /** An instant, or as its header has it. */
  date: string;
  html: string | null;
  text: string;
}

/** The whole of a mail that came in: nothing in it runs, loads or leads anywhere. */
export async function readWholeMail(entityId: string, inboundMailId: string): Promise<Answer<ShownMail>> {
  const params = { path: { entityId, inboundMailId } };
  const got = await answer(
    apiClient().GET('/api/entities/{entityId}/inbound-mails/{inboundMailId}/view', { params }),
  );
  if (!got.ok) return got;
  const { headers, html, text } = got.data;
  const header = (name: string) => headers.find((one) => one.name === name)?.value ?? '';
  return {
    ok: true,
    data: {
      from: header('from'),
      to: header('to'),
      cc: header('cc'),
      subject: header('subject'),
      date: header('date'),
      html,
      text,
    },
  };
}

/** A message of ours as it left; null: it has not left yet. */
export async function readSentMessage(
  entityId: string,
  messageId: string,
): Promise<Answer<ShownMail | null>> {
  const params = { path: { entityId, messageId } };
  const got = await answer(apiClient().GET('/api/entities/{entityId}/messages/{messageId}', { params }));
  if (!got.ok) return got;
  return { ok: true, data: got.data.mail === null ? null : shownOf(got.data.mail) };
}

function shownOf({ from, to, subject, date, headers, html, text }: Schemas['ParsedMail']): ShownMail {
  const cc = headers.find(({ name }) => name === 'cc')?.value ?? '';
  return { from, to, cc, subject, date: date ?? '', html, text };
}
