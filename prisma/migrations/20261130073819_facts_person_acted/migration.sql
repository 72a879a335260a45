-- AlterEnum
ALTER TYPE "WakeReason" ADD VALUE 'person_acted';
