-- DropIndex
DROP INDEX "OutboundMessage_legalEntityId_createdAt_idx";

-- CreateIndex
CREATE INDEX "AgendaAction_caseId_state_idx" ON "AgendaAction"("caseId", "state");

-- CreateIndex
CREATE INDEX "AgendaAction_legalEntityId_updatedAt_idx" ON "AgendaAction"("legalEntityId", "updatedAt");

-- CreateIndex
CREATE INDEX "OutboundMessage_legalEntityId_createdAt_customerId_idx" ON "OutboundMessage"("legalEntityId", "createdAt", "customerId");
