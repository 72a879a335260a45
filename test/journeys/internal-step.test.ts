import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { StepMode } from '../../domain/vocabulary/scenarios.ts';
import { createCustomer, createEntity } from '../support/ledger.ts';
import { Story } from '../support/story.ts';

let story: Story;
let year = 2035;

beforeAll(async () => {
  story = await Story.start();
}, 120_000);
afterEach(() => story.endCases());
afterAll(() => story?.stop());

const scenario = (mode: StepMode, colleagues = ['attribute:salesManager']) => ({
  version: 1 as const,
  name: 'Key accounts',
  contactCap: { max: 2, days: 60 },
  steps: [
    {
      key: 'friendly',
      channel: 'email' as const,
      mode: 'automatic' as const,
      trigger: { kind: 'due' as const, days: 5 },
      template: 'friendly_reminder',
    },
    {
      key: 'sales',
      name: 'Ask the sales manager',
      channel: 'internal_email' as const,
      mode,
      trigger: { kind: 'due' as const, days: 12 },
      template: 'ask_sales_manager',
      colleagues,
    },
    {
      key: 'firm',
      channel: 'email' as const,
      mode: 'automatic' as const,
      trigger: { kind: 'due' as const, days: 20 },
      template: 'firm_reminder',
    },
  ],
});

/** A customer due on Friday 5 January of a year of its own, with a sales manager. */
async function keyAccount(mode: StepMode, salesManager: string, colleagues?: string[]) {
  year += 1;
  const entity = await createEntity(story.db, {
    scenario: scenario(mode, colleagues),
    entity: { language: 'en' },
  });
  const on = (monthDay: string) => `${year}-${monthDay}`;
  await story.until(on('01-02'));
  const customerId = await createCustomer(story.db, entity, {
    items: [{ number: 'F-1', dueOn: on('01-02'), openMinor: 50_000 }],
    data: { attributes: { salesManager } },
  });
  return { entity, customerId, on, by: { userId: entity.collectorId, name: entity.collectorName } };
}

const inside = `paul-${crypto.randomUUID().slice(0, 8)}@acme-test.example`;
const mailsTo = (address: string) => story.sink.accepted.filter(({ to }) => to.includes(address));
const decoded = (raw: string) => raw.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');

