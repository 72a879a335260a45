/** E-mails and letters that a collector writes outside the scenario, from the click to what they leave behind. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { unpack } from '../../prisma/packing.ts';
import { readPages } from '../letters/read-pdf.ts';
import { addItem, createCustomer, createEntity, payItem, type TestEntity } from '../support/ledger.ts';
import { letterDebtor, letterEntity, startLetterPost, type LetterPost } from '../support/letter-post.ts';
import { openStoryApi, type StoryApi } from '../support/story-api.ts';
import { Story } from '../support/story.ts';

vi.setConfig({ testTimeout: 120_000 });

let story: Story;
let post: LetterPost;
let api: StoryApi;
let entity: TestEntity;
let claire: string;

beforeAll(async () => {
  post = await startLetterPost({ timeoutMs: 2_000 });
  story = await Story.start({ providers: post.providers });
  api = await openStoryApi(story, { undoSeconds: 20 });
  entity = await createEntity(story.db);
  claire = await api.signIn(entity, entity.collectorId);
}, 120_000);
afterEach(async () => {
  // What was told last is heard before its case ends: one that ends in the middle of a task keeps time from passing.
  await minutesLater(1);
  await story.endCases();
  // Whoever follows a letter would ask for months: handed over so long ago, nothing more is to come.
  await story.db.letter.updateMany({
    where: { submittedAt: { not: null } },
    data: { submittedAt: new Date('2030-01-01') },
  });
});
afterAll(async () => {
  await api?.close();
  await story?.stop();
  await post?.sandbox.close();
});

const paragraph = (text: string) => ({
  version: 1,
  blocks: [{ kind: 'paragraph', inlines: [{ kind: 'text', text }] }],
});
const text = { subject: 'About your account', body: paragraph('Please call me back.') };

async function debtor(dueOn: string, numbers = ['F-1']) {
  const customerId = await createCustomer(story.db, entity);
  const itemIds: string[] = [];
  for (const number of numbers)
    itemIds.push(await addItem(story.db, entity, customerId, { number, dueOn, openMinor: 120_000 }));
  return { customerId, itemIds };
}

const place = (customerId: string, of = entity) => `/api/entities/${of.entityId}/customers/${customerId}`;

interface Asked {
  byHand?: boolean;
  key?: string;
  [chosen: string]: unknown;
}

/** What the page does: it shows the message first, and sends what it has shown. */
async function write(customerId: string, asked: Asked = {}, of = entity, as = claire) {
  const { byHand, key = crypto.randomUUID(), ...choice }: Asked = { channel: 'email', text, ...asked };
  const url = `${place(customerId, of)}/written-messages`;
  const shown = await api.post(`${url}/preview`, as, choice);
  expect(shown.status, JSON.stringify(shown.body)).toBe(200);
  const { contactIds, itemIds, language, positionHash, text: said } = shown.body;
  const chosen = { ...choice, byHand: byHand ?? false, contactIds, itemIds, language, positionHash };
  const again = () => api.post(url, as, { ...chosen, key, text: said });
  return { shown: shown.body, again, ...(await again()) };
}

const actionOf = (id: string) => story.db.agendaAction.findUniqueOrThrow({ where: { id } });
const minutesLater = async (minutes: number) => {
  await story.relayFacts();
  const at = new Date((await story.now()) + minutes * 60_000);
  const [day, clock] = at.toLocaleString('sv-SE', { timeZone: 'Europe/Paris' }).split(' ') as [
    string,
    string,
  ];
  await story.until(day, clock.slice(0, 5));
};

