-- AlterEnum

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
