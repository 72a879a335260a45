/** The words of replies: read by the rules, and by a model where one is connected and switched on. */
import { readReplyByModel } from './by-model.ts';
import type { Qualifier } from './qualifier.ts';
import { rulesBuild } from './rules-build.ts';
import { readReplyByRules } from '../../application/proposals/read-reply.ts';
import type { PrismaClient } from '../../prisma/client.ts';

export interface ReplyActivityDeps {
  prisma: PrismaClient;
  clock: () => Date;
  /** Absent: none is connected. */
  qualifier?: Qualifier | undefined;
}

export function createReplyActivities({ prisma, clock, qualifier }: ReplyActivityDeps) {
  return {
    /** Answers whether the company wants a model to read it as well. */
    async readReplyWords(replyId: string): Promise<{ isModelOn: boolean }> {
      return readReplyByRules(prisma, { replyId, build: rulesBuild(), at: clock() });
    },

    async askModelAbout(replyId: string): Promise<void> {
      await readReplyByModel({ prisma, clock, qualifier }, replyId);
    },
  };
}
export type ReplyActivities = ReturnType<typeof createReplyActivities>;