/** Days are of 2035, which starts on a Monday; each story is later than the one before. */
describe('S-12 an e-mail outside the scenario', () => {
  test('S-12 it leaves at any hour, once, is in history as it was, and counts for gaps but not for the ladder', async () => {
    await story.until('2035-01-07', '22:00');
    const { customerId } = await debtor('2035-01-03');
    const written = await write(customerId);
    expect(written.status, JSON.stringify(written.body)).toBe(200);
    expect((await written.again()).body).toEqual(written.body);
    await minutesLater(2);
    const [mail, ...others] = await story.mailsTo(customerId);
    expect(others).toEqual([]);
    expect(mail).toContain('Please call me back.');
    const action = await actionOf(written.body.actionId);
    expect(action).toMatchObject({ state: 'done', kind: 'out_of_scenario', stepKey: null });
    expect(await story.db.countedContact.findMany({ where: { customerId } })).toMatchObject([
      { actionId: action.id, channel: 'email' },
    ]);
    const events = await story.db.historyEvent.findMany({ where: { customerId }, orderBy: { id: 'asc' } });
    expect(events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['message_written', 'message_sent']),
    );
    expect(await story.db.openItem.findMany({ where: { customerId } })).toMatchObject([{ rank: 0 }]);
    // Due on the 8th; three days after the contact of the 7th it is the 10th.
    await story.endOf('2035-01-09');
    expect(await story.calendar(customerId)).toHaveLength(1);
    expect(await story.gates(customerId)).toContain('minimum_gap');
    await story.endOf('2035-01-10');
    expect(await story.calendar(customerId)).toEqual(['2035-01-07 null', '2035-01-10 friendly']);
  });

  test('S-12 A-10 within the moment after the click it can be taken back: nothing leaves, nothing counts', async () => {
    await story.until('2035-01-16', '10:00');
    const { customerId } = await debtor('2035-01-14');
    const { body } = await write(customerId);
    const undone = await api.post(`/api/entities/${entity.entityId}/actions/${body.actionId}/undo`, claire, {
      key: crypto.randomUUID(),
    });
    expect(undone.body).toMatchObject({ state: 'cancelled' });
    await minutesLater(5);
    expect(await story.mailsTo(customerId)).toEqual([]);
    expect(await story.db.countedContact.count({ where: { customerId } })).toBe(0);
    expect(await actionOf(body.actionId)).toMatchObject({
      state: 'cancelled',
      outcome: { code: 'taken_back' },
    });
  });

  test('S-12 S-8 a payment between the click and the server shrinks it, and stops it where nothing is left', async () => {
    await story.until('2035-01-30', '10:00');
    const listing = { templateKey: 'firm_reminder', text: undefined };
    const shrinking = await debtor('2035-01-28', ['F-1', 'F-2']);
    const stopping = await debtor('2035-01-28');
    const first = await write(shrinking.customerId, listing);
    const second = await write(stopping.customerId, listing);
    await payItem(story.db, shrinking.itemIds[0]!, 120_000, '2035-01-30');
    await payItem(story.db, stopping.itemIds[0]!, 120_000, '2035-01-30');
    await minutesLater(3);
    const [mail] = await story.mailsTo(shrinking.customerId);
    expect(mail).toContain('F-2');
    expect(mail).not.toContain('F-1<');
    expect(await actionOf(first.body.actionId)).toMatchObject({ state: 'done', totals: { EUR: 120_000 } });
    expect(await story.mailsTo(stopping.customerId)).toEqual([]);
    expect(await actionOf(second.body.actionId)).toMatchObject({
      state: 'cancelled',
      outcome: { code: 'nothing_due' },
    });
  });

  test('S-12 S-10 what is paused meanwhile waits for a person, who tries again once it is resumed', async () => {
    await story.until('2035-02-06', '10:00');
    const { customerId } = await debtor('2035-02-04');
    const { body } = await write(customerId);
    const by = { userId: entity.collectorId };
    await story.ask(customerId, by, { kind: 'pause', until: null, reason: 'Waits.' });
    await minutesLater(3);
    expect(await actionOf(body.actionId)).toMatchObject({
      state: 'failed',
      outcome: { code: 'message_stopped', params: { gate: 'case_paused' } },
    });
    const refused = await write(customerId);
    expect(refused).toMatchObject({ status: 409, body: { code: 'message_stopped' } });
    await story.ask(customerId, by, { kind: 'resume' });
    const action = await actionOf(body.actionId);
    const again = { kind: 'confirm' as const, actionId: action.id, positionHash: action.positionHash };
    expect(await story.ask(customerId, by, again)).toMatchObject({ ok: true, state: 'confirmed' });
    await minutesLater(3);
    expect(await story.mailsTo(customerId)).toHaveLength(1);
  });

  test('S-12 S-9 several recipients, each their own message; a server that was away is tried again, nobody twice', async () => {
    await story.until('2035-02-13', '10:00');
    const { customerId } = await debtor('2035-02-11');
    const second = await story.db.contact.create({
      data: { customerId, name: 'Second', email: 'second@customer.example', roles: ['escalation'] },
    });
    const first = await story.db.contact.findFirstOrThrow({
      where: { customerId, roles: { has: 'collection' } },
    });
    story.sink.once('RCPT', { reply: '451 later' });
    const { body } = await write(customerId, { contactIds: [first.id, second.id] });
    await minutesLater(2);
    await minutesLater(120);
    expect(await story.mailsTo(customerId)).toHaveLength(2);
    expect(await actionOf(body.actionId)).toMatchObject({ state: 'done' });
    expect(await story.db.countedContact.count({ where: { customerId } })).toBe(1);
  });
});

