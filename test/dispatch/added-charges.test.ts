/** Late charges that a level adds: part of what is asked for everywhere, and added once. */
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { renderer } from '../support/threads.ts';
import { performAction } from '../../activities/case/perform.ts';
import { chargesOf, statementLines } from '../../api/portal/statement.ts';
import { readForecast } from '../../application/case/forecast.ts';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { formatMoney } from '../../domain/money/format.ts';
import { duePayments, statementFigures } from '../../domain/statement/amount-to-pay.ts';
import { readPortalStatement } from '../../prisma/queries/portal/statement.ts';
import { threeSteps, createCustomer, createEntity, openDispute, payItem } from '../support/ledger.ts';
import { changeFacts } from '../support/facts.ts';
import { readPages } from '../letters/read-pdf.ts';
import { bodyOf } from '../support/document.ts';
import { dispatchTest } from './set-up.ts';
import { readWorkbook } from '../support/workbook.ts';

const house = dispatchTest();

const firstDay = '2026-11-23';
const [friendly, firm] = threeSteps.steps;
const scenario = {
  ...threeSteps,
  steps: [
    { ...friendly!, addsCharges: ['interest' as const, 'compensation' as const] },
    { ...firm!, mode: 'automatic' as const, addsCharges: ['interest' as const] },
  ],
};

/** A customer with two late invoices; its reminders list what is asked for. */
async function late(text = '<p>Pay #total_due.</p><p>#items_list</p>') {
  const entity = await createEntity(house.db, { scenario });
  await house.db.template.updateMany({
    where: { set: { legalEntityId: entity.entityId } },
    data: { subject: 'Due', body: bodyOf(text) as object, options: { attachments: ['statement_xlsx'] } },
  });
  const customerId = await createCustomer(house.db, entity, {
    data: { language: 'en' },
    items: [
      { number: 'F-1', dueOn: '2026-10-01', openMinor: 1_000_000 },
      { number: 'F-2', dueOn: '2026-10-15', openMinor: 50_000 },
    ],
  });
  const items = await house.db.openItem.findMany({ where: { customerId }, orderBy: { number: 'asc' } });
  return { entity, customerId, items };
}

/** Decides and performs on a day; answers the mail, or null where nothing was due. */
async function remind(customerId: string, day = firstDay) {
  const now = new Date(`${day}T09:00:00Z`);
  const { openActionId } = await house.db.$transaction((tx) => evaluateCase(tx, customerId, now.getTime()));
  if (openActionId === null) return null;
  const before = house.sink.accepted.length;
  const deps = { ...house.deps({ clock: () => now }), renderer, worker: 'test' };
  await performAction(deps, { customerId, actionId: openActionId, now: now.getTime() });
  const action = await house.db.agendaAction.findUniqueOrThrow({ where: { id: openActionId } });
  expect([action.state, action.outcome]).toEqual(['done', null]);
  const sent = house.sink.accepted.slice(before).at(-1);
  return { action, mail: await simpleParser(sent!.raw) };
}

const added = async (customerId: string) => {
  const rows = await house.db.addedCharge.findMany({
    where: { customerId },
    orderBy: [{ level: 'asc' }, { itemId: 'asc' }, { charge: 'asc' }],
  });
  return rows.map(({ amountMinor, ...row }) => ({ ...row, amountMinor: Number(amountMinor) }));
};
const sum = (rows: readonly { amountMinor: number }[]) => rows.reduce((all, one) => all + one.amountMinor, 0);

async function page({ entity, customerId }: Awaited<ReturnType<typeof late>>, today: string) {
  const scope = { linkId: customerId, legalEntityId: entity.entityId, customerId, itemIds: [] };
  const rows = (await readPortalStatement(house.db, scope, today))!;
  const lines = statementLines(rows);
  return {
    figures: statementFigures(lines, rows.netting)['EUR']!,
    transfer: duePayments(lines, rows.netting).payments['EUR']!,
    listedMinor: rows.items.reduce((all, item) => all + item.openMinor + chargesOf(item), 0),
  };
}

