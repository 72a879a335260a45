/** What Maileva answers, as far as we read it. Words that are added there later do not break anything. */
import { z } from 'zod';

const text = z.string().nullish();
const count = z.number().nullish();

const statusEntry = z.object({ code: text, date: text, details: text, detail: text });
const statusList = z
  .union([z.array(statusEntry), statusEntry.transform((one) => [one])])
  .nullish()
  .transform((list) => list ?? []);

export const sending = z.object({
  id: z.string().min(1),
  custom_id: text,
  status: z.string(),
  status_detail: text,
  statuses: statusList,
  creation_date: text,
  submission_date: text,
  processed_date: text,
});
export type Sending = z.output<typeof sending>;

export const sendingList = z.object({
  sendings: z
    .array(sending)
    .nullish()
    .transform((list) => list ?? []),
});

export const made = z.object({ id: z.string().min(1) });

const deliveryStatus = z.object({
  date: text,
  code: text,
  /** Standard mail calls it so. */
  status: text,
  label: text,
  category: text,
  location: text,
  detail: text,
});
export type DeliveryStatus = z.output<typeof deliveryStatus>;

const deliveryStatuses = z
  .array(deliveryStatus)
  .nullish()
  .transform((list) => list ?? []);

const proof = z.object({ date: text, type: text, href: text }).nullish();

/** Of paper and electronic letters alike; each has some of the fields. */
export const recipient = z.object({
  id: z.string().min(1),
  status: z.string(),
  status_detail: text,
  statuses: statusList,
  delivery_statuses: deliveryStatuses,
  main_delivery_statuses: deliveryStatuses,
  registered_number: text,
  reference: text,
  postage_price: count,
  deposit_proof_date: text,
  deposit_proof_url: text,
  content_proof_date: text,
  content_proof_url: text,
  acknowledgement_of_receipt_date: text,
  acknowledgement_of_receipt_url: text,
  undelivered_mail_date: text,
  undelivered_mail_url: text,
  undelivered_mail_reason: text,
  archive_date: text,
  delivery_status: text,
  delivery_status_detail: text,
  delivery_proof: proof,
  deposit_proof: proof,
});
export type Recipient = z.output<typeof recipient>;

export const recipientList = z.object({
  recipients: z
    .array(recipient)
    .nullish()
    .transform((list) => list ?? []),
});

export const deliveryStatusList = z.object({ delivery_statuses: deliveryStatuses });

export const senderList = z.object({
  senders: z
    .array(z.object({ id: z.string().min(1) }))
    .nullish()
    .transform((list) => list ?? []),
});

export const subscriptionList = z.object({
  subscriptions: z
    .array(z.object({ id: z.string().min(1), event_type: text, resource_type: text, callback_url: text }))
    .nullish()
    .transform((list) => list ?? []),
});

/** A notification: who sent it is not said; only what to look at is taken from it. */
export const notification = z.object({
  event_type: z.string().max(100),
  resource_type: z.string().max(100).nullish(),
  resource_id: z.string().max(100).nullish(),
  resource_location: z.string().max(500).nullish(),
  resource_custom_id: z.string().max(100).nullish(),
});