/** Sheets: what the provider was handed, and how often. */
const handedOver = () => post.sandbox.letters.all().filter(({ submissions }) => submissions > 0).length;

describe('S-12 L-3 L-4 letters, by a provider and by hand', () => {
  let posting: TestEntity;
  let claude: string;
  beforeAll(async () => {
    posting = await letterEntity(story.db, { mode: 'to_confirm', recallMinutes: 60 });
    claude = await api.signIn(posting, posting.collectorId);
  });

  const letter = { channel: 'letter', letterKind: 'registered' };
  const act = (actionId: string, what: string, body: object = { key: crypto.randomUUID() }) =>
    api.post(`/api/entities/${posting.entityId}/actions/${actionId}/${what}`, claude, body);
  const messageOf = (actionId: string) => story.db.outboundMessage.findFirstOrThrow({ where: { actionId } });
  const letterOf = (actionId: string) => story.db.letter.findFirstOrThrow({ where: { actionId } });
  /** The one letter of the action is the person's, with the pages that were kept and the events that tell how. */
  async function expectPostedByHand(actionId: string, codes: string[]) {
    const message = await messageOf(actionId);
    expect(message).toMatchObject({ state: 'resolved_sent', frozenSha256: expect.any(String) });
    const letters = await story.db.letter.findMany({
      where: { actionId },
      include: { events: { orderBy: { seenAt: 'asc' } } },
    });
    expect(letters).toMatchObject([
      { provider: 'manual', connectionId: null, state: 'dispatched', pdfSha256: message.frozenSha256 },
    ]);
    expect(letters[0]!.events.map(({ code }) => code)).toEqual(codes);
    const history = await story.db.historyEvent.findMany({ where: { customerId: message.customerId } });
    const kinds = history.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'action_completed')).toHaveLength(1);
    expect(kinds).not.toContain('message_sent');
    const reported = history.filter(({ kind }) => kind === 'letter_reported');
    const states = reported.map(({ data }) => (data as { state: string }).state);
    expect(states).toEqual(codes.includes('RECALLED') ? ['cancelled'] : []);
  }

  /** A letter of the scenario that stands proposed. */
  async function proposed(dueOn: string, day: string) {
    const { customerId } = await letterDebtor(story.db, posting, { dueOn });
    await story.until(day, '09:00');
    const action = (await story.openAction(customerId))!;
    expect(action).toMatchObject({ state: 'proposed', channel: 'letter' });
    const confirm = () =>
      act(action.id, 'confirm', { key: crypto.randomUUID(), positionHash: action.positionHash });
    return { customerId, actionId: action.id, confirm };
  }

  test('S-12 L-7 a letter outside the scenario stays with us for its window, is handed over once, and counts', async () => {
    await story.until('2035-03-05', '09:00');
    const { customerId } = await letterDebtor(story.db, posting, { dueOn: '2035-03-04' });
    const before = handedOver();
    const { body, status, shown } = await write(customerId, letter, posting, claude);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(shown.letter.addressLines.join()).toContain('12 RUE DE LA PAIX');
    await minutesLater(5);
    expect(await actionOf(body.actionId)).toMatchObject({ state: 'sending' });
    expect(await letterOf(body.actionId)).toMatchObject({ state: 'queued', kind: 'registered' });
    expect(handedOver()).toBe(before);
    await minutesLater(70);
    await minutesLater(5);
    expect(handedOver()).toBe(before + 1);
    expect(await actionOf(body.actionId)).toMatchObject({ state: 'done' });
    expect(await letterOf(body.actionId)).toMatchObject({ state: 'submitted' });
    expect(await story.db.countedContact.count({ where: { customerId } })).toBe(1);
  });

  test('S-12 L-7 inside the window it can be taken back', async () => {
    await story.until('2035-03-12', '09:00');
    const { customerId } = await letterDebtor(story.db, posting, { dueOn: '2035-03-11' });
    const before = handedOver();
    const { body } = await write(customerId, letter, posting, claude);
    await minutesLater(10);
    expect((await act(body.actionId, 'undo')).body).toMatchObject({ state: 'cancelled' });
    await minutesLater(90);
    expect(handedOver()).toBe(before);
    expect(await letterOf(body.actionId)).toMatchObject({ state: 'cancelled' });
    expect(await messageOf(body.actionId)).toMatchObject({ state: 'cancelled' });
  });

  test('S-12 L-3 one posted by hand waits in the agenda, is kept as it was printed, and counts when it is completed', async () => {
    await story.until('2035-03-19', '09:00');
    const { customerId } = await letterDebtor(story.db, posting, { dueOn: '2035-03-18' });
    const { body } = await write(customerId, { ...letter, byHand: true }, posting, claude);
    expect(body).toMatchObject({ state: 'proposed', sendAt: null });
    const printed = await act(body.actionId, 'letter', {});
    expect(printed.status, JSON.stringify(printed.body)).toBe(200);
    expect(await story.db.countedContact.count({ where: { customerId } })).toBe(0);
    expect((await act(body.actionId, 'complete')).body).toMatchObject({ state: 'done' });
    expect(await messageOf(body.actionId)).toMatchObject({
      state: 'resolved_sent',
      id: printed.body.messageId,
    });
    expect(await story.db.countedContact.count({ where: { customerId } })).toBe(1);
    expect(await story.db.openItem.findMany({ where: { customerId } })).toMatchObject([{ rank: 0 }]);
  });

  test('S-12 L-5 an electronic registered letter: its reader has one, it names a way in, and both sides get its references', async () => {
    await story.until('2035-03-26', '09:00');
    const { customerId } = await letterDebtor(story.db, posting, { dueOn: '2035-03-25' });
    await story.db.customer.update({ where: { id: customerId }, data: { interactivePages: true } });
    const chief = await story.db.contact.create({
      data: { customerId, name: 'Carl Chief', email: 'chief@reader.example', roles: ['escalation'] },
    });
    const asked = { ...letter, letterKind: 'electronic_registered', contactIds: [chief.id] };
    const { body, shown, status } = await write(customerId, asked, posting, claude);
    expect(status, JSON.stringify(body)).toBe(200);
    // Who collects stands first, whoever is chosen.
    expect(shown.choices.contacts.at(-1)).toMatchObject({ id: chief.id });
    await minutesLater(5);
    await minutesLater(70);
    await minutesLater(5);
    const { reference, kind, state } = await letterOf(body.actionId);
    expect({ kind, state }).toEqual({ kind: 'electronic_registered', state: 'submitted' });
    const there = post.sandbox.find(reference)!;
    expect(there.recipients[0]!.fields).toMatchObject({ email: 'chief@reader.example' });
    const message = await messageOf(body.actionId);
    const named = await story.db.pageLink.findFirstOrThrow({ where: { messageId: message.id } });
    expect(named).toMatchObject({ kind: 'customer', recipientEmail: 'chief@reader.example' });
    expect(named.expiresAt).toEqual(named.createdAt);
    const kept = unpack(message.frozenBytes!);
    const lines = (await readPages(kept)).flatMap((page) => page.lines);
    expect(lines.join('').replaceAll(' ', '')).toContain(`/p?way=${named.id}`);
    // What is kept, here and there, is one file.
    expect(message.frozenSha256).toBe(there.documents[0]!.sha256);
    const notices = await story.db.notice.findMany({ where: { customerId, kind: 'letter_on_its_way' } });
    expect(notices).toHaveLength(1);
  });

  test('L-3 L-4 printed, then handed over: the provider posts it, and completing it is refused', async () => {
    const { actionId, confirm } = await proposed('2035-03-29', '2035-04-03');
    const before = handedOver();
    expect((await act(actionId, 'letter', {})).status).toBe(200);
    expect((await confirm()).body).toMatchObject({ state: 'confirmed' });
    await minutesLater(5);
    expect((await act(actionId, 'complete')).body).toMatchObject({ code: 'already_confirmed' });
    await minutesLater(70);
    await minutesLater(5);
    expect(handedOver()).toBe(before + 1);
    expect(await messageOf(actionId)).toMatchObject({ state: 'accepted' });
  });

  test('L-3 L-4 handed over, then looked at: the very letter that the provider will post, and nothing changes', async () => {
    const { actionId, confirm } = await proposed('2035-04-05', '2035-04-10');
    await confirm();
    await minutesLater(5);
    const held = await messageOf(actionId);
    const printed = await act(actionId, 'letter', {});
    expect(printed.body).toMatchObject({ messageId: held.id });
    expect(await messageOf(actionId)).toMatchObject({ state: 'retry_wait', frozenSha256: held.frozenSha256 });
    const before = handedOver();
    await minutesLater(70);
    await minutesLater(5);
    expect(handedOver()).toBe(before + 1);
  });

  test('L-3 L-7 taken back inside the window, then posted by hand: it is not called handed over', async () => {
    const { actionId, confirm } = await proposed('2035-04-12', '2035-04-17');
    await confirm();
    await minutesLater(10);
    const before = handedOver();
    expect((await act(actionId, 'undo')).body).toMatchObject({ state: 'proposed' });
    // At once, before anybody has looked at the letter again.
    expect((await act(actionId, 'letter', {})).status).toBe(200);
    expect((await act(actionId, 'complete')).body).toMatchObject({ state: 'done' });
    await minutesLater(120);
    expect(handedOver()).toBe(before);
    await expectPostedByHand(actionId, ['POSTED']);
  });

  test('L-3 taken back, posted by hand, and nobody printed it here: what would have been printed is kept', async () => {
    const { actionId, confirm } = await proposed('2035-04-19', '2035-04-24');
    await confirm();
    await minutesLater(10);
    await act(actionId, 'undo');
    await minutesLater(5);
    expect((await act(actionId, 'complete')).body).toMatchObject({ state: 'done' });
    await minutesLater(120);
    await expectPostedByHand(actionId, ['RECALLED', 'POSTED']);
  });

  test.each([
    ['skip', { reason: 'agreed by phone' }],
    ['postpone', { until: '2035-06-01' }],
  ])('L-3 printed and then %s: the letter that nobody posts is withdrawn', async (what, said) => {
    const { actionId } = await proposed('2035-04-26', what === 'skip' ? '2035-05-02' : '2035-05-09');
    await act(actionId, 'letter', {});
    expect(await messageOf(actionId)).toMatchObject({ state: 'frozen' });
    expect((await act(actionId, what, { key: crypto.randomUUID(), ...said })).status).toBe(200);
    expect(await messageOf(actionId)).toMatchObject({ state: 'cancelled' });
  });

  test('L-3 of two people one completes it; the other learns it', async () => {
    const { actionId } = await proposed('2035-05-10', '2035-05-15');
    const answers = await Promise.all([act(actionId, 'complete'), act(actionId, 'complete')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await story.db.countedContact.count({ where: { actionId } })).toBe(1);
  });
});
