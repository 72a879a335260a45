/** What is proposed of a reply, with everything that a person looks at before accepting it. */
import type { z } from 'zod';
import { workingDays } from '../../../application/calendar.ts';
import { listItemStatuses } from '../../../application/item-statuses/catalogue.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { nextStep } from '../../../domain/proposal/next-step.ts';
import { situationOf } from '../../../domain/proposal/situation.ts';
import { interfaceLanguage } from '../../../domain/template/format.ts';
import type { InterfaceLanguage } from '../../../domain/vocabulary/languages.ts';
import { proposalWords } from '../../../domain/words/proposal/words.ts';
import { toIsoDate } from '../../../prisma/convert.ts';
import {
  readCustomerFile,
  readUserNames,
  type CustomerFile,
} from '../../../prisma/queries/customers/read.ts';
import { itemsByIds } from '../../../prisma/queries/items/read.ts';
import {
  currentReading,
  lastCall,
  shownProposals,
  type ProposalRow,
} from '../../../prisma/queries/proposals/read.ts';
import { readStanding } from '../../../prisma/queries/proposals/words.ts';
import { readReply, type ReplyFile } from '../../../prisma/queries/replies/read.ts';
import type { AppDeps, EntityScope, SignedIn } from '../../context.ts';
import { dayIn } from '../../day.ts';
import { presentItem, readBesideItems } from '../customers/present-item.ts';
import { presentProposal } from './present.ts';
import type { replyProposals } from './schema.ts';

type Answer = z.output<typeof replyProposals>;

/** Sentences about items beyond these help nobody. */
const mostSituations = 100;

export async function readProposals(
  deps: AppDeps,
  entity: EntityScope,
  user: SignedIn,
  replyId: string,
): Promise<Answer> {
  const { db } = deps;
  const said = await readReply(db, { entityId: entity.id, replyId });
  if (said === null) throw new RefusedError('not_found');
  const customer = await readCustomerFile(db, { entityId: entity.id, customerId: said.customerId });
  if (customer === null) throw new RefusedError('not_found');
  const today = dayIn(customer.timeZone, deps.now());
  const language = interfaceLanguage(user.language);
  const [reading, rows, call, statuses, standing, calendar] = await Promise.all([
    currentReading(db, replyId),
    shownProposals(db, replyId),
    lastCall(db, replyId),
    listItemStatuses(db, { entityId: entity.id }),
    readStanding(db, customer.id),
    workingDays(db, entity, customer.country),
  ]);
  const names = await readUserNames(
    db,
    rows.map(({ decidedBy }) => decidedBy),
  );
  const beside = {
    text: said.text,
    standing: standing.map((item) => ({ ...item, isDue: item.dueOn <= today })),
    statuses,
    today,
    calendar,
    names,
  };
  const proposals = rows.map((row) => presentProposal(row, beside));
  return {
    reading:
      reading === null
        ? null
        : {
            by: reading.source,
            build: reading.build,
            at: reading.createdAt.toISOString(),
            language: reading.language,
            needsPerson: reading.needsPerson,
            modelOutcome: call?.outcome ?? null,
          },
    summary: reading?.summaries[language] ?? '',
    proposals,
    situation: await situations(deps, { said, customer, rows, today, language }),
    nextAction: toDo(
      nextStep({
        isPending: said.state === 'pending',
        isEmpty: said.text === '' && said.files.length === 0,
        needsPerson: reading?.needsPerson ?? false,
        answersDispute: isAboutOpenDispute(said, customer),
        open: proposals.filter(({ state }) => state === 'proposed'),
        today,
        calendar,
      }),
      language,
    ),
  };
}

function toDo(next: ReturnType<typeof nextStep>, language: InterfaceLanguage): Answer['nextAction'] {
  if (next === null) return null;
  const { step: kind, ...rest } = next;
  return { kind, ...proposalWords(language).steps[kind], ...rest };
}

function isAboutOpenDispute({ question }: ReplyFile, { disputes }: CustomerFile): boolean {
  const disputeId = question?.disputeId ?? null;
  return disputeId !== null && disputes.some(({ id, state }) => id === disputeId && state === 'open');
}

/** Of the items that the reply names and those that its words speak of. */
async function situations(
  { db }: AppDeps,
  given: {
    said: ReplyFile;
    customer: CustomerFile;
    rows: ProposalRow[];
    today: string;
    language: InterfaceLanguage;
  },
): Promise<Answer['situation']> {
  const { said, customer, rows, today, language } = given;
  const ids = [
    ...new Set([
      ...said.items.map(({ itemId }) => itemId),
      ...rows.flatMap(({ items }) => items.map(({ itemId }) => itemId)),
    ]),
  ].slice(0, mostSituations);
  if (ids.length === 0) return [];
  const [items, beside] = await Promise.all([
    itemsByIds(db, { customerId: customer.id, itemIds: ids }),
    readBesideItems(db, customer, today),
  ]);
  return items.map((row) => {
    const item = presentItem(row, beside, today);
    return {
      itemId: row.id,
      number: row.number,
      text: situationOf({ ...item, isOpen: row.state === 'open', dueOn: toIsoDate(row.dueOn) }, language),
    };
  });
}
