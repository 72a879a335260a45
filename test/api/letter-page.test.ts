/** The page of a tracked electronic letter: who reads it, who decides, once, and when nobody can any more. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf } from '../../application/access-codes/code.ts';
import { activateCode } from '../../application/access-codes/activate.ts';
import { issueLink } from '../../application/links/new-link.ts';
import { chainedText, claimDays } from '../../domain/letter/tracked.ts';
import { sentLetter } from '../support/tracked-letter.ts';
import { cookieOf, seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

const secret = 'a secret of at least thirty-two characters';
const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };
const dayMs = 24 * 3600 * 1000;
const start = new Date('2026-03-10T10:00:00Z');
const email = 'ap@mine.test';

let api: TestApi;
let mine: Seeded;
beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
});
afterAll(() => api.close());
beforeEach(async () => {
  api.clock.now = start;
  await api.db.signInFailure.deleteMany();
});

let made = 0;
async function letterAndLink(): Promise<{ letterId: string; token: string; linkId: string }> {
  made += 1;
  const place = { legalEntityId: mine.entityId, customerId: mine.customerId };
  const letterId = await sentLetter(api.db, {
    ...{ ...place, actionId: mine.actionId, at: api.clock.now },
    reference: `L-${made}`,
    subject: 'Formal notice',
    senderName: 'Acme',
    recipientName: 'Rita Reader',
    recipientEmail: email,
    pdf: Buffer.from(`%PDF-1.7 letter ${made}`),
  });
  const who = { recipientEmail: email, recipientName: 'Rita Reader', language: 'en' };
  const link = await issueLink(api.db, { kind: 'letter', ...place, letterId, ...who, at: api.clock.now });
  return { letterId, ...link };
}

const post = (url: string, as: string, body: unknown = {}) =>
  api.ask({ method: 'POST', url: `/api/letter/${url}`, as, body, headers: browser });
const get = (url: string, as: string) => api.ask({ url: `/api/letter/${url}`, as, headers: browser });
const codeIn = (response: { body: string }) => (JSON.parse(response.body) as { code: string }).code;
const sign = (as: string) => post('decision', as, { decision: 'sign', name: 'Rita Reader' });
const eventsOf = async (letterId: string) =>
  api.db.trackedLetterEvent.findMany({ where: { letterId }, orderBy: { sequence: 'asc' } });

async function entered(token: string): Promise<string> {
  const response = await post('entry', '', { token });
  expect(response.statusCode, response.body).toBe(200);
  expect(response.json()).toMatchObject({ codeRequired: true });
  return cookieOf(response);
}

/** As the mail with the code would have it. */
async function codeFor(linkId: string, as: string): Promise<string> {
  expect((await post('code', as)).statusCode).toBe(200);
  const { id } = await api.db.accessCode.findFirstOrThrow({
    where: { linkId },
    orderBy: { createdAt: 'desc' },
  });
  await activateCode(api.db, { secret, codeId: id, at: api.clock.now });
  return codeOf(secret, id);
}

async function verified({ token, linkId }: { token: string; linkId: string }): Promise<string> {
  const cookie = await entered(token);
  const shown = await post('code/verify', cookie, { code: await codeFor(linkId, cookie) });
  expect(shown.statusCode, shown.body).toBe(200);
  return `${cookie}; ${cookieOf(shown)}`;
}

