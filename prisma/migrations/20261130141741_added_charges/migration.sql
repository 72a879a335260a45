-- CreateTable
CREATE TABLE "AddedCharge" (
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "charge" "LateCharge" NOT NULL,
    "level" INTEGER NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "addedOn" DATE NOT NULL,
    "computation" JSONB NOT NULL,
    "actionId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AddedCharge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AddedCharge_customerId_idx" ON "AddedCharge"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "AddedCharge_itemId_charge_level_key" ON "AddedCharge"("itemId", "charge", "level");

-- A compensation is owed once for an item, whatever levels follow.
CREATE UNIQUE INDEX "AddedCharge_itemId_compensation_key" ON "AddedCharge"("itemId") WHERE "charge" = 'compensation';
