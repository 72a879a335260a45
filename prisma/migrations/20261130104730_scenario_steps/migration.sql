-- Customers of a scenario go over to another version of it.
ALTER TYPE "BulkRunKind" ADD VALUE 'follow_version';
