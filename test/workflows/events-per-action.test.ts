import { afterAll, beforeAll, expect, test } from 'vitest';
import { caseWorkflowId } from '../../workflows/messages/collection-case.ts';
import { eventsBetweenActions } from '../support/case-events.ts';
import { addItem, allAutomatic, createCustomer, createEntity } from '../support/ledger.ts';
import { countStatements, relayPolls, type StatementCount } from '../support/statements.ts';
import { Story } from '../support/story.ts';

let story: Story;
let statements: StatementCount;
let customerId: string;

/** A case that performs its three steps by itself, one after another. */
beforeAll(async () => {
  story = await Story.start();
  const entity = await createEntity(story.db, { scenario: allAutomatic });
  customerId = await createCustomer(story.db, entity);
  await story.until('2035-01-08');
  await addItem(story.db, entity, customerId, { number: 'F-1', dueOn: '2035-01-08', openMinor: 120_000 });
  await story.endOf('2035-01-16');
  expect(await story.sent(customerId)).toHaveLength(1);
  statements = countStatements({ without: relayPolls });
  await story.endOf('2035-01-26');
  statements.stop();
});

afterAll(async () => {
  statements?.stop();
  await story?.endCases();
  await story?.stop();
});

test('S-4 an automatic action costs at most 15 events', async () => {
  await story.endOf('2035-02-13');
  expect(await story.sent(customerId)).toHaveLength(3);
  const handle = story.client.workflow.getHandle(caseWorkflowId(customerId));
  const counts = eventsBetweenActions(await handle.fetchHistory());
  expect(counts).toHaveLength(2);
  expect(Math.max(...counts)).toBeLessThanOrEqual(15);
});

test('S-4 an automatic action costs at most 16 database statements, transaction brackets included, and 4 commits', () => {
  expect(statements.count()).toBeGreaterThan(0);
  expect(statements.count()).toBeLessThanOrEqual(16);
  expect(statements.commits()).toBeLessThanOrEqual(4);
});
