-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "ReferenceRate" ADD VALUE 'pln_for_eur';
ALTER TYPE "ReferenceRate" ADD VALUE 'gbp_for_eur';
ALTER TYPE "ReferenceRate" ADD VALUE 'chf_for_eur';
ALTER TYPE "ReferenceRate" ADD VALUE 'usd_for_eur';
ALTER TYPE "ReferenceRate" ADD VALUE 'czk_for_eur';
ALTER TYPE "ReferenceRate" ADD VALUE 'huf_for_eur';
ALTER TYPE "ReferenceRate" ADD VALUE 'ron_for_eur';
ALTER TYPE "ReferenceRate" ADD VALUE 'sek_for_eur';
ALTER TYPE "ReferenceRate" ADD VALUE 'nok_for_eur';
ALTER TYPE "ReferenceRate" ADD VALUE 'dkk_for_eur';
ALTER TYPE "ReferenceRate" ADD VALUE 'jpy_for_eur';
ALTER TYPE "ReferenceRate" ADD VALUE 'cad_for_eur';

-- AlterEnum
ALTER TYPE "CommentSource" ADD VALUE 'invoice_status';
