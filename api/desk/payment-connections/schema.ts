import { z } from 'zod';
import {
  onlinePaymentMethods,
  paymentBookings,
  paymentConnectorNames,
} from '../../../domain/vocabulary/payments.ts';
import { connectionResults, connectionSteps } from '../../../domain/vocabulary/settings.ts';
import { asRead } from '../../plugins/overwriting.ts';
import { entityParams, instant, person } from '../../wire.ts';

const methods = z.array(z.enum(onlinePaymentMethods));

export const paymentTest = z
  .object({
    result: z.enum(connectionResults),
    /** The last step that was begun. */
    step: z.enum(connectionSteps),
    /** What the connector said; no secret. */
    answered: z.string().nullable(),
    /** What was found to be switched on there. */
    methods,
    tookMs: z.number().int(),
    at: instant,
    by: person.nullable(),
  })
  .meta({ id: 'PaymentConnectionTest' });

export const paymentConnection = z
  .object({
    connector: z.enum(paymentConnectorNames),
    /** This installation has credentials of the connector. */
    isSet: z.boolean(),
    /** A sandbox stands in for it: no money moves. */
    isSandbox: z.boolean(),
    /** Its page, where it can be steered. */
    sandboxUrl: z.string().nullable(),
    /** What it can take; empty without credentials. */
    takes: methods,
    /** To be entered there as the address for news; null: it was not connected yet, or is told by us. */
    hookUrl: z.string().nullable(),
    enabled: z.boolean(),
    methods,
    booking: z.enum(paymentBookings),
    lastTest: paymentTest.nullable(),
  })
  .meta({ id: 'PaymentConnection' });

export const paymentConnectionList = z
  .object({ rows: z.array(paymentConnection) })
  .meta({ id: 'PaymentConnectionList' });

export const changes = z
  .object({ enabled: z.boolean(), methods: methods.max(10), booking: z.enum(paymentBookings) })
  .partial()
  .extend({ asRead })
  .strict()
  .meta({ id: 'PaymentConnectionChanges' });

export const connectorParams = entityParams.extend({ connector: z.enum(paymentConnectorNames) });
