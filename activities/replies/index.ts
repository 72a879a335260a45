/** The words of replies: read by the rules, and by a model where one is connected and switched on. */
import { readReplyByModel } from './by-model.ts';
import type { Qualifier } from './qualifier.ts';
import { rulesBuild } from './rules-build.ts';
import { answerByItself } from '../../application/answers/self.ts';
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
      const read = await readReplyByRules(prisma, { replyId, build: rulesBuild(), at: clock() });
      // Where a model reads as well, its word is waited for.
      if (!read.isModelOn) await answerByItself(prisma, { replyId, at: clock() });
      return read;
    },

    async askModelAbout(replyId: string): Promise<void> {
      await readReplyByModel({ prisma, clock, qualifier }, replyId);
      await answerByItself(prisma, { replyId, at: clock() });
    },
  };
}
export type ReplyActivities = ReturnType<typeof createReplyActivities>;
