-- AlterTable
ALTER TABLE "OutboundMessage" ADD COLUMN     "sealedBytes" BYTEA;