describe('M-1 charges of a level', () => {
  it('M-1 E-3 P-7 mail, workbook, agenda, page and transfer ask for one sum; the computation goes with the mail', async () => {
    const world = await late();
    const { action, mail } = (await remind(world.customerId))!;
    const rows = await added(world.customerId);
    expect(
      rows.map(({ charge, level, addedOn }) => [charge, level, addedOn.toISOString().slice(0, 10)]),
    ).toEqual(
      expect.arrayContaining([
        ['interest', 1, firstDay],
        ['compensation', 1, firstDay],
      ]),
    );
    expect(rows).toHaveLength(4);
    for (const { charge, computation } of rows)
      expect(computation).toMatchObject({
        throughOn: firstDay,
        segments: charge === 'interest' ? [{ fromOn: expect.any(String), source: expect.any(String) }] : [],
      });
    const totalMinor = 1_050_000 + sum(rows);
    expect(action.totals).toEqual({ EUR: totalMinor });
    const printed = formatMoney(totalMinor, 'EUR', 'en-GB');
    expect(mail.text).toContain(`Pay ${printed}`);
    expect(mail.text!.match(/^F-\d .*$/gm)).toHaveLength(6);
    const [pdf] = mail.attachments.filter(({ contentType }) => contentType === 'application/pdf');
    const text = (await readPages(pdf!.content)).flatMap(({ lines }) => lines).join('\n');
    expect(text).toContain(formatMoney(sum(rows), 'EUR', 'en-GB'));
    const xlsx = mail.attachments.find(({ filename }) => filename?.endsWith('.xlsx'))!;
    const book = await readWorkbook(xlsx.content);
    const figuresOfBook = book.worksheets[0]!.getColumn(6).values.filter(
      (value) => typeof value === 'number',
    );
    expect(figuresOfBook.at(-1)).toBe(totalMinor / 100);
    expect(figuresOfBook).toHaveLength(7);
    const { figures, transfer, listedMinor } = await page(world, firstDay);
    expect([figures.overdueMinor, figures.balanceMinor, transfer.amountMinor, listedMinor]).toEqual([
      totalMinor,
      totalMinor,
      totalMinor,
      totalMinor,
    ]);
    expect(transfer.numbers).toEqual(['F-1', 'F-2']);
    const history = await house.db.historyEvent.findMany({
      where: { customerId: world.customerId, kind: 'charges_added' },
      include: { items: true },
    });
    expect(history.map(({ data, items }) => [data, items.length])).toMatchObject([
      [{ level: 1, totals: { EUR: sum(rows) } }, 2],
    ]);
  });

  it('M-1 A-10 what a click would ask for is what the agenda shows, also days later', async () => {
    const { customerId } = await late();
    const at = (day: string) => new Date(`${day}T09:00:00Z`).getTime();
    const { openActionId } = await house.db.$transaction((tx) => evaluateCase(tx, customerId, at(firstDay)));
    const { totals } = await house.db.agendaAction.findUniqueOrThrow({ where: { id: openActionId! } });
    expect((totals as { EUR: number }).EUR).toBeGreaterThan(1_050_000);
    for (const day of [firstDay, '2026-11-26']) {
      const forecast = await house.db.$transaction((tx) => readForecast(tx, customerId, at(day)));
      expect(forecast?.consequence.due?.totals).toEqual(totals);
    }
    expect(await added(customerId)).toEqual([]);
  });

  it('M-1 a text that prints #late_charges carries the computation itself, with the sum of what is asked', async () => {
    const { customerId } = await late('<p>Pay #total_due.</p><p>#late_charges</p>');
    const { mail } = (await remind(customerId))!;
    expect(mail.attachments.map(({ contentType }) => contentType)).not.toContain('application/pdf');
    expect(mail.text).toContain(formatMoney(sum(await added(customerId)), 'EUR', 'en-GB'));
  });

  it('M-1 a repeated step, a second worker, a restart of the scenario and a re-import add nothing again', async () => {
    const { customerId, items } = await late();
    const { action } = (await remind(customerId))!;
    const rows = await added(customerId);
    const now = new Date(`${firstDay}T10:00:00Z`);
    const deps = { ...house.deps({ clock: () => now }), renderer, worker: 'second' };
    const again = { customerId, actionId: action.id, now: now.getTime() };
    await Promise.all([performAction(deps, again), performAction(deps, again)]);
    expect(await added(customerId)).toEqual(rows);
    await house.db.$transaction(async (tx) => {
      await tx.openItem.updateMany({ where: { customerId }, data: { rank: 0, level: 0 } });
      await tx.collectionCase.updateMany({
        where: { customerId },
        data: { scenarioRun: 2, lastActionOn: null, lastPerformedOn: null },
      });
      await tx.openItem.update({ where: { id: items[0]!.id }, data: { text: 'imported once more' } });
      await changeFacts(tx, [{ customerId, reason: 'ledger_changed', key: `again/${customerId}` }]);
    });
    const repeated = (await remind(customerId, '2026-12-02'))!;
    expect(repeated.action).toMatchObject({ stepKey: 'friendly', scenarioRun: 2 });
    expect(await added(customerId)).toEqual(rows);
    expect(repeated.action.totals).toEqual({ EUR: 1_050_000 + sum(rows) });
  });

  it('M-1 the next level adds what has accrued since; waived charges are asked for nowhere', async () => {
    const world = await late();
    const { customerId, entity, items } = world;
    await remind(customerId);
    const first = await added(customerId);
    await house.db.chargeWaiver.create({
      data: {
        customerId,
        itemId: items[0]!.id,
        charge: 'compensation',
        reason: 'good customer',
        createdBy: entity.collectorId,
      },
    });
    await changeFacts(house.db, [
      { customerId, reason: 'qualification_changed', key: `waived/${customerId}` },
    ]);
    const { action } = (await remind(customerId, '2026-12-07'))!;
    const rows = await added(customerId);
    expect(rows.filter(({ level }) => level === 2).map(({ charge }) => charge)).toEqual([
      'interest',
      'interest',
    ]);
    expect(rows.slice(0, 4)).toEqual(first);
    expect(action.totals).toEqual({ EUR: 1_050_000 + sum(rows) - 4_000 });
    expect((await page(world, '2026-12-07')).figures.overdueMinor).toBe(1_050_000 + sum(rows) - 4_000);
  });

  it('M-1 a payment in part and a dispute change nothing of what was added; it is asked for with its item only', async () => {
    const world = await late();
    const { customerId, items } = world;
    await remind(customerId);
    const rows = await added(customerId);
    await payItem(house.db, items[0]!.id, 400_000, '2026-11-24');
    expect(await added(customerId)).toEqual(rows);
    expect((await page(world, '2026-11-25')).figures.overdueMinor).toBe(650_000 + sum(rows));
    await openDispute(house.db, customerId, [items[1]!.id]);
    const ofFirst = rows.filter(({ itemId }) => itemId === items[0]!.id);
    expect((await page(world, '2026-11-25')).figures.overdueMinor).toBe(600_000 + sum(ofFirst));
    await payItem(house.db, items[0]!.id, 600_000, '2026-11-26');
    expect(await added(customerId)).toEqual(rows);
    expect(await remind(customerId, '2026-12-07')).toBeNull();
  });
});
