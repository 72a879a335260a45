-- AlterEnum
ALTER TYPE "LetterProviderName" ADD VALUE 'pingen';

-- AlterTable
ALTER TABLE "LetterConnection" ADD COLUMN     "sweptAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Letter" ALTER COLUMN "connectionId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "LetterEvent" ADD COLUMN     "userId" UUID;

-- AlterTable
ALTER TABLE "LetterProof" ADD COLUMN     "userId" UUID;

-- CreateIndex
CREATE INDEX "LetterHint_lastAt_idx" ON "LetterHint"("lastAt");
