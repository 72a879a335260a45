/** What an installation without demo data needs to be usable: one legal entity and its first administrator. */
import { usualZone } from '../../domain/company/usual-zone.ts';
import type { PrismaClient } from '../client.ts';
import { createCompany } from './company.ts';

export interface FirstCompany {
  administratorEmail: string;
  /** Hash of a password that was made for this installation. */
  passwordHash: string;
  timeZone: string;
}

/** Until somebody says where the company is. */
const country = 'FR';

/** Answers false, and changes nothing, where a user exists already. */
export async function seedFirstCompany(db: PrismaClient, first: FirstCompany): Promise<boolean> {
  if ((await db.user.count()) > 0) return false;
  await db.$transaction(async (tx) => {
    const legalEntityId = await createCompany(tx, {
      code: 'MAIN',
      name: 'My company',
      currency: 'EUR',
      country,
      timeZone: usualZone(first.timeZone, country),
      language: 'en',
      at: new Date(),
      userId: null,
    });
    await tx.user.create({
      data: {
        email: first.administratorEmail,
        name: 'Administrator',
        role: 'administrator',
        passwordHash: first.passwordHash,
        memberships: { create: { legalEntityId } },
      },
    });
  });
  return true;
}
