/**
 * Mail of the demo company's customers, taken in by the same way as any other: stored as it came, then read and filed by
 * the running system.
 */
import { captureTokenOf } from '../application/inbound/addresses.ts';
import { receiveMail } from '../application/inbound/receive.ts';
import { captureAddress, generalAddress } from '../domain/capture/address.ts';
import { addDays } from '../domain/calendar/iso-date.ts';
import { formatDate } from '../domain/template/format.ts';
import { captureSchema } from '../domain/model/capture.ts';
import type { PrismaClient } from '../prisma/client.ts';

interface MailStory {
  /** Number of the customer. */
  customer: string;
  /** Absent: the contact of the customer. */
  from?: { name: string; address: string };
  /** Whether it is sent to the address of the customer; else to the name before its token, which is nobody's. */
  addressed: boolean;
  locale: string;
  /** Days from today; how the locale writes the day stands in the text. */
  inDays: number;
  subject: string;
  text: (day: string) => string;
  isAutomatic?: boolean;
  hoursAgo: number;
  file?: { name: string; content: string };
}

const mails: MailStory[] = [
  {
    customer: 'C-2035',
    addressed: true,
    locale: 'en-GB',
    inDays: 5,
    subject: 'Re: Final reminder: F-21341, F-21342',
    text: (day) =>
      `Hello Claire,\n\nF-21341 will be paid on ${day}. Invoice F-21342 is wrong: two rolls of the delivery were missing, see the note of the driver.\n\nKind regards\nHelen Ashdown\nAshdown Fabrics`,
    hoursAgo: 1,
    file: {
      name: 'delivery-note.txt',
      content: '14 rolls ordered, 12 received. Signed: driver, H. Ashdown\n',
    },
  },
  {
    customer: 'C-2029',
    addressed: true,
    locale: 'fr-CH',
    inDays: 12,
    subject: 'Absence du bureau : Relance F-21281',
    text: (day) =>
      `Bonjour,\n\nJe suis absente jusqu’au ${day}. En cas d’urgence, adressez-vous à Luc Rochat, luc.rochat@chalets-rochat.example.\n\nAline Rochat`,
    isAutomatic: true,
    hoursAgo: 3,
  },
  {
    customer: 'C-2017',
    from: { name: 'Clínica Alameda – Pagos', address: 'pagos@clinica-alameda-pagos.example' },
    addressed: true,
    locale: 'es-ES',
    inDays: 0,
    subject: 'Cambio de cuenta bancaria',
    text: () =>
      'Buenos días:\n\nHemos cambiado de banco. Les rogamos que actualicen nuestros datos bancarios y que a partir de ahora envíen los reembolsos al IBAN ES91 2100 0418 4502 0005 1332.\n\nUn saludo\nDepartamento de pagos',
    hoursAgo: 6,
  },
  {
    customer: 'C-2033',
    addressed: false,
    locale: 'de-DE',
    inDays: 4,
    subject: 'Ihre Rechnung',
    text: (day) =>
      `Guten Tag,\n\nwir überweisen den offenen Betrag am ${day}.\n\nMit freundlichen Grüßen\nBuchhaltung, Malerbetrieb Vogt`,
    hoursAgo: 20,
  },
];

const hourMs = 3_600_000;

/** Takes in what the stories of the customers tell; once, however often it is called. */
export async function seedMail(db: PrismaClient, today: string): Promise<void> {
  for (const story of mails) await takeIn(db, today, story);
}

async function takeIn(db: PrismaClient, today: string, story: MailStory): Promise<void> {
  const customer = await db.customer.findFirst({
    where: { number: story.customer },
    select: {
      id: true,
      name: true,
      legalEntity: { select: { id: true, captureScheme: true } },
      contacts: { select: { name: true, email: true } },
    },
  });
  const scheme = captureSchema.nullable().parse(customer?.legalEntity.captureScheme ?? null);
  if (customer === null || scheme === null) return;
  const at = new Date(Date.now() - story.hoursAgo * hourMs);
  const to = story.addressed
    ? captureAddress(scheme, await captureTokenOf(db, customer.id, at))
    : generalAddress(scheme);
  const [contact] = customer.contacts;
  const from = story.from ?? { name: contact?.name || customer.name, address: contact?.email ?? to };
  await receiveMail(db, {
    legalEntityId: customer.legalEntity.id,
    raw: written({ story, from, to, at, today }),
    transport: 'imap',
    envelopeFrom: story.isAutomatic ? '' : from.address,
    recipients: [to],
    at,
  });
}

/** As a mail program writes it: nothing is sent, so no library of sending makes it. */
function written(mail: {
  story: MailStory;
  from: { name: string; address: string };
  to: string;
  at: Date;
  today: string;
}): Uint8Array {
  const { story, from, to, at, today } = mail;
  const { subject, text, locale, inDays, isAutomatic, file, customer } = story;
  const words = text(formatDate(addDays(today, inDays), locale)).replaceAll('\n', '\r\n');
  const plain = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', words, ''];
  const head = [
    `From: ${encoded(from.name)} <${from.address}>`,
    `To: ${to}`,
    `Subject: ${encoded(subject)}`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${customer.toLowerCase()}.${today}@${from.address.split('@')[1]}>`,
    'MIME-Version: 1.0',
    ...(isAutomatic ? ['Auto-Submitted: auto-replied'] : []),
  ];
  if (file === undefined) return Buffer.from([...head, ...plain].join('\r\n'));
  const boundary = `demo-${customer}`;
  const attached = [
    `Content-Type: text/plain; charset=utf-8; name="${file.name}"`,
    `Content-Disposition: attachment; filename="${file.name}"`,
    '',
    file.content,
  ];
  const mixed = [`Content-Type: multipart/mixed; boundary="${boundary}"`, ''];
  const parts = [`--${boundary}`, ...plain, `--${boundary}`, ...attached, `--${boundary}--`, ''];
  return Buffer.from([...head, ...mixed, ...parts].join('\r\n'));
}

/** RFC 2047 */
function encoded(text: string): string {
  return `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
}
