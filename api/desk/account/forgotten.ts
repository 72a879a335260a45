/** The way back in for anyone who has forgotten a password, and in for the person who was invited. */
import { setTimeout as sleep } from 'node:timers/promises';
import { RefusedError } from '../../../domain/errors.ts';
import { interfaceLanguage } from '../../../domain/template/format.ts';
import { accountLinkByToken, type StoredAccountLink } from '../../../prisma/queries/account-links/read.ts';
import { isUsableLink } from '../../../domain/links/account-link.ts';
import { endAccountLinks, useAccountLink } from '../../../prisma/queries/account-links/write.ts';
import { clearAttempts, takeAttempt } from '../../../prisma/queries/attempts/write.ts';
import { endSessionsOf } from '../../../prisma/queries/sessions/write.ts';
import { inTransaction } from '../../../prisma/transaction.ts';
import { entityIdsOf, readCredentials } from '../../../prisma/queries/accounts/read.ts';
import { updateUser } from '../../../prisma/queries/accounts/write.ts';
import type { App, AppDeps } from '../../context.ts';
import { recordAccountChange } from '../../plugins/account-history.ts';
import { hashPassword, refuseCommonPassword } from '../../plugins/passwords.ts';
import { hashToken } from '../../../prisma/hashes.ts';
import { done } from '../../wire.ts';
import { sendLink } from '../users/links.ts';
import { accountOfLink, chosenPassword, forgotten, shownLink } from './schema.ts';

const tags = ['account'];
const config = { access: 'public' } as const;
/** Longer than the work for an account that is there: the time tells nothing. */
const answerAfterMs = 400;

export function forgottenPasswordRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/account/forgotten',
    config,
    schema: {
      tags,
      summary:
        'Sends a link to choose a new password; the answer is the same whether there is such an account',
      operationId: 'forgotPassword',
      body: forgotten,
      response: { 200: done },
    },
    handler: async (request) => {
      const now = deps.now();
      const limit = { key: `forgotten-from/${request.ip}`, freeAttempts: 20 };
      const waitSeconds = await takeAttempt(deps.db, limit, now);
      if (waitSeconds > 0) throw new RefusedError('too_many_attempts', { retryAfterSeconds: waitSeconds });
      await Promise.all([askReset(deps, request.body.email), sleep(answerAfterMs)]);
      return { ok: true as const };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/account/link',
    config,
    schema: {
      tags,
      summary: 'Whose password a link lets choose; changes nothing',
      operationId: 'lookAtAccountLink',
      body: shownLink,
      response: { 200: accountOfLink },
    },
    handler: async (request) => {
      const { kind, user } = await usable(deps, request.body.token);
      return { kind, email: user.email, name: user.name, language: interfaceLanguage(user.language) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/account/password',
    config,
    schema: {
      tags,
      summary: 'A password by a link: it works once, and every session of the account ends',
      operationId: 'choosePassword',
      body: chosenPassword,
      response: { 200: done },
    },
    handler: async (request) => {
      const { token, password } = request.body;
      const { id, kind, user } = await usable(deps, token);
      refuseCommonPassword(password, [user.email, user.name]);
      const passwordHash = await hashPassword(password);
      const at = deps.now();
      await inTransaction(deps.db, async (tx) => {
        if (!(await useAccountLink(tx, id, at))) throw new RefusedError('password_link_unknown');
        await updateUser(tx, user.id, { passwordHash, passwordSetAt: at });
        await endSessionsOf(tx, user.id);
        await endAccountLinks(tx, user.id, at);
        // Anyone who reads the mail of the account has shown that they own it.
        await clearAttempts(tx, `account/${hashToken(user.email)}`);
        const { name, email } = user;
        await recordAccountChange(tx, {
          entityIds: await entityIdsOf(tx, user.id),
          kind: 'password_changed',
          at,
          actorId: user.id,
          data: { userId: user.id, name, email, link: kind },
        });
      });
      return { ok: true as const };
    },
  });
}

/** @throws RefusedError `password_link_unknown` for everything that does not open an account now */
async function usable({ db, now }: AppDeps, token: string): Promise<StoredAccountLink> {
  const link = await accountLinkByToken(db, token);
  if (!isUsableLink(link, now())) throw new RefusedError('password_link_unknown');
  return link;
}

/** Nothing for an account that is not there, is disabled, or has been asked for too often; and not a word about it. */
async function askReset(deps: AppDeps, written: string): Promise<void> {
  const email = written.trim().toLowerCase();
  const at = deps.now();
  const user = await readCredentials(deps.db, email);
  if (user === null || user.disabledAt !== null) return;
  if ((await takeAttempt(deps.db, { key: `forgotten/${hashToken(email)}`, freeAttempts: 3 }, at)) > 0) return;
  await inTransaction(deps.db, async (tx) => {
    const entityIds = await entityIdsOf(tx, user.id);
    const [entityId] = entityIds;
    if (entityId === undefined) return;
    await sendLink(tx, deps, { user, entityId, kind: 'reset', createdBy: null, at });
    const data = { userId: user.id, name: user.name, email, link: 'reset' };
    await recordAccountChange(tx, { entityIds, kind: 'password_link_sent', at, actorId: user.id, data });
  });
}
