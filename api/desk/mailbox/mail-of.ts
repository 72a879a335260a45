/** Who may see the local mailbox, and the message that an address names. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { readMail } from '../../../prisma/queries/local-mails/read.ts';
import type { AppDeps } from '../../context.ts';
import { userOf } from '../../plugins/access.ts';

/**
 * Anyone who reads the mailbox is every recipient at once: links and codes stand in it as they do in anybody's mail
 * program. So it is there only for people who may act, on a machine's own address, and never in production (ADR 13).
 */
export const mailboxConfig = { access: 'act', saysTokens: true } as const;

export const mailParams = z.object({ mailId: z.string().regex(/^\d{1,18}$/) });

export function requireMailbox({ settings }: AppDeps): void {
  if (!settings.localMailbox) throw new RefusedError('not_found');
}

export async function mailOf(deps: AppDeps, request: FastifyRequest<{ Params: { mailId: string } }>) {
  requireMailbox(deps);
  const mail = await readMail(deps.db, BigInt(request.params.mailId), userOf(request).userId);
  if (mail === null) throw new RefusedError('not_found');
  return mail;
}
