-- CreateTable
CREATE TABLE "LiveChange" (
    "id" BIGSERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "entityId" UUID,
    "customerId" UUID,
    "subjectId" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LiveChange_pkey" PRIMARY KEY ("id")
);

-- Lost with a crash: pages that connect again read everything again.
ALTER TABLE "LiveChange" SET UNLOGGED;

-- Notes down what changed, so that open pages can read again: ids only. An API with open pages takes the notes and
-- tells them to all others (prisma/queries/changes.ts). The transactions that change something do not tell it
-- themselves: PostgreSQL commits transactions that notify one after another, which would bound everything that is sent.
-- The functions have the rights of their owner, because visitors may not write the table.
-- The driver that applies migrations cuts a script at every semicolon: inside the functions they are written \x3b.

CREATE OR REPLACE FUNCTION relance_tell_change() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS E'
BEGIN
  INSERT INTO "LiveChange" ("topic", "entityId", "customerId", "subjectId") VALUES (
    TG_ARGV[0],
    (to_jsonb(NEW) ->> ''legalEntityId'')::uuid,
    (to_jsonb(NEW) ->> ''customerId'')::uuid,
    CASE WHEN TG_ARGV[0] = ''import'' THEN (to_jsonb(NEW) ->> ''id'')::uuid END)\x3b
  RETURN NULL\x3b
END';

-- Without the bytes, which would be copied for nothing.
CREATE OR REPLACE FUNCTION relance_tell_message() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS E'
BEGIN
  INSERT INTO "LiveChange" ("topic", "entityId", "customerId")
    VALUES (''message'', NEW."legalEntityId", NEW."customerId")\x3b
  RETURN NULL\x3b
END';

-- Items of an import are told by the import itself.

-- The embedded mailbox belongs to no entity.
CREATE OR REPLACE FUNCTION relance_tell_mail() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS E'
BEGIN
  INSERT INTO "LiveChange" ("topic") VALUES (''mailbox'')\x3b
  RETURN NULL\x3b
END';

