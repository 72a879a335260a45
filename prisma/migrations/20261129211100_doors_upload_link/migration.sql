-- AlterTable
ALTER TABLE "StoredFile" ADD COLUMN     "linkId" UUID;

-- CreateIndex
CREATE INDEX "CommentFile_fileId_idx" ON "CommentFile"("fileId");
