/**
 * Compares what recipients really got with what the product says it did. Shares no code with the product: plain SQL,
 * a list of mails, and rules written down a second time, so that a mistake there is not repeated here.
 */
import { createHash } from 'node:crypto';
import { DatabaseSession } from '../../prisma/session.ts';

/** A message as the recipient's server holds it; `raw` has one character a byte. */
export interface ReceivedMail {
  messageId: string;
  to: string[];
  raw: string;
}

/** Each entry says what and where; all lists are empty when the product tells the truth. */
export interface LedgerFindings {
  /** Called sent, never arrived. */
  lost: string[];
  /** Arrived more than once. */
  extra: string[];
  /** Arrived without any intent on record. */
  phantom: string[];
  /** Arrived, or may have, and nobody is warned. */
  unflaggedDoubt: string[];
  /** Other bytes or another recipient than recorded. */
  altered: string[];
  /** Sent, but the agenda, the history or the contact counter does not show it exactly once. */
  misrecorded: string[];
  /** Still on its way although everything is at rest. */
  stuck: string[];
  /** A customer to whom a reminder was due and nothing was made. */
  forgotten: string[];
}

/** What a product that tells the truth leaves. */
export const truthful: LedgerFindings = {
  lost: [],
  extra: [],
  phantom: [],
  unflaggedDoubt: [],
  altered: [],
  misrecorded: [],
  stuck: [],
  forgotten: [],
};

interface Row {
  id: string;
  messageId: string;
  state: string;
  recipient: string;
  sha256: string | null;
  actionState: string;
  settledBy: string | null;
  sentEvents: number;
  doubtEvents: number;
  contacts: number;
}

const rowsOfMessages = `
  SELECT m."id", m."reference" AS "messageId", m."state"::text AS "state", lower(m."recipientAddress") AS "recipient",
         m."frozenSha256" AS "sha256", a."state"::text AS "actionState", k."source"::text AS "settledBy",
         (SELECT count(*)::int FROM "HistoryEvent" h
           WHERE h."kind" = 'message_sent' AND h."data"->>'actionId' = a."id"::text) AS "sentEvents",
         (SELECT count(*)::int FROM "HistoryEvent" h
           WHERE h."kind" = 'message_unknown' AND h."data"->>'actionId' = a."id"::text) AS "doubtEvents",
         (SELECT count(*)::int FROM "CountedContact" c WHERE c."actionId" = a."id") AS "contacts"
  FROM "OutboundMessage" m
  JOIN "AgendaAction" a ON a."id" = m."actionId"
  LEFT JOIN "OutboundAcknowledgement" k ON k."messageId" = m."id"`;

/** Run it when everything is at rest. */
export async function checkRecipientLedger(
  databaseUrl: string,
  received: readonly ReceivedMail[],
): Promise<LedgerFindings> {
  const client = new DatabaseSession({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(rowsOfMessages);
    const { rows: silent } = await client.query<{ number: string }>(
      `SELECT c."number" FROM "Customer" c
       WHERE EXISTS (SELECT 1 FROM "OpenItem" i WHERE i."customerId" = c."id" AND i."state" = 'open'
                       AND i."openMinor" > 0 AND i."dueOn" < current_date - 10)
         AND NOT EXISTS (SELECT 1 FROM "OutboundMessage" m WHERE m."customerId" = c."id")`,
    );
    return compare(
      rows,
      received,
      silent.map(({ number }) => number),
    );
  } finally {
    await client.end();
  }
}

const said = new Set(['accepted', 'resolved_sent']);
const onTheWay = new Set(['planned', 'frozen', 'claimed', 'gate_passed', 'retry_wait', 'resolved_not_sent']);

function compare(rows: Row[], received: readonly ReceivedMail[], forgotten: string[]): LedgerFindings {
  const arrivals = Map.groupBy(received, ({ messageId }) => messageId);
  const known = new Set(rows.map(({ messageId }) => messageId));
  const pick = (wrong: (row: Row, mails: ReceivedMail[]) => boolean) =>
    rows
      .filter((row) => wrong(row, arrivals.get(row.messageId) ?? []))
      .map((row) => `${row.recipient} ${row.state} ${row.id}`);
  return {
    lost: pick(({ state }, mails) => said.has(state) && mails.length === 0),
    extra: [...arrivals]
      .filter(([, mails]) => mails.length > 1)
      .map(([id, mails]) => `${id} x${mails.length}`),
    phantom: [...arrivals.keys()].filter((id) => !known.has(id)),
    unflaggedDoubt: pick((row, mails) => isUnflagged(row, mails)),
    altered: pick((row, mails) =>
      mails.some((mail) => !mail.to.includes(row.recipient) || digest(mail.raw) !== row.sha256),
    ),
    misrecorded: pick(
      ({ state, actionState, sentEvents, contacts }) =>
        said.has(state) && (actionState !== 'done' || sentEvents !== 1 || contacts !== 1),
    ),
    stuck: pick(({ state }) => onTheWay.has(state)),
    forgotten,
  };
}

/** In doubt is flagged when the agenda says unknown and the history tells when it became so. */
function isUnflagged(row: Row, mails: ReceivedMail[]): boolean {
  if (row.state === 'in_doubt') return row.actionState !== 'unknown' || row.doubtEvents === 0;
  return mails.length > 0 && !said.has(row.state) && row.settledBy !== 'person';
}

function digest(raw: string): string {
  return createHash('sha256').update(Buffer.from(raw, 'latin1')).digest('hex');
}
