import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMailbox } from '../../runtime/mailbox.ts';
import type { Mailbox } from '../../runtime/mailbox.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let mailbox: Mailbox;
const troubles: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  mailbox = await startMailbox({
    db: database.db,
    maxMessageBytes: 20_000,
    onTrouble: (error) => troubles.push(error.message),
  });
});
afterAll(async () => {
  await mailbox.close();
  await database.drop();
});

function send(over: { subject?: string; text?: string; messageId?: string } = {}) {
  return createTransport(mailbox.url).sendMail({
    from: 'receivables@acme.example',
    to: 'Jane.Doe@Customer.example',
    subject: 'Rappel : 1 200,00 € échus',
    messageId: '<m-1@acme.example>',
    text: 'please pay',
    ...over,
  });
}

test('N-1 what the mailbox answered with 250 is in the database, byte for byte under its Message-ID', async () => {
  const sent = await send();
  expect(sent.response).toMatch(/^250/);
  const mail = await database.db.localMail.findFirstOrThrow({ where: { messageId: 'm-1@acme.example' } });
  expect(mail).toMatchObject({
    mailFrom: 'receivables@acme.example',
    rcptTo: ['jane.doe@customer.example'],
    subject: 'Rappel : 1 200,00 € échus',
  });
  expect(Buffer.from(mail.raw).toString()).toMatch(/Message-ID: <m-1@acme\.example>[\s\S]*please pay\r\n$/);
});

test('N-1 a message that is too large is refused for good and not kept', async () => {
  await expect(send({ messageId: '<big@acme.example>', text: 'x\n'.repeat(20_000) })).rejects.toMatchObject({
    responseCode: 552,
  });
  expect(await database.db.localMail.count({ where: { messageId: 'big@acme.example' } })).toBe(0);
});

test('N-1 without the database the answer is 451: the sender keeps the message and tries again', async () => {
  await database.db.$executeRaw`alter table "LocalMail" rename to "Away"`;
  await expect(send({ messageId: '<later@acme.example>' })).rejects.toMatchObject({ responseCode: 451 });
  expect(troubles).toHaveLength(1);
  await database.db.$executeRaw`alter table "Away" rename to "LocalMail"`;
  expect((await send({ messageId: '<later@acme.example>' })).response).toMatch(/^250/);
});