describe('L-5 L-6 the reader of a letter', () => {
  it('L-6 reads nothing and decides nothing before a code of this very letter, and then both', async () => {
    const [one, other] = [await letterAndLink(), await letterAndLink()];
    const cookie = await entered(one.token);
    for (const url of ['page', 'letter.pdf', 'evidence.zip'])
      expect(codeIn(await get(url, cookie))).toBe('code_required');
    expect(codeIn(await sign(cookie))).toBe('code_required');
    const known = await verified(one);
    expect((await get('page', known)).json()).toMatchObject({ subject: 'Formal notice', outcome: null });
    expect((await get('letter.pdf', known)).body).toContain('%PDF-1.7 letter');
    // This browser has shown a code of that mailbox, and none of the other letter.
    const second = cookieOf(await post('entry', '', { token: other.token }));
    const both = `${second}; ${known.split('; ').at(-1)}`;
    expect(codeIn(await get('page', both))).toBe('code_required');
    expect(codeIn(await sign(both))).toBe('code_required');
  });

  it('L-6 signs once and for good; who, when, where and what was shown stand in a chain', async () => {
    const link = await letterAndLink();
    const as = await verified(link);
    expect(codeIn(await post('decision', as, { decision: 'sign', name: ' ' }))).toBe('validation_failed');
    expect((await sign(as)).statusCode).toBe(200);
    expect((await sign(as)).statusCode).toBe(200);
    expect(codeIn(await post('decision', as, { decision: 'refuse' }))).toBe('letter_answered');
    const events = await eventsOf(link.letterId);
    expect(events.map(({ code }) => code)).toEqual(['DEPOSITED', 'IDENTIFIED', 'SIGNED']);
    const [before, signed] = [events[1]!, events[2]!];
    expect(signed).toMatchObject({ email, name: 'Rita Reader', userAgent: browser['user-agent'] });
    expect(signed.ip).not.toBeNull();
    const text = chainedText(before.hash, { ...signed, at: signed.at.toISOString() });
    expect(createHash('sha256').update(text).digest('hex')).toBe(signed.hash);
    // Whoever follows it is told by its id.
    const asked = await api.db.workflowRequest.findMany({ where: { subjectId: link.letterId } });
    expect(asked.map(({ payload }) => payload)).toContainEqual({ start: { letterId: link.letterId } });
  });

  it('L-6 twenty decisions at once are one', async () => {
    const link = await letterAndLink();
    const as = await verified(link);
    const decisions = Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0 ? sign(as) : post('decision', as, { decision: 'refuse', reason: 'no' }),
    );
    await Promise.all(decisions);
    const codes = (await eventsOf(link.letterId)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'SIGNED' || code === 'DECLINED')).toHaveLength(1);
    const { outcome } = await api.db.trackedLetter.findUniqueOrThrow({ where: { letterId: link.letterId } });
    expect(codes.at(-1)).toBe(outcome);
  });

  it('L-6 after fifteen days nobody reads, signs, or gets a code any more', async () => {
    const link = await letterAndLink();
    const as = await verified(link);
    api.clock.now = new Date(start.getTime() + claimDays * dayMs);
    expect(codeIn(await sign(as))).toBe('letter_closed');
    for (const url of ['page', 'letter.pdf', 'evidence.zip'])
      expect(codeIn(await get(url, as))).toBe('letter_closed');
    expect(codeIn(await post('code', as))).toBe('letter_closed');
    expect((await eventsOf(link.letterId)).map(({ code }) => code)).not.toContain('SIGNED');
  });

  it('L-6 what was signed for can be read until its link ends; an expired link is not renewed', async () => {
    const link = await letterAndLink();
    const as = await verified(link);
    await sign(as);
    api.clock.now = new Date(start.getTime() + 20 * dayMs);
    expect((await get('page', as)).json()).toMatchObject({ outcome: 'SIGNED' });
    api.clock.now = new Date(start.getTime() + 46 * dayMs);
    expect(codeIn(await get('page', as))).toBe('link_expired');
    expect((await post('renew', '', { token: link.token })).statusCode).toBe(200);
    expect(await api.db.notice.count({ where: { kind: 'renewed_link' } })).toBe(0);
  });

  it('L-6 wrong codes are counted, and a code of one letter opens no other', async () => {
    const [one, other] = [await letterAndLink(), await letterAndLink()];
    const cookie = await entered(one.token);
    const right = await codeFor(one.linkId, cookie);
    const foreign = await entered(other.token);
    await codeFor(other.linkId, foreign);
    expect(['code_wrong', 'code_expired']).toContain(
      codeIn(await post('code/verify', foreign, { code: right })),
    );
    const wrong = right === '000000' ? '000001' : '000000';
    for (let count = 0; count < 5; count += 1)
      expect(codeIn(await post('code/verify', cookie, { code: wrong }))).toBe('code_wrong');
    expect(codeIn(await post('code/verify', cookie, { code: right }))).toBe('code_expired');
    expect((await eventsOf(one.letterId)).map(({ code }) => code)).toEqual(['DEPOSITED']);
  });

  it('L-6 looking at the link changes nothing', async () => {
    const link = await letterAndLink();
    const as = await verified(link);
    const before = await eventsOf(link.letterId);
    for (const url of ['page', 'letter.pdf', 'page']) await get(url, as);
    expect(await eventsOf(link.letterId)).toEqual(before);
  });
});
