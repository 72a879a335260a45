-- CreateEnum
CREATE TYPE "ClaimIntent" AS ENUM ('promise', 'ongoing', 'dispute', 'paid', 'copy_request', 'contact_change', 'bank_details', 'payment_plan', 'refusal', 'insolvency', 'question');

-- CreateEnum
CREATE TYPE "ProposalSource" AS ENUM ('form', 'rules', 'model');

-- CreateEnum
CREATE TYPE "ProposalState" AS ENUM ('proposed', 'accepted', 'changed', 'dropped');

-- CreateEnum
CREATE TYPE "ModelUse" AS ENUM ('off', 'redacted', 'full');

-- CreateEnum
CREATE TYPE "QualifierOutcome" AS ENUM ('answered', 'nothing_left', 'timeout', 'unreachable', 'wrong_schema', 'over_budget', 'not_connected', 'instructed');

-- AlterEnum
ALTER TYPE "WorkflowRequestKind" ADD VALUE 'reply_reading';

-- AlterTable
ALTER TABLE "LegalEntity" ADD COLUMN     "modelUse" "ModelUse" NOT NULL DEFAULT 'off';

-- CreateTable
CREATE TABLE "ReplyReading" (
    "id" UUID NOT NULL,
    "commentId" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "source" "ProposalSource" NOT NULL,
    "build" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "summaries" JSONB NOT NULL,
    "needsPerson" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "supersededAt" TIMESTAMP(3),

    CONSTRAINT "ReplyReading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReplyProposal" (
    "id" UUID NOT NULL,
    "readingId" UUID NOT NULL,
    "commentId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "source" "ProposalSource" NOT NULL,
    "intent" "ClaimIntent" NOT NULL,
    "amountMinor" BIGINT,
    "currency" TEXT,
    "claimedOn" DATE,
    "reason" "DisputeReason",
    "quote" TEXT NOT NULL,
    "confidencePct" INTEGER NOT NULL,
    "state" "ProposalState" NOT NULL DEFAULT 'proposed',
    "decidedBy" UUID,
    "decidedAt" TIMESTAMP(3),
    "qualificationId" UUID,
    "changedTo" JSONB,

    CONSTRAINT "ReplyProposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReplyProposalItem" (
    "proposalId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "amountMinor" BIGINT,

    CONSTRAINT "ReplyProposalItem_pkey" PRIMARY KEY ("proposalId","itemId")
);

-- CreateTable
CREATE TABLE "QualifierCall" (
    "id" UUID NOT NULL,
    "commentId" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "model" TEXT NOT NULL,
    "promptSha256" TEXT NOT NULL,
    "outcome" "QualifierOutcome" NOT NULL,
    "inputTokens" INTEGER NOT NULL DEFAULT 0,
    "outputTokens" INTEGER NOT NULL DEFAULT 0,
    "costMicros" BIGINT NOT NULL DEFAULT 0,
    "durationMs" INTEGER NOT NULL DEFAULT 0,
    "droppedClaims" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "QualifierCall_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReplyReading_commentId_supersededAt_idx" ON "ReplyReading"("commentId", "supersededAt");

-- CreateIndex
CREATE INDEX "ReplyReading_legalEntityId_createdAt_idx" ON "ReplyReading"("legalEntityId", "createdAt");

-- CreateIndex
CREATE INDEX "ReplyProposal_readingId_position_idx" ON "ReplyProposal"("readingId", "position");

-- CreateIndex
CREATE INDEX "ReplyProposal_commentId_state_idx" ON "ReplyProposal"("commentId", "state");

-- CreateIndex
CREATE INDEX "ReplyProposal_qualificationId_idx" ON "ReplyProposal"("qualificationId");

-- CreateIndex
CREATE INDEX "ReplyProposalItem_itemId_idx" ON "ReplyProposalItem"("itemId");

-- CreateIndex
CREATE INDEX "QualifierCall_legalEntityId_at_idx" ON "QualifierCall"("legalEntityId", "at");

-- CreateIndex
CREATE INDEX "QualifierCall_commentId_at_idx" ON "QualifierCall"("commentId", "at");

-- AddForeignKey
ALTER TABLE "ReplyReading" ADD CONSTRAINT "ReplyReading_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReplyProposal" ADD CONSTRAINT "ReplyProposal_readingId_fkey" FOREIGN KEY ("readingId") REFERENCES "ReplyReading"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReplyProposalItem" ADD CONSTRAINT "ReplyProposalItem_proposalId_fkey" FOREIGN KEY ("proposalId") REFERENCES "ReplyProposal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReplyProposalItem" ADD CONSTRAINT "ReplyProposalItem_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "OpenItem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QualifierCall" ADD CONSTRAINT "QualifierCall_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- An open reply shows what its words propose as soon as they are read, and what colleagues decided on.
CREATE TRIGGER "record_reading" AFTER INSERT ON "ReplyReading"
  FOR EACH ROW EXECUTE FUNCTION relance_record_change('reply');

CREATE OR REPLACE FUNCTION relance_record_proposal_change() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS E'
BEGIN
  INSERT INTO "LiveChange" ("topic", "entityId", "customerId")
    SELECT ''reply'', g."legalEntityId", g."customerId" FROM "ReplyReading" g WHERE g."id" = NEW."readingId"\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "record_proposal" AFTER UPDATE OF "state" ON "ReplyProposal"
  FOR EACH ROW WHEN (NEW."state" <> OLD."state") EXECUTE FUNCTION relance_record_proposal_change();
