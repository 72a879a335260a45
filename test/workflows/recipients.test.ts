import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { caseWorkflowId } from '../../workflows/messages/collection-case.ts';
import { addItem, allAutomatic, createCustomer, createEntity } from '../support/ledger.ts';
import { Story } from '../support/story.ts';

let story: Story;

beforeAll(async () => void (story = await Story.start()));

afterAll(async () => {
  await story?.endCases();
  await story?.stop();
});

const addressOf = (name: string) => `${name}@${name}.example`;

test('S-9 E-5 the server of one recipient is slow: the others have theirs, and the step is recorded once', async () => {
  await story.until('2036-03-03');
  const entity = await createEntity(story.db, { scenario: allAutomatic });
  const customerId = await createCustomer(story.db, entity, { email: null });
  await story.db.contact.createMany({
    data: ['slow', 'quick', 'other'].map((name) => ({
      customerId,
      name,
      email: addressOf(name),
      roles: ['collection' as const],
    })),
  });
  await addItem(story.db, entity, customerId, { number: 'F-1', dueOn: '2036-02-20', openMinor: 120_000 });
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  story.sink.always('RCPT', (to) => (to.includes('slow') ? { until: held } : undefined));
  const goesOn = story.endOf('2036-03-04');
  const arrived = () => story.sink.accepted.flatMap(({ to }) => to).sort();
  await vi.waitFor(() => expect(arrived()).toEqual([addressOf('other'), addressOf('quick')]), {
    timeout: 30_000,
  });
  expect(await story.db.agendaAction.count({ where: { customerId, state: 'sending' } })).toBe(1);
  release();
  await goesOn;
  expect(arrived()).toEqual([addressOf('other'), addressOf('quick'), addressOf('slow')]);
  const events = await story.db.historyEvent.findMany({ where: { customerId, kind: 'message_sent' } });
  expect(events).toHaveLength(1);
  expect((events[0]!.data as { recipients: string[] }).recipients.toSorted()).toEqual(arrived());
  expect(await story.db.countedContact.count({ where: { customerId } })).toBe(1);
  // One activity a message, beside the one that made them.
  const { events: lived } = await story.client.workflow.getHandle(caseWorkflowId(customerId)).fetchHistory();
  const asked = (lived ?? []).flatMap(
    ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.activityType?.name ?? [],
  );
  expect(asked).toEqual(['perform', 'dispatch', 'dispatch', 'dispatch']);
}, 120_000);
