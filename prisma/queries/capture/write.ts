/** Rows of the addresses that take mail, of senders who are known, and of how a company takes it. */
import type { CaptureScheme } from '../../../domain/capture/address.ts';
import type { CaptureTest } from '../../../domain/model/capture.ts';
import type { SelfAnswerKind } from '../../../domain/vocabulary/answers.ts';
import { Prisma, type Db } from '../../client.ts';

/** One rule for a sender: a later one takes the place of the earlier. */
export async function putSenderRule(
  tx: Db,
  rule: { legalEntityId: string; address: string; customerId: string; userId: string; at: Date },
): Promise<void> {
  const { legalEntityId, address, customerId, userId: createdBy, at: createdAt } = rule;
  const data = { customerId, createdBy, createdAt };
  await tx.senderRule.upsert({
    where: { legalEntityId_address: { legalEntityId, address } },
    create: { legalEntityId, address, ...data },
    update: data,
    select: { id: true },
  });
}

/** Answers the rule that was; null: none. */
export async function deleteSenderRule(
  tx: Db,
  { legalEntityId, ruleId }: { legalEntityId: string; ruleId: string },
): Promise<{ address: string; customerId: string } | null> {
  const rule = await tx.senderRule.findFirst({
    where: { id: ruleId, legalEntityId },
    select: { address: true, customerId: true },
  });
  if (rule !== null) await tx.senderRule.deleteMany({ where: { id: ruleId } });
  return rule;
}

export async function createCaptureAddress(
  tx: Db,
  address: { token: string; customerId: string; createdBy: string | null; at: Date },
): Promise<void> {
  const { at, ...row } = address;
  await tx.captureAddress.create({ data: { ...row, createdAt: at }, select: { token: true } });
}

/** One, or all that are live; answers how many were. */
export async function withdrawCaptureAddresses(
  tx: Db,
  { customerId, token, userId, at }: { customerId: string; token?: string; userId: string; at: Date },
): Promise<number> {
  const { count } = await tx.captureAddress.updateMany({
    where: { customerId, withdrawnAt: null, ...(token === undefined ? {} : { token }) },
    data: { withdrawnAt: at, withdrawnBy: userId },
  });
  return count;
}

export async function putCaptureTest(tx: Db, legalEntityId: string, test: CaptureTest): Promise<void> {
  await tx.legalEntity.update({
    where: { id: legalEntityId },
    data: { captureTest: test },
    select: { id: true },
  });
}

export async function setCaptureSettings(
  tx: Db,
  legalEntityId: string,
  {
    scheme,
    ...other
  }: {
    scheme: CaptureScheme | null;
    keepsFiles: boolean;
    inCopy: boolean;
    checksSenders: boolean;
    authserv: string | null;
    selfAnswers: SelfAnswerKind[];
  },
): Promise<void> {
  await tx.legalEntity.update({
    where: { id: legalEntityId },
    data: {
      captureScheme: scheme === null ? Prisma.DbNull : { ...scheme },
      captureKeepsFiles: other.keepsFiles,
      captureInCopy: other.inCopy,
      captureChecksSenders: other.checksSenders,
      captureAuthserv: other.authserv,
      captureSelfAnswers: other.selfAnswers,
    },
    select: { id: true },
  });
}
