import { z } from 'zod';
import { mailTransports } from '../vocabulary/mail.ts';

/** The addresses at which a company takes replies (domain/capture/address.ts). */
export const captureSchema = z.object({
  style: z.enum(['catch_all', 'plus']),
  name: z
    .string()
    .regex(
      /^[a-z0-9](?:[a-z0-9._]{0,38}[a-z0-9])?$/,
      'letters, figures, dots and underscores, at most forty',
    ),
  domain: z
    .string()
    .max(190)
    .regex(
      /^(?=.{4,})(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/,
      'a domain, such as in.company.example',
    ),
});

/** The authserv-id of a mail server (RFC 8601, 2.5): nearly always its host name. */
export const authservName = z
  .string()
  .max(190)
  .regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, 'the name of a mail server, such as mx.company.example');

/** A mail that a company sends itself, to see whether mail to its capture addresses arrives. */
export const captureTest = z.object({
  /** In the form of a customer's. */
  token: z.string(),
  askedAt: z.string(),
  askedBy: z.string(),
  arrivedAt: z.string().nullable(),
  transport: z.enum(mailTransports).nullable(),
});
export type CaptureTest = z.infer<typeof captureTest>;
