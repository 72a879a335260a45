-- AlterEnum
ALTER TYPE "LetterKind" ADD VALUE 'electronic_qualified';

-- AlterEnum
ALTER TYPE "LetterState" ADD VALUE 'awaiting_code';

-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'letter_needs_code';

-- AlterTable
ALTER TABLE "Letter" ADD COLUMN     "codeTriedAt" TIMESTAMP(3),
ADD COLUMN     "codeTries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "codesAskedAt" TIMESTAMP(3)[];
