-- CreateIndex
CREATE INDEX "HistoryEvent_legalEntityId_kind_id_idx" ON "HistoryEvent"("legalEntityId", "kind", "id");
