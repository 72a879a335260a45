import { z } from 'zod';
import { accountLinkKinds } from '../../../domain/vocabulary/accounts.ts';
import { interfaceLanguages } from '../../../domain/vocabulary/languages.ts';
import { asRead } from '../../plugins/overwriting.ts';
import { instant, uuid } from '../../wire.ts';
import { email, newPassword, personName, phone, userLanguage } from '../users/schema.ts';

export const account = z
  .object({
    id: uuid,
    email: z.string(),
    name: z.string(),
    phone: z.string().nullable(),
    language: z.enum(interfaceLanguages),
    /** Null: it is still the one that was printed at the first start. */
    passwordSetAt: instant.nullable(),
  })
  .meta({ id: 'Account' });

export const accountChanges = z
  .object({
    name: personName.optional(),
    phone: phone.nullable().optional(),
    language: userLanguage.optional(),
    asRead,
  })
  .strict()
  .refine(({ asRead: _read, ...changes }) => Object.keys(changes).length > 0, 'nothing to change')
  .meta({ id: 'AccountChanges' });

const present = z.string().min(1).max(1024);
export const ownPassword = z
  .object({ current: present, password: newPassword })
  .strict()
  .meta({ id: 'OwnPassword' });
export const ownEmail = z.object({ current: present, email }).strict().meta({ id: 'OwnEmail' });

export const forgotten = z.object({ email }).strict().meta({ id: 'ForgottenPassword' });

const token = z.string().min(1).max(200);
export const shownLink = z.object({ token }).strict().meta({ id: 'ShownAccountLink' });
export const chosenPassword = z
  .object({ token, password: newPassword })
  .strict()
  .meta({ id: 'ChosenPassword' });

/** Whose password is about to be chosen: for password managers, and for anyone who opens the wrong mail. */
export const accountOfLink = z
  .object({
    kind: z.enum(accountLinkKinds),
    email: z.string(),
    name: z.string(),
    language: z.enum(interfaceLanguages),
  })
  .meta({ id: 'AccountOfLink' });
