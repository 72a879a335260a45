import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { renderer } from '../support/threads.ts';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { performAction } from '../../activities/case/perform.ts';
import { previewAction } from '../../activities/messages/preview.ts';
import { changeFacts } from '../support/facts.ts';
import { ledgerTotals } from '../../prisma/queries/position/read.ts';
import { createCustomer, createEntity } from '../support/ledger.ts';
import { dispatchTest } from './set-up.ts';

const house = dispatchTest();

const lines = 10_000;
const now = new Date('2026-11-23T09:00:00Z');

test('E-2 E-3 S-9 a customer with 10,000 open lines is reminded: one mail, as previewed, with the total of the ledger', async () => {
  const entity = await createEntity(house.db);
  await house.db.legalEntity.update({ where: { id: entity.entityId }, data: { messageLineLimit: 25 } });
  const customerId = await createCustomer(house.db, entity, {
    data: { language: 'en', interactivePages: true },
  });
  await house.db.$executeRaw`
    INSERT INTO "OpenItem" ("id", "legalEntityId", "customerId", "type", "number", "issuedOn", "dueOn", "originalMinor",
      "openMinor", "currency", "updatedAt")
    SELECT gen_random_uuid(), ${entity.entityId}::uuid, ${customerId}::uuid, 'invoice', 'F-' || lpad(n::text, 5, '0'),
      '2026-09-01', CASE WHEN n <= 50 THEN date '2026-10-01' ELSE date '2026-11-01' END, 1000 + n, 1000 + n, 'EUR', now()
    FROM generate_series(1, ${lines}::int) AS n`;
  await house.db.$transaction((tx) =>
    changeFacts(tx, [{ customerId, reason: 'ledger_changed', key: `lines/${customerId}` }]),
  );
  const evaluation = await house.db.$transaction((tx) => evaluateCase(tx, customerId, now.getTime()), {
    timeout: 30_000,
  });
  const actionId = evaluation.openActionId!;
  const publicUrl = 'https://relance.test';
  const preview = await previewAction(
    { prisma: house.db, renderer, publicUrl },
    { customerId, actionId, now: now.getTime() },
  );
  if (!preview.ok) throw new Error(preview.code);

  const deps = { ...house.deps({ clock: () => now }), renderer, worker: 'test' };
  await performAction(deps, { customerId, actionId, now: now.getTime() });
  const action = await house.db.agendaAction.findUniqueOrThrow({ where: { id: actionId } });
  expect([action.state, action.outcome]).toEqual(['done', null]);
  expect(house.sink.accepted).toHaveLength(1);
  const mail = await simpleParser(house.sink.accepted[0]!.raw);
  expect(mail.text!.match(/^F-\d+(?= {2})/gm)).toHaveLength(25);
  expect(mail.text).toContain('and 9,975 more documents');
  const items = await house.db.openItem.findMany({
    where: { customerId },
    select: { id: true, openMinor: true },
  });
  const ledger = await ledgerTotals(
    house.db,
    items.map(({ id, openMinor }) => ({ id, openMinor: Number(openMinor) })),
  );
  expect(action.totals).toEqual(ledger);
  expect(mail.text).toContain(`€${(ledger['EUR']! / 100).toLocaleString('en-GB')}`);
  // What was shown before is what left, but for the link, which is made when it leaves.
  const withoutLinks = (text: string) => text.replaceAll(/https:\/\/relance\.test\/p\S*/g, 'LINK').trim();
  expect(mail.subject).toBe(preview.value.subject);
  expect(withoutLinks(mail.text!)).toBe(withoutLinks(preview.value.text));
  const names = mail.attachments.map(({ filename }) => filename);
  expect(names).toEqual(preview.value.attachments.map(({ filename }) => filename));
}, 120_000);
