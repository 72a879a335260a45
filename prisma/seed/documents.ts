/** Invoices of the demo company as real PDF, so that its customers find on their page what they were sent. */
import { fillDocument } from '../../application/documents/attach.ts';
import { addressLines, type PostalAddress } from '../../domain/contact/postal-address.ts';
import { formatMoney } from '../../domain/money/format.ts';
import { formatDate, pageLanguage, pageLocale } from '../../domain/template/format.ts';
import { statementWords } from '../../domain/words/statement/words.ts';
import type { Db } from '../client.ts';
import { toIsoDate, toMinor } from '../convert.ts';
import { storeFile } from '../queries/files/write.ts';
import { pagePdf, type PdfLine } from './page-pdf.ts';

/** Every so many items one has no document, as in life. */
const withoutDocument = 9;

/** Makes and stores the documents of all items but payments on account; answers how many. */
export async function seedDocuments(db: Db, legalEntityId: string): Promise<number> {
  const items = await readItems(db, legalEntityId);
  let made = 0;
  for (const [n, item] of items.entries()) {
    if (n % withoutDocument === withoutDocument - 1) continue;
    const bytes = documentOf(item);
    const content = (async function* () {
      yield bytes;
    })();
    const name = `${item.number.replaceAll('/', '-')}.pdf`;
    const { id: fileId } = await storeFile(db, { name, content, maxBytes: 1024 * 1024 });
    await fillDocument(db, { itemId: item.id, fileId });
    made += 1;
  }
  return made;
}

type Item = Awaited<ReturnType<typeof readItems>>[number];

async function readItems(db: Db, legalEntityId: string) {
  return db.openItem.findMany({
    where: { legalEntityId, type: { not: 'unapplied_payment' } },
    include: { customer: { include: { legalEntity: true } } },
    orderBy: [{ customer: { number: 'asc' } }, { dueOn: 'asc' }, { number: 'asc' }],
  });
}

function documentOf(item: Item): Uint8Array {
  const { customer } = item;
  const { legalEntity } = customer;
  const language = pageLanguage(customer.language, legalEntity.language);
  const locale = pageLocale(language, customer.country);
  const words = statementWords[language];
  const amount = formatMoney(toMinor(item.originalMinor), item.currency, locale);
  const dated = (date: Date) => formatDate(toIsoDate(date), locale);
  const title = `${words.types[item.type]} ${item.number}`;
  const facts: [string, string][] = [
    [words.issued, dated(item.issuedOn)],
    [words.due, dated(item.dueOn)],
    ...(item.instalment > 0 ? [[words.instalment, String(item.instalment)] as [string, string]] : []),
    ...(item.purchaseOrder ? [[words.purchaseOrder, item.purchaseOrder] as [string, string]] : []),
    [item.text ?? words.text, amount],
  ];
  const recipient = [customer.name, ...printedAddress(customer.address, customer.country)];
  const { registrationNumber, vatNumber, iban, bic } = legalEntity;
  const lines: PdfLine[] = [
    { text: legalEntity.name, x: 56, y: 72, size: 16, bold: true },
    { text: printedAddress(legalEntity.address, legalEntity.country).join(', '), x: 56, y: 90, size: 10 },
    ...recipient.map((text, n) => ({ text, x: 56, y: 140 + 14 * n, size: 10 })),
    { text: title, x: 56, y: 230, size: 14, bold: true },
    ...facts.flatMap(([label, value], n) => [
      { text: label, x: 56, y: 260 + 16 * n, size: 10 },
      { text: value, x: 260, y: 260 + 16 * n, size: 10 },
    ]),
    { text: words.original, x: 56, y: 276 + 16 * facts.length, size: 11, bold: true },
    { text: amount, x: 260, y: 276 + 16 * facts.length, size: 11, bold: true },
    {
      text: [registrationNumber, vatNumber, iban, bic].filter(Boolean).join(' - '),
      x: 56,
      y: 800,
      size: 8,
    },
  ];
  return pagePdf(lines, title);
}

function printedAddress(address: unknown, country: string): string[] {
  return addressLines({ address: (address ?? {}) as PostalAddress, country });
}
