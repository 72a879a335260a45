/** What a notice is made from, and what its composer answers. */
import type { ErrorCode } from '../../domain/errors.ts';
import type { NoticeKind } from '../../domain/vocabulary/messages.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import type { LinkRow } from '../../prisma/queries/links/write.ts';
import type { CustomerNotice, StoredNotice } from '../../prisma/queries/notices/read.ts';
import type { HouseNoticeKind, NoticeData } from '../../prisma/queries/notices/write.ts';
import type { DocumentStore } from '../adapters/document-store.ts';
import type { MailChannels } from '../channels/registry.ts';
import type { MessageAttachment } from '../messages/compose.ts';

export interface NoticeDeps {
  prisma: PrismaClient;
  /** Scheme, host and port that links begin with. */
  publicUrl: string;
  /** Key of the installation, from which codes are derived. */
  secret: string;
  /** Where documents of items lie that are not stored here; absent: nowhere else. */
  documents?: DocumentStore | undefined;
}

/** A message outside a scenario, ready to be frozen. */
export interface ComposedNotice {
  channel: keyof MailChannels;
  language: string;
  subject: string;
  html: string;
  text: string;
  attachments: MessageAttachment[];
  /** What everybody but the recipient reads in place of its texts. */
  instead?: string;
  /** Links whose tokens stand in it: stored with its bytes, or not at all. */
  links: LinkRow[];
  /** Items in whose history it is to stand. */
  itemIds: string[];
  /** Earlier messages to the recipient, so that mail programs show one conversation. */
  references?: string[];
}

export type NoticeComposition =
  | { kind: 'message'; message: ComposedNotice }
  /** Nothing is to be sent any more: what it was about has gone, or came too late. */
  | { kind: 'obsolete' }
  /** It must not be sent; stands in history as an alert. */
  | { kind: 'refused'; code: ErrorCode; params: Record<string, string | number> };

export interface ComposeNoticeInput<K extends NoticeKind> {
  notice: K extends HouseNoticeKind ? StoredNotice : CustomerNotice;
  data: NoticeData[K];
  /** The clock of the workflow. */
  now: Date;
}

export type NoticeComposer<K extends NoticeKind> = (
  deps: NoticeDeps,
  input: ComposeNoticeInput<K>,
) => Promise<NoticeComposition>;

export const obsolete: NoticeComposition = { kind: 'obsolete' };
