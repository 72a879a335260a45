/** Today's workflows, one of them changed by a hair: it waits a second before its first evaluation. */
import { sleep } from '@temporalio/workflow';
import {
  actionDelivery,
  bulkRun,
  collectionCase as today,
  importRun,
  inboundMail,
  letterDelivery,
  noticeDelivery,
  onlinePayment,
  replyReading,
} from '../../../workflows/index.ts';
import type { CaseStart } from '../../../workflows/messages/collection-case.ts';

export async function collectionCase(start: CaseStart): Promise<void> {
  await sleep('1 second');
  return today(start);
}

export {
  actionDelivery,
  bulkRun,
  importRun,
  inboundMail,
  letterDelivery,
  noticeDelivery,
  onlinePayment,
  replyReading,
};
