-- Messages leave by channels that are not mail: their columns, states and evidence are named for all of them.
ALTER TYPE "OutboundState" RENAME VALUE 'dot' TO 'gate_passed';

ALTER TYPE "EvidenceSource" RENAME VALUE 'smtp' TO 'receipt';
ALTER TYPE "EvidenceSource" RENAME VALUE 'mailbox' TO 'register';
ALTER TYPE "EvidenceSource" RENAME VALUE 'journal' TO 'copy';

ALTER TABLE "OutboundMessage" RENAME COLUMN "recipientEmail" TO "recipientAddress";
ALTER TABLE "OutboundMessage" RENAME COLUMN "messageId" TO "reference";
ALTER INDEX "OutboundMessage_messageId_key" RENAME TO "OutboundMessage_reference_key";

ALTER TABLE "OutboundAttempt" RENAME COLUMN "dotAt" TO "gatePassedAt";
ALTER TABLE "OutboundAttempt" RENAME COLUMN "journaled" TO "copied";
