/** The calendar by which an entity counts days for a customer. */
import { sendingCalendar, type SendingCalendar } from '../domain/calendar/sending-days.ts';
import { calendarSettings } from '../domain/model/calendar.ts';
import type { Db } from '../prisma/client.ts';
import { readEntitySettings } from '../prisma/queries/entities/read.ts';
import type { ActingEntity } from './act.ts';

/** Working days between the company and a customer of this country. */
export async function workingDays(db: Db, entity: ActingEntity, country: string): Promise<SendingCalendar> {
  const { calendar } = await readEntitySettings(db, entity.id);
  return sendingCalendar(calendarSettings.parse(calendar), country, entity.country);
}
