-- AlterEnum
ALTER TYPE "CommentSource" ADD VALUE 'invoice_status';
