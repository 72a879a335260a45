/** Two customers with one e-mail address: one message a day to it, or both by a setting. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addItem, allAutomatic, createCustomer, createEntity, type TestEntity } from '../support/ledger.ts';
import { Story } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await Story.start();
}, 90_000);
afterAll(() => story?.stop());

async function group(entity: TestEntity, address: string, dueOn: string): Promise<string[]> {
  const ids: string[] = [];
  // The same mailbox in other letters.
  for (const email of [address, address.toUpperCase(), address]) {
    const id = await createCustomer(story.db, entity, {});
    await story.db.contact.updateMany({ where: { customerId: id }, data: { email } });
    await addItem(story.db, entity, id, { number: `F-${id.slice(-6)}`, dueOn, openMinor: 100_000 });
    ids.push(id);
  }
  return ids;
}
async function sentDays(ids: string[]): Promise<string[]> {
  const sent = await story.db.agendaAction.findMany({
    where: { customerId: { in: ids }, state: 'done' },
    orderBy: { performedOn: 'asc' },
  });
  return sent.map(({ performedOn }) => performedOn!.toISOString().slice(0, 10));
}

describe('one mailbox of several customers', () => {
  test('E-5 S-8 gets one message a day; the others wait for the next day, and say so', async () => {
    const entity = await createEntity(story.db, { scenario: allAutomatic });
    await story.until('2036-03-03');
    const ids = await group(entity, 'ap@group-one.example', '2036-02-20');
    await story.endOf('2036-03-03');
    expect(await sentDays(ids)).toEqual(['2036-03-03']);
    const cases = await story.db.collectionCase.findMany({ where: { customerId: { in: ids } } });
    const waiting = cases.filter(({ gates }) => JSON.stringify(gates).includes('shared_address'));
    expect(waiting).toHaveLength(2);
    expect(waiting[0]!.gates).toMatchObject([{ gate: 'shared_address', opensOn: '2036-03-04' }]);
    await story.endOf('2036-03-05');
    expect(await sentDays(ids)).toEqual(['2036-03-03', '2036-03-04', '2036-03-05']);
  });

  test('E-5 or one for each customer, where the company wants it so', async () => {
    const entity = await createEntity(story.db, { scenario: allAutomatic });
    await story.db.legalEntity.update({
      where: { id: entity.entityId },
      data: { sharedAddress: 'each_customer' },
    });
    await story.until('2036-04-07');
    const ids = await group(entity, 'ap@group-two.example', '2036-03-20');
    await story.endOf('2036-04-07');
    expect(await sentDays(ids)).toEqual(['2036-04-07', '2036-04-07', '2036-04-07']);
  });
});
