import {
  addContact,
  changeContact,
  removeContact,
  trustAddress,
  type ContactFields,
} from '../../../application/contacts/change.ts';
import { z } from 'zod';
import { parseEmailAddress } from '../../../domain/contact/email-address.ts';
import { accepted } from '../../../domain/errors.ts';
import { contactRoles } from '../../../domain/vocabulary/contacts.ts';
import { messageLanguages } from '../../../domain/vocabulary/languages.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { asRead, removal } from '../../plugins/overwriting.ts';
import { writeFact } from '../../plugins/facts.ts';
import { customerParams, done, emptyBody, uuid } from '../../wire.ts';
import { presentContact } from '../customers/present.ts';
import { contact } from '../customers/schema.ts';

const contactBody = z
  .object({
    name: z.string().trim().max(200),
    /** One plain address; anything a mail program could read in two ways is refused. */
    email: z.string().max(320).nullable(),
    phone: z
      .string()
      .trim()
      .regex(/^\+?[0-9 ()./-]{3,40}$/, 'digits, spaces and + ( ) . / -')
      .nullable(),
    language: z.enum(messageLanguages).nullable(),
    roles: z.array(z.enum(contactRoles)).min(1).max(contactRoles.length),
    /** Letters may go to the customer's address for this contact. */
    postal: z.boolean(),
  })
  .strict()
  .meta({ id: 'ContactFields' });

const contactChanges = contactBody.extend({ asRead }).meta({ id: 'ContactChanges' });

const contactParams = customerParams.extend({ contactId: uuid });
const base = '/api/entities/:entityId/customers/:customerId/contacts';
const config = { access: 'act' } as const;
const tags = ['contacts'];

export function contactRoutes(app: App, deps: AppDeps): void {
  registerTrust(app, deps);
  app.route({
    method: 'POST',
    url: base,
    config,
    schema: {
      tags,
      summary: 'Add a contact',
      operationId: 'createContact',
      params: customerParams,
      body: contactBody,
      response: { 200: contact },
    },
    handler: async (request) => {
      const where = {
        entity: entityOf(request),
        user: userOf(request),
        customerId: request.params.customerId,
      };
      const fields = fieldsOf(request.body);
      return presentContact(await writeFact(deps, where, (scope) => addContact(scope, fields)));
    },
  });
  app.route({
    method: 'PUT',
    url: `${base}/:contactId`,
    config,
    schema: {
      tags,
      summary: 'Change a contact; a new address counts as not bounced',
      operationId: 'updateContact',
      params: contactParams,
      body: contactChanges,
      response: { 200: contact },
    },
    handler: async (request) => {
      const { customerId, contactId } = request.params;
      const where = { entity: entityOf(request), user: userOf(request), customerId };
      const { asRead: read, ...body } = request.body;
      const changes = { fields: fieldsOf(body), asRead: read };
      return presentContact(
        await writeFact(deps, where, (scope) => changeContact(scope, contactId, changes)),
      );
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/:contactId/remove`,
    config,
    schema: {
      tags,
      summary: 'Remove a contact; messages already sent stay as they are',
      operationId: 'removeContact',
      params: contactParams,
      body: removal,
      response: { 200: done },
    },
    handler: async (request) => {
      const { customerId, contactId } = request.params;
      const where = { entity: entityOf(request), user: userOf(request), customerId };
      return writeFact(deps, where, (scope) => removeContact(scope, contactId, request.body.asRead));
    },
  });
}

function registerTrust(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${base}/:contactId/trust-address`,
    config,
    schema: {
      tags,
      summary: 'A mail came back, and the address is valid all the same: it is written to again',
      operationId: 'trustAddress',
      params: contactParams,
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const { customerId, contactId } = request.params;
      const where = { entity: entityOf(request), user: userOf(request), customerId };
      return writeFact(deps, where, (scope) => trustAddress(scope, contactId));
    },
  });
}

function fieldsOf(body: z.output<typeof contactBody>): ContactFields {
  const email =
    body.email === null || body.email.trim() === '' ? null : accepted(parseEmailAddress(body.email)).address;
  return { ...body, email };
}
