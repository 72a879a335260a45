/** One's own account: name, language, password, address. */
import type { z } from 'zod';
import { refuseOverwriting } from '../../../application/overwriting.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { interfaceLanguage } from '../../../domain/template/format.ts';
import { endAccountLinks } from '../../../prisma/queries/account-links/write.ts';
import { clearAttempts, takeAttempt } from '../../../prisma/queries/attempts/write.ts';
import { inTransaction } from '../../../prisma/transaction.ts';
import { endOtherSessions } from '../../../prisma/queries/sessions/write.ts';
import { entityIdsOf, readAccount, readCredentials } from '../../../prisma/queries/accounts/read.ts';
import { lockAccounts, updateUser } from '../../../prisma/queries/accounts/write.ts';
import type { App, AppDeps, SignedIn } from '../../context.ts';
import { userOf } from '../../plugins/access.ts';
import { recordAccountChange } from '../../plugins/account-history.ts';
import { hashPassword, refuseCommonPassword, verifyPassword } from '../../plugins/passwords.ts';
import { done } from '../../wire.ts';
import { differences } from '../../../domain/audit/differences.ts';
import { strictAddress } from '../users/administered-user.ts';
import { forgottenPasswordRoutes } from './forgotten.ts';
import { account, accountChanges, ownEmail, ownPassword } from './schema.ts';

const tags = ['account'];
const config = { access: 'signed_in' } as const;

export function accountRoutes(app: App, deps: AppDeps): void {
  registerProfile(app, deps);
  registerPassword(app, deps);
  registerEmail(app, deps);
  forgottenPasswordRoutes(app, deps);
}

function registerProfile(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/me/account',
    config,
    schema: { tags, summary: 'One’s own account', operationId: 'readAccount', response: { 200: account } },
    handler: async (request) => presentAccount(await readAccount(deps.db, userOf(request).userId)),
  });
  app.route({
    method: 'PATCH',
    url: '/api/me/account',
    config,
    schema: {
      tags,
      summary: 'One’s own name, telephone and language',
      operationId: 'changeAccount',
      body: accountChanges,
      response: { 200: account },
    },
    handler: async (request) => {
      const { userId } = userOf(request);
      return inTransaction(deps.db, async (tx) => {
        await lockAccounts(tx);
        const before = await readAccount(tx, userId);
        const { name, phone, language, asRead } = request.body;
        const changes = { name, phone: phone === '' ? null : phone, language };
        const [legalEntityId] = asRead === undefined ? [] : await entityIdsOf(tx, userId);
        if (legalEntityId !== undefined)
          await refuseOverwriting(tx, {
            asRead,
            now: before,
            wanted: changes,
            of: { legalEntityId, kind: 'user_changed', about: { field: 'userId', id: userId } },
          });
        const changed = differences(before, changes);
        if (Object.keys(changed).length === 0) return presentAccount(before);
        await updateUser(tx, userId, changes);
        await recordOwnChange(tx, deps, userId, {
          kind: 'user_changed',
          data: { ...about(before), changed },
        });
        return presentAccount(await readAccount(tx, userId));
      });
    },
  });
}

function registerPassword(app: App, deps: AppDeps): void {
  app.route({
    method: 'PUT',
    url: '/api/me/password',
    config,
    schema: {
      tags,
      summary: 'Another password of one’s own; sessions elsewhere end',
      operationId: 'changeOwnPassword',
      body: ownPassword,
      response: { 200: done },
    },
    handler: async (request) => {
      const user = userOf(request);
      const { current, password } = request.body;
      const row = await verified(deps, user, current);
      refuseCommonPassword(password, [row.email, row.name]);
      const passwordHash = await hashPassword(password);
      await inTransaction(deps.db, async (tx) => {
        const at = deps.now();
        await updateUser(tx, user.userId, { passwordHash, passwordSetAt: at });
        await endOtherSessions(tx, user.userId, user.sessionHash);
        await endAccountLinks(tx, user.userId, at);
        await recordOwnChange(tx, deps, user.userId, { kind: 'password_changed', data: about(row) });
      });
      return { ok: true as const };
    },
  });
}

function registerEmail(app: App, deps: AppDeps): void {
  app.route({
    method: 'PUT',
    url: '/api/me/email',
    config,
    schema: {
      tags,
      summary: 'Another address of one’s own, by which one signs in from now on; sessions elsewhere end',
      operationId: 'changeOwnEmail',
      body: ownEmail,
      response: { 200: account },
    },
    handler: async (request) => {
      const user = userOf(request);
      const email = strictAddress(request.body.email);
      const row = await verified(deps, user, request.body.current);
      return inTransaction(deps.db, async (tx) => {
        const taken = await readCredentials(tx, email);
        if (taken !== null && taken.id !== user.userId) throw new RefusedError('email_taken');
        const changed = differences(row, { email });
        if (Object.keys(changed).length > 0) {
          await updateUser(tx, user.userId, { email });
          await endOtherSessions(tx, user.userId, user.sessionHash);
          await endAccountLinks(tx, user.userId, deps.now());
          await recordOwnChange(tx, deps, user.userId, {
            kind: 'user_changed',
            data: { ...about(row), changed },
          });
        }
        return presentAccount(await readAccount(tx, user.userId));
      });
    },
  });
}

type AccountRow = Awaited<ReturnType<typeof readAccount>>;

/**
 * Only for somebody who knows the password of the account: a session that was left open changes neither address nor password.
 *
 * @throws RefusedError `password_wrong`, `too_many_attempts`
 */
async function verified({ db, now }: AppDeps, { userId }: SignedIn, current: string): Promise<AccountRow> {
  const limit = { key: `own-password/${userId}`, freeAttempts: 5 };
  const waitSeconds = await takeAttempt(db, limit, now());
  if (waitSeconds > 0) throw new RefusedError('too_many_attempts', { retryAfterSeconds: waitSeconds });
  const row = await readAccount(db, userId);
  if (!(await verifyPassword(row.passwordHash, current))) throw new RefusedError('password_wrong');
  await clearAttempts(db, limit.key);
  return row;
}

type AccountEvent = Pick<Parameters<typeof recordAccountChange>[1], 'kind' | 'data'>;

async function recordOwnChange(
  tx: Parameters<typeof recordAccountChange>[0],
  { now }: Pick<AppDeps, 'now'>,
  userId: string,
  event: AccountEvent,
): Promise<void> {
  const entityIds = await entityIdsOf(tx, userId);
  await recordAccountChange(tx, { entityIds, at: now(), actorId: userId, ...event });
}

function about({ id, name, email }: AccountRow) {
  return { userId: id, name, email };
}

function presentAccount(row: AccountRow): z.output<typeof account> {
  const { id, email, name, phone, language, passwordSetAt } = row;
  return {
    id,
    email,
    name,
    phone,
    language: interfaceLanguage(language),
    passwordSetAt: passwordSetAt === null ? null : passwordSetAt.toISOString(),
  };
}
