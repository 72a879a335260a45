-- CreateEnum
CREATE TYPE "MailQuota" AS ENUM ('address', 'sender');

-- CreateTable
CREATE TABLE "MailCount" (
    "legalEntityId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "kind" "MailQuota" NOT NULL,
    "value" TEXT NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "MailCount_pkey" PRIMARY KEY ("legalEntityId","day","kind","value")
);

-- CreateIndex
CREATE INDEX "MailCount_day_idx" ON "MailCount"("day");

-- AddForeignKey
ALTER TABLE "MailCount" ADD CONSTRAINT "MailCount_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE CASCADE ON UPDATE CASCADE;
