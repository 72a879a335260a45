/** The only door: what the workflow bundle contains. */
export { actionDelivery } from './action-delivery.ts';
export { bulkRun } from './bulk-run.ts';
export { collectionCase } from './collection-case.ts';
export { importRun } from './import-run.ts';
export { inboundMail } from './inbound-mail.ts';
export { letterDelivery } from './letter-delivery.ts';
export { onlinePayment } from './online-payment.ts';
export { noticeDelivery } from './notice-delivery.ts';
export { replyReading } from './reply-reading.ts';
