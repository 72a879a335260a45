/** Steps that the demo company had taken before its first start; who takes them is given, because it composes mails. */
import { addDays } from '../../domain/calendar/iso-date.ts';
import { sendingCalendar, shiftForward } from '../../domain/calendar/sending-days.ts';
import { calendarSettings } from '../../domain/model/calendar.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { Db } from '../client.ts';
import type { LetterFate, LetterToday, Story } from './story.ts';

export interface PastStep {
  customerId: string;
  caseId: string;
  /** Name of the customer, for anyone who mends a story. */
  about: string;
  on: IsoDate;
  /** Confirms what a person has to confirm. */
  by: { userId: string; name: string };
  /** Of a letter. */
  fate: LetterFate;
}

/** A letter that is further today than its step would be by itself. */
export interface TodaysLetter {
  customerId: string;
  /** Name of the customer, for anyone who mends a story. */
  about: string;
  today: LetterToday;
  /** Confirms what a person has to confirm, and posts what is posted by hand. */
  by: { userId: string };
}

export type TakeTodaysLetters = (tx: Db, letters: TodaysLetter[]) => Promise<void>;

/** All before the day `until`. */
export type TakePastSteps = (tx: Db, entityId: string, steps: PastStep[], until: IsoDate) => Promise<void>;

export interface PastSeed {
  entityId: string;
  today: IsoDate;
  stories: Story[];
  takePastSteps: TakePastSteps;
}

/** The demo sends all week, so that its start shows something; what it did before was done on working days. */
const officeDays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/** On days on which something could be sent; the ranks of the items follow from them. */
export async function seedPastSteps(
  tx: Db,
  { entityId, today, stories, takePastSteps }: PastSeed,
): Promise<void> {
  const entity = await tx.legalEntity.findUniqueOrThrow({ where: { id: entityId } });
  const calendar = calendarSettings.parse(entity.calendar);
  const customers = await tx.customer.findMany({
    where: { legalEntityId: entityId },
    select: {
      id: true,
      number: true,
      name: true,
      country: true,
      collectorId: true,
      case: { select: { id: true } },
    },
  });
  const users = await tx.user.findMany({ select: { id: true, name: true } });
  const steps = stories.flatMap(({ number, reminded = [], fate = 'posted' }) => {
    const {
      id: customerId,
      name: about,
      country,
      collectorId,
      case: running,
    } = customers.find((one) => one.number === number)!;
    const { id: userId, name } = users.find(({ id }) => id === collectorId)!;
    const common = { customerId, caseId: running!.id, about, by: { userId, name } };
    const open = sendingCalendar({ ...calendar, sendDays: [...officeDays] }, country, entity.country);
    return reminded.map((daysAgo, index) => ({
      ...common,
      on: shiftForward(open, addDays(today, -daysAgo)),
      fate: index === reminded.length - 1 ? fate : ('posted' as const),
    }));
  });
  await takePastSteps(tx, entityId, steps, today);
}
