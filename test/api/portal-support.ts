/** A customer with a link into its page, on the API of support.ts. */
import type { OpenDatabase } from '../support/database.ts';
import { fromIsoDate } from '../../prisma/convert.ts';
import { issueLink } from '../../application/links/new-link.ts';
import { pageCookieName } from '../../api/plugins/session-cookie.ts';
import { origin, type Seeded, type TestApi } from './support.ts';

export interface Visitor {
  linkId: string;
  token: string;
  /** As the browser sends it. */
  cookie: string;
}

/** A link into the page of a customer, whose switch is put on. */
export async function visitorFor(
  db: OpenDatabase,
  { entityId, customerId }: Pick<Seeded, 'entityId' | 'customerId'>,
  link: { itemIds?: string[]; email?: string; at?: Date; language?: string } = {},
): Promise<Visitor> {
  await db.customer.update({ where: { id: customerId }, data: { interactivePages: true } });
  const { linkId, token } = await issueLink(db, {
    kind: 'customer',
    legalEntityId: entityId,
    customerId,
    recipientEmail: link.email ?? 'ap@customer.test',
    recipientName: 'Pat Payable',
    language: link.language ?? 'en',
    at: link.at ?? new Date('2026-03-10T10:00:00Z'),
    ...(link.itemIds ? { itemIds: link.itemIds } : {}),
  });
  return { linkId, token, cookie: `${pageCookieName(origin, 'customer')}=${token}` };
}

let keys = 0;
export const newKey = () => `submission-${(keys += 1)}`;

/** A submission as the page sends it; what is left out is chosen plainly. */
export function sendSubmission(api: TestApi, visitor: Visitor, body: Record<string, unknown>) {
  return api.ask({
    method: 'POST',
    url: '/api/portal/submissions',
    as: visitor.cookie,
    body: { key: newKey(), status: 'none', ...body },
  });
}

export interface FormPart {
  name: string;
  value?: string;
  file?: { name: string; bytes: Uint8Array | string; type?: string };
}

/** Fields and files as a browser writes them. */
export function multipart(parts: FormPart[]): { payload: Buffer; contentType: string } {
  const boundary = '----form-boundary-4711';
  const chunks: Buffer[] = [];
  for (const { name, value, file } of parts) {
    const named = file === undefined ? '' : `; filename="${file.name.replaceAll('"', '%22')}"`;
    const type = file === undefined ? '' : `Content-Type: ${file.type ?? 'application/octet-stream'}\r\n`;
    chunks.push(
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${named}\r\n${type}\r\n`),
      Buffer.from(file?.bytes ?? value ?? ''),
      Buffer.from('\r\n'),
    );
  }
  chunks.push(Buffer.from(`--${boundary}--\r\n`));
  return { payload: Buffer.concat(chunks), contentType: `multipart/form-data; boundary=${boundary}` };
}

export function sendForm(
  api: TestApi,
  visitor: Visitor,
  url: string,
  parts: FormPart[],
  headers: Record<string, string> = {},
) {
  const { payload, contentType } = multipart(parts);
  return api.app.inject({
    method: 'POST',
    url,
    headers: { origin, cookie: visitor.cookie, 'content-type': contentType, ...headers },
    payload,
  });
}

/** One file through the upload of the page. */
export function upload(api: TestApi, visitor: Visitor, name: string, bytes: Uint8Array | string) {
  return sendForm(api, visitor, '/api/portal/files', [{ name: 'file', file: { name, bytes } }]);
}

export interface ExtraItem {
  number: string;
  dueOn?: string;
  issuedOn?: string;
  openMinor: number;
  originalMinor?: number;
  currency?: string;
  type?: 'invoice' | 'credit_note' | 'debit_note' | 'unapplied_payment';
  purchaseOrder?: string;
  text?: string;
  documentFileId?: string;
  refersTo?: string;
}

export async function addItems(
  db: OpenDatabase,
  { entityId, customerId }: Pick<Seeded, 'entityId' | 'customerId'>,
  items: ExtraItem[],
): Promise<string[]> {
  const rows = await db.openItem.createManyAndReturn({
    data: items.map(({ dueOn = '2026-02-20', issuedOn = '2026-01-20', ...item }) => ({
      type: 'invoice' as const,
      currency: 'EUR',
      ...item,
      legalEntityId: entityId,
      customerId,
      issuedOn: fromIsoDate(issuedOn),
      dueOn: fromIsoDate(dueOn),
      openMinor: BigInt(item.openMinor),
      originalMinor: BigInt(item.originalMinor ?? item.openMinor),
    })),
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** What the ledger says of a payment of the whole item. */
export async function closeItem(db: OpenDatabase, id: string): Promise<void> {
  await db.openItem.update({
    where: { id },
    data: { openMinor: 0n, state: 'cleared', clearedOn: new Date() },
  });
}
