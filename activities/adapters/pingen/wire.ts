/** What Pingen answers, as far as we read it. Its words change without a new version: none of them is a closed list. */
import { z } from 'zod';

const text = z.string().nullish();

const letterData = z.object({
  id: z.string().min(1),
  attributes: z.object({
    status: z.string(),
    file_original_name: text,
    delivery_product: text,
    price_currency: text,
    price_value: z.coerce.number().nullish(),
    tracking_number: text,
    submitted_at: text,
    created_at: text,
  }),
});
export type PingenLetter = z.output<typeof letterData>;

export const oneLetter = z.object({ data: letterData });
export const letterPage = z.object({ data: z.array(letterData), links: z.object({ next: text }).nullish() });

const event = z.object({
  id: z.string().min(1),
  attributes: z.object({
    code: z.string(),
    name: text,
    producer: text,
    location: text,
    has_image: z.boolean().nullish(),
    /** Reasons, as words. */
    data: z.array(z.unknown()).nullish(),
    emitted_at: text,
    created_at: text,
  }),
});
export type PingenEvent = z.output<typeof event>;
export const eventPage = z.object({ data: z.array(event) });

export const letterPrice = z.object({
  data: z.object({ attributes: z.object({ currency: text, price: z.coerce.number().nullish() }) }).nullish(),
});

export const fileUpload = z.object({
  data: z.object({ attributes: z.object({ url: z.url(), url_signature: z.string().min(1) }) }),
});

export const webhookPage = z.object({
  data: z.array(z.object({ attributes: z.object({ event_category: text, url: text }) })),
});

const related = z.object({ data: z.object({ id: z.string().max(100) }).nullish() }).nullish();

/** A notification: only what to look at is taken from it. */
export const notification = z.object({
  data: z.object({
    type: z.string().max(100),
    relationships: z.object({ deliverable: related, letter: related }).nullish(),
  }),
  included: z
    .array(
      z.object({
        type: z.string().max(100),
        id: z.string().max(100),
        attributes: z.object({ file_original_name: text }).nullish(),
      }),
    )
    .nullish(),
});
