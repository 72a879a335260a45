-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'payment_receipt' BEFORE 'account_link';
