import { z } from 'zod';
import { accountLinkKinds, accountStates, userRoles } from '../../../domain/vocabulary/accounts.ts';
import { interfaceLanguages } from '../../../domain/vocabulary/languages.ts';
import { asRead } from '../../plugins/overwriting.ts';
import { commandKey, instant, uuid } from '../../wire.ts';

export const user = z
  .object({
    id: uuid,
    email: z.string(),
    name: z.string(),
    phone: z.string().nullable(),
    role: z.enum(userRoles),
    language: z.string(),
    state: z.enum(accountStates),
    /** Who sees the work of the user while they are away. */
    deputy: z.object({ id: uuid, name: z.string() }).nullable(),
    /** Entities that the user is a member of, of those that are the asker's too. */
    entities: z.array(z.object({ id: uuid, code: z.string(), name: z.string() })),
    /** The last link to choose a password. */
    link: z
      .object({ kind: z.enum(accountLinkKinds), sentAt: instant, expiresAt: instant, used: z.boolean() })
      .nullable(),
    disabledAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'User' });

/** Names only, for choosing a collector. */
export const collectorRef = z
  .object({ id: uuid, name: z.string(), role: z.enum(userRoles) })
  .meta({ id: 'CollectorRef' });

export const userParams = z.object({ entityId: uuid, userId: uuid });
export const userLanguage = z.enum(interfaceLanguages);

/** Long rather than complicated; the most common ones are refused. */
export const newPassword = z.string().min(12).max(1024);

export const personName = z.string().trim().min(1).max(200);
export const phone = z.string().trim().max(40);
export const email = z.string().trim().min(1).max(320);
const entityIds = z.array(uuid).min(1).max(100);

export const newUser = z
  .object({
    email,
    name: personName,
    phone: phone.optional(),
    role: z.enum(userRoles),
    language: userLanguage.default('en'),
    password: newPassword,
  })
  .strict()
  .meta({ id: 'NewUser' });

export const invitation = z
  .object({
    key: commandKey,
    email,
    name: personName,
    phone: phone.optional(),
    role: z.enum(userRoles),
    language: userLanguage.default('en'),
    /** Absent: this entity. */
    entityIds: entityIds.optional(),
  })
  .strict()
  .meta({ id: 'InviteUser' });

/** What came of sending a link: by mail, and where mail stays on this machine, to be handed over. */
export const sentLink = z
  .object({
    userId: uuid,
    sentTo: z.string(),
    expiresAt: instant,
    /** Only while mail goes to the local mailbox, which nobody else reads. */
    link: z.string().nullable(),
  })
  .meta({ id: 'SentAccountLink' });

export const sendLinkBody = z.object({ key: commandKey }).strict().meta({ id: 'SendAccountLink' });

export const userChanges = z
  .object({
    email: email.optional(),
    name: personName.optional(),
    phone: phone.nullable().optional(),
    role: z.enum(userRoles).optional(),
    language: userLanguage.optional(),
    disabled: z.boolean().optional(),
    deputyId: uuid.nullable().optional(),
    entityIds: entityIds.optional(),
    password: newPassword.optional(),
    asRead,
  })
  .strict()
  .refine(({ asRead: _read, ...changes }) => Object.keys(changes).length > 0, 'nothing to change')
  .meta({ id: 'UserChanges' });