describe('a step asks a colleague', () => {
  test('I-4 by itself: the colleague gets question and link, the ladder goes on, the customer hears nothing', async () => {
    const { customerId, on } = await keyAccount('automatic', inside);
    await story.endOf(on('03-10'));
    const calendar = await story.calendar(customerId);
    expect(calendar.map((line) => line.split(' ')[1])).toEqual(['friendly', 'sales', 'firm']);
    const mails = mailsTo(inside);
    expect(mails).toHaveLength(1);
    const raw = decoded(mails[0]!.raw);
    expect(raw).toMatch(/https:\/\/relance\.test\/i\/ri_[\w-]{43}/);
    expect(raw).not.toMatch(/\/p\/rc_/);
    // Two contacts in sixty days are allowed: had the question counted, the firm reminder would have waited.
    expect(await story.db.countedContact.count({ where: { customerId } })).toBe(2);
    for (const mail of await story.mailsTo(customerId)) expect(decoded(mail)).not.toContain('/i/');
    const item = await story.db.openItem.findFirstOrThrow({ where: { customerId } });
    expect(item.rank).toBe(3);
    const question = await story.db.internalQuestion.findFirstOrThrow({
      where: { customerId },
      include: { links: true },
    });
    expect(question).toMatchObject({
      recipientEmail: inside,
      state: 'open',
      itemIds: [item.id],
      createdBy: null,
    });
    expect(question.text).toContain('has not paid despite our reminders');
    // No token is ever kept where it could be read.
    expect(
      JSON.stringify(question, (_key, value: unknown) => (typeof value === 'bigint' ? 0 : value)),
    ).not.toMatch(/ri_[\w-]{43}/);
    expect(question.links).toMatchObject([{ kind: 'internal', itemIds: [item.id] }]);
    const message = await story.db.outboundMessage.findFirstOrThrow({
      where: { customerId, channel: 'internal_email' },
    });
    expect(message).toMatchObject({ state: 'accepted', recipientAddress: inside });
    expect(question.links[0]!.messageId).toBe(message.id);
  });

  test('I-4 to be confirmed: it waits in the agenda, a person confirms, then it leaves', async () => {
    const address = `eva-${crypto.randomUUID().slice(0, 8)}@acme-test.example`;
    const { customerId, on, by } = await keyAccount('to_confirm', address);
    await story.until(on('01-20'), '10:00');
    expect(await story.openAction(customerId)).toMatchObject({
      channel: 'internal_email',
      state: 'proposed',
    });
    expect(mailsTo(address)).toHaveLength(0);
    expect(await story.confirm(customerId, by)).toMatchObject({ ok: true, state: 'confirmed' });
    await story.until(on('01-23'), '19:00');
    expect(mailsTo(address)).toHaveLength(1);
    const actions = await story.sent(customerId);
    expect(actions.map(({ step }) => step)).toContain('sales');
  });

  test('I-4 manual: a person does it and completes it; nothing leaves by itself', async () => {
    const address = `leo-${crypto.randomUUID().slice(0, 8)}@acme-test.example`;
    const { customerId, on, by } = await keyAccount('manual', address);
    await story.until(on('01-20'), '10:00');
    const action = await story.openAction(customerId);
    expect(action).toMatchObject({ channel: 'internal_email', state: 'proposed' });
    await story.ask(customerId, by, { kind: 'complete', actionId: action!.id });
    await story.until(on('01-23'), '19:00');
    expect(mailsTo(address)).toHaveLength(0);
    expect((await story.sent(customerId)).map(({ step }) => step)).toContain('sales');
    expect(await story.db.countedContact.count({ where: { customerId } })).toBe(
      (await story.sent(customerId)).filter(({ step }) => step !== 'sales').length,
    );
  });

  test.each([
    ['paul@elsewhere.example', 'recipient_not_own_domain'],
    ['paul@mail.acme-test.example', 'recipient_not_own_domain'],
    ['not an address', 'address_invalid'],
    ['', 'no_contact'],
  ])(
    'I-5 anyone who stands in the attribute is checked when it leaves: %j stops the step',
    async (address, code) => {
      const { customerId, on } = await keyAccount('automatic', address);
      await story.until(on('01-23'), '19:00');
      expect(await story.openAction(customerId)).toMatchObject({
        stepKey: 'sales',
        state: 'failed',
        outcome: { code },
      });
      expect(await story.db.outboundMessage.count({ where: { customerId, channel: 'internal_email' } })).toBe(
        0,
      );
      if (address !== '') expect(mailsTo(address)).toHaveLength(0);
    },
  );

  test('I-5 a colleague’s address that is a customer’s contact stops the step', async () => {
    const address = `both-${crypto.randomUUID().slice(0, 8)}@acme-test.example`;
    const { entity, customerId, on } = await keyAccount('automatic', address);
    await createCustomer(story.db, entity, {
      email: address.toUpperCase(),
      data: { excludedAt: new Date() },
    });
    await story.until(on('01-23'), '19:00');
    expect(await story.openAction(customerId)).toMatchObject({
      state: 'failed',
      outcome: { code: 'recipient_is_customer' },
    });
    expect(mailsTo(address)).toHaveLength(0);
  });

  test('I-4 the collector can be asked too; several colleagues get a message and a link each', async () => {
    const second = `second-${crypto.randomUUID().slice(0, 8)}@acme-test.example`;
    const { entity, customerId, on } = await keyAccount('automatic', '', ['collector', second]);
    await story.db.customer.update({
      where: { id: customerId },
      data: { collectorId: entity.collectorId },
    });
    const { email } = await story.db.user.findUniqueOrThrow({ where: { id: entity.collectorId } });
    await story.until(on('01-23'), '19:00');
    const tokens = [email, second].map((address) => {
      const [mail] = mailsTo(address);
      return /\/i\/(ri_[\w-]{43})/.exec(decoded(mail!.raw))![1];
    });
    expect(new Set(tokens).size).toBe(2);
  });
});
