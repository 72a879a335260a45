/** A contact is added, changed or removed. The history names it by id only: an erased person must not live on in it. */
import { RefusedError } from '../../domain/errors.ts';
import type { Contact } from '../../prisma/client.ts';
import type { ChangedThing } from '../../prisma/queries/audit/read.ts';
import {
  createContact,
  deleteContact,
  lockContact,
  updateContact,
  type ContactFields,
} from '../../prisma/queries/contacts/write.ts';
import { clearBounce } from '../../prisma/queries/inbound/bounces.ts';
import type { ActResult, FactEvent, FactScope } from '../act.ts';
import { refuseOverwriting } from '../overwriting.ts';

export type { ContactFields };

export async function addContact(
  { tx, customerId, at }: FactScope,
  fields: ContactFields,
): Promise<ActResult<Contact>> {
  const contact = await createContact(tx, customerId, fields);
  return { answer: contact, events: event('added', contact.id, at) };
}

/**
 * A new address counts as not bounced.
 *
 * @param asRead the fields as the form had read them; undefined: nobody asks
 * @throws RefusedError `not_found`, `changed_meanwhile`
 */
export async function changeContact(
  { tx, entity, customerId, at }: FactScope,
  contactId: string,
  { fields, asRead }: { fields: ContactFields; asRead?: Record<string, unknown> | undefined },
): Promise<ActResult<Contact>> {
  const now = await lockContact(tx, { customerId, contactId });
  if (now === null) throw new RefusedError('not_found');
  await refuseOverwriting(tx, {
    asRead,
    now,
    wanted: fields,
    of: changeOf(entity.id, customerId, contactId),
  });
  const contact = await updateContact(tx, { customerId, contactId, fields });
  if (contact === null) throw new RefusedError('not_found');
  return { answer: contact, events: event('changed', contactId, at) };
}

/**
 * Messages already sent stay as they are.
 *
 * @param asRead the fields as they were shown; undefined: nobody asks
 * @throws RefusedError `not_found`, `changed_meanwhile`
 */
export async function removeContact(
  { tx, entity, customerId, at }: FactScope,
  contactId: string,
  asRead?: Record<string, unknown>,
): Promise<ActResult<{ ok: true }>> {
  const now = await lockContact(tx, { customerId, contactId });
  if (now === null) throw new RefusedError('not_found');
  const wanted = Object.fromEntries(Object.keys(asRead ?? {}).map((name) => [name, null]));
  await refuseOverwriting(tx, { asRead, now, wanted, of: changeOf(entity.id, customerId, contactId) });
  if (!(await deleteContact(tx, { customerId, contactId }))) throw new RefusedError('not_found');
  return { answer: { ok: true }, events: event('removed', contactId, at) };
}

/**
 * A person knows that the address works: it is written to again.
 *
 * @throws RefusedError `not_found` where nothing has come back from it
 */
export async function trustAddress(
  { tx, customerId, at }: FactScope,
  contactId: string,
): Promise<ActResult<{ ok: true }>> {
  if (!(await clearBounce(tx, { customerId, contactId }))) throw new RefusedError('not_found');
  return { answer: { ok: true }, events: event('valid_again', contactId, at) };
}

function changeOf(legalEntityId: string, customerId: string, contactId: string): ChangedThing {
  return { legalEntityId, kind: 'contact_changed', customerId, about: { field: 'contactId', id: contactId } };
}

function event(
  change: 'added' | 'changed' | 'removed' | 'valid_again',
  contactId: string,
  at: Date,
): FactEvent {
  return {
    key: `contact-data/${contactId}/${change}/${at.getTime()}`,
    kind: 'contact_changed',
    data: { contactId, change },
    reason: 'settings_changed',
  };
}
