/** What a customer may know of the creditor: name, address, bank, and whom to ask. */
import type { Db } from '../../client.ts';

export interface PortalCompanyRow {
  name: string;
  address: { street: string; postalCode: string; city: string; country: string };
  registrationNumber: string | null;
  vatNumber: string | null;
  iban: string | null;
  bic: string | null;
  bankName: string | null;
  hasLogo: boolean;
  contact: { name: string; email: string; phone: string | null };
}

/** Null when the customer is gone. */
export async function readPortalCompany(
  db: Db,
  { legalEntityId, customerId }: { legalEntityId: string; customerId: string },
): Promise<PortalCompanyRow | null> {
  const customer = await db.customer.findFirst({
    where: { id: customerId, legalEntityId },
    select: {
      collector: { select: { name: true, email: true, phone: true, disabledAt: true } },
      legalEntity: {
        select: {
          name: true,
          address: true,
          country: true,
          registrationNumber: true,
          vatNumber: true,
          iban: true,
          bic: true,
          bankName: true,
          senderName: true,
          senderEmail: true,
        },
      },
    },
  });
  if (customer === null) return null;
  const { address, country, senderName, senderEmail, ...entity } = customer.legalEntity;
  const { collector } = customer;
  return {
    ...entity,
    address: addressOf(address, country),
    hasLogo: (await db.legalEntity.count({ where: { id: legalEntityId, logoPng: { not: null } } })) > 0,
    contact:
      collector === null || collector.disabledAt !== null
        ? { name: senderName, email: senderEmail, phone: null }
        : { name: collector.name, email: collector.email, phone: collector.phone },
  };
}

/** The settings keep the country beside the address. */
function addressOf(stored: unknown, country: string): PortalCompanyRow['address'] {
  const fields = (stored ?? {}) as Record<string, unknown>;
  const field = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  return {
    street: field('street'),
    postalCode: field('postalCode'),
    city: field('city'),
    country: field('country') || country,
  };
}

export async function readLogo(db: Db, legalEntityId: string): Promise<Uint8Array | null> {
  const row = await db.legalEntity.findUnique({ where: { id: legalEntityId }, select: { logoPng: true } });
  return row?.logoPng ?? null;
}
