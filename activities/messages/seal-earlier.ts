/**
 * Messages stored by versions that kept their bytes open: those that may still leave are sealed, all are masked.
 * Runs once, after the migration that made room for it; repeating it changes nothing more.
 */
import { noticeWords } from '../../domain/words/notice/words.ts';
import { pageLanguage } from '../../domain/template/format.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { openMessagesAfter, sealMessage, type OpenMessage } from '../../prisma/queries/outbound/sealing.ts';
import { sealBytes } from '../outbound/sealing.ts';
import { maskedMail } from './masked-mail.ts';

/** Answers how many messages were looked at. */
export async function sealEarlierMessages(db: PrismaClient, secret: string): Promise<number> {
  let count = 0;
  let rows = await openMessagesAfter(db, null);
  while (rows.length > 0) {
    for (const row of rows) await seal(db, secret, row);
    count += rows.length;
    rows = await openMessagesAfter(db, rows.at(-1)!.id);
  }
  return count;
}

async function seal(db: PrismaClient, secret: string, row: OpenMessage): Promise<void> {
  const { id, dispatchKey, frozenBytes, mayLeave, isCode, language } = row;
  const instead = isCode ? noticeWords[pageLanguage(language)].codeWithheld : undefined;
  await sealMessage(db, id, {
    readable: await maskedMail(frozenBytes, { instead }),
    sealed: mayLeave ? sealBytes(secret, dispatchKey, frozenBytes) : null,
  });
}
