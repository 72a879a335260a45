/** Inviting people, and sending them a way to choose a password: a row for the dispatch, never a mail from here. */
import { onceUnder } from '../../../application/idempotency.ts';
import type { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { accountUrl } from '../../../domain/links/urls.ts';
import type { AccountLinkKind } from '../../../domain/vocabulary/accounts.ts';
import type { Db } from '../../../prisma/client.ts';
import { accountToken } from '../../../application/account-links/token.ts';
import { makeAccountLink } from '../../../application/account-links/make.ts';
import { askNotice } from '../../../application/outbox.ts';
import { takeAttempt } from '../../../prisma/queries/attempts/write.ts';
import { inTransaction } from '../../../prisma/transaction.ts';
import { createUser } from '../../../prisma/queries/accounts/write.ts';
import { noPassword, readCredentials } from '../../../prisma/queries/accounts/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { recordAccountChange } from '../../plugins/account-history.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { entityParams } from '../../wire.ts';
import { ownEntities, administeredUser, strictAddress } from './administered-user.ts';
import { invitation, sendLinkBody, sentLink, userParams } from './schema.ts';

const base = '/api/entities/:entityId/users';
const config = { access: 'administer', saysTokens: true } as const;
const tags = ['users'];

export function accountLinkRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${base}/invite`,
    config,
    schema: {
      tags,
      summary: 'A new account whose owner chooses a password by a link in a mail',
      operationId: 'inviteUser',
      params: entityParams,
      body: invitation,
      response: { 200: sentLink },
    },
    handler: async (request) => {
      const { key, entityIds, phone, ...fields } = request.body;
      const entity = entityOf(request);
      const administrator = userOf(request);
      const email = strictAddress(fields.email);
      const of = await ownEntities(deps.db, administrator.userId, entityIds ?? [entity.id]);
      const answer = await inTransaction(deps.db, async (tx) =>
        onceUnder(tx, { scope: entity.id, ...keyedCommand(request, key) }, async () => {
          if ((await readCredentials(tx, email)) !== null) throw new RefusedError('email_taken');
          const created = await createUser(tx, {
            ...fields,
            email,
            phone: phone || null,
            entityIds: of,
            passwordHash: noPassword,
            passwordSetAt: null,
          });
          const at = deps.now();
          await recordAccountChange(tx, {
            entityIds: of,
            kind: 'user_added',
            at,
            actorId: administrator.userId,
            data: { userId: created.id, name: created.name, email, role: created.role },
          });
          return sendLink(tx, deps, {
            user: created,
            entityId: entity.id,
            kind: 'invitation',
            createdBy: administrator.userId,
            at,
          });
        }),
      );
      return presentSent(deps, answer);
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/:userId/link`,
    config,
    schema: {
      tags,
      summary: 'Sends a link by which the user chooses a password; earlier links stop working',
      operationId: 'sendAccountLink',
      params: userParams,
      body: sendLinkBody,
      response: { 200: sentLink },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const administrator = userOf(request);
      const user = await administeredUser(deps.db, { entity, administrator, userId: request.params.userId });
      if (user.disabledAt !== null) throw new RefusedError('forbidden');
      const at = deps.now();
      const answer = await inTransaction(deps.db, async (tx) =>
        onceUnder(tx, { scope: user.id, ...keyedCommand(request, request.body.key) }, async () => {
          const wait = await takeAttempt(tx, { key: `account-link/${user.id}`, freeAttempts: 10 }, at);
          if (wait > 0) throw new RefusedError('too_many_attempts', { retryAfterSeconds: wait });
          const kind = user.passwordSetAt === null ? 'invitation' : 'reset';
          const sent = await sendLink(tx, deps, {
            user,
            entityId: entity.id,
            kind,
            createdBy: administrator.userId,
            at,
          });
          await recordAccountChange(tx, {
            entityIds: user.memberships.map(({ legalEntity }) => legalEntity.id),
            kind: 'password_link_sent',
            at,
            actorId: administrator.userId,
            data: { userId: user.id, name: user.name, email: user.email, link: kind },
          });
          return sent;
        }),
      );
      return presentSent(deps, answer);
    },
  });
}

export interface LinkToSend {
  user: { id: string; email: string; name: string; language: string };
  /** In whose name it is sent. */
  entityId: string;
  kind: AccountLinkKind;
  createdBy: string | null;
  at: Date;
}

// A type, not an interface: it is kept as JSON.
export type Sent = { userId: string; linkId: string; sentTo: string; expiresAt: string };

/** Makes the link and asks for the mail that carries it. */
export async function sendLink(
  tx: Db,
  { settings }: Pick<AppDeps, 'settings'>,
  link: LinkToSend,
): Promise<Sent> {
  const { user, entityId, kind, createdBy, at } = link;
  const { id, expiresAt } = await makeAccountLink(tx, {
    userId: user.id,
    kind,
    at,
    createdBy,
    secret: settings.secret,
  });
  await askNotice(tx, {
    key: `account-link/${id}`,
    kind: 'account_link',
    legalEntityId: entityId,
    customerId: null,
    recipientEmail: user.email,
    recipientName: user.name,
    language: user.language,
    data: { accountLinkId: id },
  });
  return { userId: user.id, linkId: id, sentTo: user.email, expiresAt: expiresAt.toISOString() };
}

/** The token is derived anew: nothing that is stored opens the account. */
function presentSent(
  { settings }: Pick<AppDeps, 'settings'>,
  { linkId, ...sent }: Sent,
): z.output<typeof sentLink> {
  const token = accountToken(settings.secret, linkId);
  return { ...sent, link: settings.localMailbox ? accountUrl(settings.publicUrl, token) : null };
}
