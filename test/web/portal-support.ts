/** A customer with a statement worth looking at, and the link that opens it. */
import type { Page } from 'playwright-core';
import { fromIsoDate } from '../../prisma/convert.ts';
import { issueLink } from '../../application/links/new-link.ts';
import { hydrated, type Pages } from './support.ts';

export interface PortalCustomer {
  customerId: string;
  itemIds: string[];
  token: string;
  /** The address as it stands in a mail. */
  path: string;
}

interface Line {
  number: string;
  dueOn: string;
  openMinor: number;
  type?: 'invoice' | 'credit_note';
  purchaseOrder?: string;
  text?: string;
  currency?: string;
}

export const lines: Line[] = [
  {
    number: 'F-1023',
    dueOn: '2025-12-05',
    openMinor: 124_500,
    purchaseOrder: 'PO-7781',
    text: 'Printing paper',
  },
  { number: 'F-1031', dueOn: '2026-01-20', openMinor: 89_990, purchaseOrder: 'PO-7790', text: 'Toner' },
  { number: 'F-1044', dueOn: '2026-02-24', openMinor: 450_000, purchaseOrder: 'PO-7801', text: 'Desks' },
  { number: 'F-1050', dueOn: '2026-03-10', openMinor: 60_000, purchaseOrder: 'PO-7802', text: 'Chairs' },
  { number: 'F-1058', dueOn: '2026-03-31', openMinor: 210_025, purchaseOrder: 'PO-7810', text: 'Lamps' },
  { number: 'AV-200', dueOn: '2026-02-01', openMinor: -15_000, type: 'credit_note', text: 'Returned toner' },
];

let customers = 0;

/** A customer of the seeded company with interactive pages on. */
export async function seedPortal(
  pages: Pages,
  options: {
    lines?: Line[];
    language?: string;
    name?: string;
    itemIds?: (ids: string[]) => string[];
  } = {},
): Promise<PortalCustomer> {
  const { db } = pages.api;
  const { entityId, users } = pages.seeded;
  customers += 1;
  await db.legalEntity.update({
    where: { id: entityId },
    data: {
      name: 'Papeterie Moreau SAS',
      iban: 'FR7630006000011234567890189',
      bic: 'AGRIFRPP',
      bankName: 'Crédit Agricole',
      vatNumber: 'FR32123456789',
      registrationNumber: '123 456 789 RCS Lyon',
      address: { street: '12 rue des Arts', postalCode: '69002', city: 'Lyon', country: 'FR' },
    },
  });
  await db.user.update({
    where: { id: users.collector.id },
    data: { name: 'Camille Roux', phone: '+33 4 72 00 11 22' },
  });
  const customer = await db.customer.create({
    data: {
      legalEntityId: entityId,
      number: `C-${5000 + customers}`,
      name: options.name ?? 'Borel & Fils',
      country: 'FR',
      timeZone: 'Europe/Paris',
      collectorId: users.collector.id,
      interactivePages: true,
    },
  });
  const itemIds: string[] = [];
  for (const { dueOn, openMinor, ...line } of options.lines ?? lines) {
    const { id } = await db.openItem.create({
      data: {
        legalEntityId: entityId,
        customerId: customer.id,
        type: 'invoice',
        currency: 'EUR',
        ...line,
        issuedOn: fromIsoDate('2025-11-15'),
        dueOn: fromIsoDate(dueOn),
        originalMinor: BigInt(openMinor),
        openMinor: BigInt(openMinor),
      },
      select: { id: true },
    });
    itemIds.push(id);
  }
  const token = await portalLink(pages, customer.id, {
    ...(options.language === undefined ? {} : { language: options.language }),
    itemIds: options.itemIds?.(itemIds) ?? [],
  });
  return { customerId: customer.id, itemIds, token, path: `/p/${token}` };
}

export async function portalLink(
  pages: Pages,
  customerId: string,
  { language = 'en', itemIds = [] as string[] } = {},
): Promise<string> {
  const { token } = await issueLink(pages.api.db, {
    kind: 'customer',
    legalEntityId: pages.seeded.entityId,
    customerId,
    itemIds,
    recipientEmail: 'ap@borel.test',
    recipientName: 'Anne Borel',
    language,
    at: pages.api.clock.now,
  });
  return token;
}

/** Opens the link as a mail program does, and waits until the page listens. */
export async function openPortal(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForURL((url) => url.pathname === '/p');
  await hydrated(page);
  await page.getByRole('table').or(page.getByText('no open items')).first().waitFor();
}

/** A file that is a PDF by its content. */
export const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

export async function commentsOf({ api }: Pages, customerId: string) {
  return api.db.comment.findMany({
    where: { customerId },
    include: { items: true, files: true },
    orderBy: { createdAt: 'asc' },
  });
}

export async function select(page: Page, ...numbers: string[]): Promise<void> {
  for (const number of numbers) await page.getByRole('checkbox', { name: `Select ${number}` }).check();
}
