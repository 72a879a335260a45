-- CreateEnum
CREATE TYPE "MailTransport" AS ENUM ('smtp', 'imap', 'webhook');

-- CreateEnum
CREATE TYPE "InboundMailState" AS ENUM ('stored', 'filed', 'unassigned', 'dismissed', 'own');

-- CreateEnum
CREATE TYPE "MailKind" AS ENUM ('human', 'auto_reply', 'bounce', 'read_receipt', 'calendar', 'list', 'complaint');

-- CreateEnum
CREATE TYPE "FiledByKind" AS ENUM ('address', 'message_chain', 'link_marker', 'sender_rule', 'person');

-- AlterEnum
ALTER TYPE "WorkflowRequestKind" ADD VALUE 'inbound_mail';

-- AlterTable
ALTER TABLE "LegalEntity" ADD COLUMN     "captureKeepsFiles" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "captureScheme" JSONB,
ADD COLUMN     "captureTest" JSONB;

-- AlterTable
ALTER TABLE "Comment" ADD COLUMN     "mailKind" "MailKind";

-- CreateTable
CREATE TABLE "CaptureAddress" (
    "token" TEXT NOT NULL,
    "customerId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" UUID,
    "withdrawnAt" TIMESTAMP(3),
    "withdrawnBy" UUID,

    CONSTRAINT "CaptureAddress_pkey" PRIMARY KEY ("token")
);

-- CreateTable
CREATE TABLE "SenderRule" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "customerId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" UUID NOT NULL,

    CONSTRAINT "SenderRule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboundMail" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "identity" TEXT NOT NULL,
    "transport" "MailTransport" NOT NULL,
    "envelopeFrom" TEXT,
    "remoteAddress" TEXT,
    "helo" TEXT,
    "recipients" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "state" "InboundMailState" NOT NULL DEFAULT 'stored',
    "kind" "MailKind",
    "messageId" TEXT,
    "subject" TEXT NOT NULL DEFAULT '',
    "fromName" TEXT NOT NULL DEFAULT '',
    "fromAddress" TEXT,
    "sentAt" TIMESTAMP(3),
    "attachmentCount" INTEGER NOT NULL DEFAULT 0,
    "reading" JSONB,
    "readInPart" BOOLEAN NOT NULL DEFAULT false,
    "readAt" TIMESTAMP(3),
    "dismissedAt" TIMESTAMP(3),
    "dismissedBy" UUID,

    CONSTRAINT "InboundMail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailFiling" (
    "mailId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "filedBy" "FiledByKind" NOT NULL,
    "filedAt" TIMESTAMP(3) NOT NULL,
    "userId" UUID,
    "commentId" UUID,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "MailFiling_pkey" PRIMARY KEY ("mailId","customerId")
);

-- CreateIndex
CREATE INDEX "CaptureAddress_customerId_withdrawnAt_idx" ON "CaptureAddress"("customerId", "withdrawnAt");

-- CreateIndex
CREATE INDEX "SenderRule_customerId_idx" ON "SenderRule"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "SenderRule_legalEntityId_address_key" ON "SenderRule"("legalEntityId", "address");

-- CreateIndex
CREATE UNIQUE INDEX "InboundMail_fileId_key" ON "InboundMail"("fileId");

-- CreateIndex
CREATE INDEX "InboundMail_legalEntityId_state_receivedAt_idx" ON "InboundMail"("legalEntityId", "state", "receivedAt");

-- CreateIndex
CREATE INDEX "InboundMail_fromAddress_idx" ON "InboundMail"("fromAddress");

-- CreateIndex
CREATE UNIQUE INDEX "InboundMail_legalEntityId_identity_key" ON "InboundMail"("legalEntityId", "identity");

-- CreateIndex
CREATE UNIQUE INDEX "MailFiling_commentId_key" ON "MailFiling"("commentId");

-- CreateIndex
CREATE INDEX "MailFiling_customerId_filedAt_idx" ON "MailFiling"("customerId", "filedAt");

-- AddForeignKey
ALTER TABLE "CaptureAddress" ADD CONSTRAINT "CaptureAddress_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SenderRule" ADD CONSTRAINT "SenderRule_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SenderRule" ADD CONSTRAINT "SenderRule_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundMail" ADD CONSTRAINT "InboundMail_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundMail" ADD CONSTRAINT "InboundMail_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailFiling" ADD CONSTRAINT "MailFiling_mailId_fkey" FOREIGN KEY ("mailId") REFERENCES "InboundMail"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailFiling" ADD CONSTRAINT "MailFiling_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailFiling" ADD CONSTRAINT "MailFiling_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE SET NULL ON UPDATE CASCADE;
