-- What pages without account may touch (ADR 14). Applied after the migrations, as a whole, whenever this file or the
-- list of migrations has changed. The role sees the rows of one customer, named by the settings of a transaction:
--   relance.kind      customer, internal, integration, letter: the kind of the link
--   relance.link      its id
--   relance.entity    legal entity
--   relance.customer  customer
--   relance.items     the items that it opens, as an array; unset: all
--   relance.question  the question that it carries
--   relance.comment   the answer that it integrates
--   relance.letter    the letter that it opens
-- Where one is not set, nothing equals it: a query that forgets its customer, or a page that forgets its visitor,
-- finds nothing. A table without a grant below is closed to the role; anyone who adds one names it in this list, or
-- writes its grant and its policies.
--
-- Closed: AccountLink, Session, SignInFailure, KnownDevice, Contact, Payment, PaymentAllocation, Note,
--   Scenario, ScenarioVersion, TemplateSet, Template, CollectionCase, DecisionRecord, CountedContact,
--   AddressDay, AgendaAction, OutboundMessage, OutboundAttempt, OutboundAcknowledgement, FollowUp,
--   FollowUpItem, AssignmentRule, BankLine, BankStatement, BulkRun, BulkRunFile, BulkRunRow, ImportSource, ImportRun, ImportRow, ImportRemarkRow,
--   ImportHold, ContactProposal, IdempotentRequest, LocalMail, CaseTrouble, LiveChange,
--   EnteredRate, PaymentHint, LetterConnection, Letter, LetterEvent, LetterHint, ReplyReading, ReplyProposal, ReplyProposalItem,
--   QualifierCall, CaptureAddress, SenderRule, InboundMail, MailFiling, WorkflowStore, WorkflowRun, Rebuild, MailCount, PaymentPlan

CREATE OR REPLACE FUNCTION relance_visitor(name text) RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog
  AS $$ SELECT nullif(current_setting('relance.' || name, true), '') $$;

-- People whom a visitor may be shown: who follows the customer and their stand-in, who answered or asked, and the
-- administrators, who are written to where nobody is in charge. Reads with the rights of the owner, because it asks
-- about the very table that it guards.
CREATE OR REPLACE FUNCTION relance_visitor_people() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    SELECT c."collectorId" FROM "Customer" c WHERE c."id" = relance_visitor('customer')::uuid
    UNION
    SELECT u."deputyId" FROM "Customer" c JOIN "User" u ON u."id" = c."collectorId"
      WHERE c."id" = relance_visitor('customer')::uuid
    UNION
    SELECT a."createdBy" FROM "Comment" m JOIN "CommentAnswer" a ON a."commentId" = m."id"
      WHERE m."customerId" = relance_visitor('customer')::uuid
    UNION
    SELECT q."createdBy" FROM "InternalQuestion" q WHERE q."id" = relance_visitor('question')::uuid
    UNION
    SELECT s."userId" FROM "Membership" s JOIN "User" u ON u."id" = s."userId"
      WHERE s."legalEntityId" = relance_visitor('entity')::uuid AND u."role" = 'administrator'
  $$;

-- Which files may be seen hangs on comments' files; that of an upload must not hang on which files may be seen.
CREATE OR REPLACE FUNCTION relance_is_own_upload(file uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT EXISTS (SELECT 1 FROM "StoredFile" s WHERE s."id" = file AND s."linkId" = relance_visitor('link')::uuid) $$;

-- Uploads that were never sent are swept by anyone who uploads next, also those of others; no row is read by it.
CREATE OR REPLACE FUNCTION relance_sweep_uploads(before timestamp, most int) RETURNS int
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    WITH bound AS (SELECT least(before, (now() AT TIME ZONE 'UTC') - interval '1 hour') AS "at"),
    left_over AS (
      DELETE FROM "CommentFile" WHERE "id" IN (
        SELECT "id" FROM "CommentFile", bound WHERE "commentId" IS NULL AND "createdAt" < bound."at"
        ORDER BY "createdAt" LIMIT most FOR UPDATE OF "CommentFile" SKIP LOCKED)
      RETURNING "fileId"),
    cut_off AS (
      SELECT "id" FROM "StoredFile", bound WHERE "sha256" IS NULL AND "createdAt" < bound."at"
      ORDER BY "createdAt" LIMIT most),
    swept AS (
      DELETE FROM "StoredFile" WHERE "id" IN (SELECT "fileId" FROM left_over UNION SELECT "id" FROM cut_off)
      RETURNING 1)
    SELECT count(*)::int FROM swept
  $$;

REVOKE ALL ON FUNCTION relance_visitor(text), relance_visitor_people(), relance_is_own_upload(uuid),
  relance_sweep_uploads(timestamp, int)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION relance_visitor(text), relance_visitor_people(), relance_is_own_upload(uuid),
  relance_sweep_uploads(timestamp, int)
  TO relance_visitor;

-- Everything is closed first; what was granted by an earlier edition goes.
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT policyname, tablename FROM pg_policies
    WHERE schemaname = 'public' AND 'relance_visitor' = ANY (roles)
  LOOP
    EXECUTE format('DROP POLICY %I ON public.%I', one.policyname, one.tablename);
  END LOOP;
  FOR one IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r' AND NOT c.relrowsecurity AND c.relname <> '_prisma_migrations'
  LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', one.relname);
  END LOOP;
END
$$;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM relance_visitor;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM relance_visitor;
GRANT USAGE ON SCHEMA public TO relance_visitor;

-- Who owes and who is owed.

GRANT SELECT ("id", "code", "name", "address", "registrationNumber", "vatNumber", "iban", "bic", "bankName", "logoPng",
    "currency", "country", "timeZone", "language", "senderName", "senderEmail", "portalCode", "answerDays")
  ON "LegalEntity" TO relance_visitor;
CREATE POLICY "visitor_read" ON "LegalEntity" FOR SELECT TO relance_visitor
  USING ("id" = (SELECT relance_visitor('entity')::uuid));

GRANT SELECT ("id", "legalEntityId", "number", "name", "language", "country", "timeZone", "currency", "netting",
    "collectorId", "interactivePages", "positionVersion"),
  UPDATE ("positionVersion") ON "Customer" TO relance_visitor;
CREATE POLICY "visitor_read" ON "Customer" FOR SELECT TO relance_visitor
  USING ("id" = (SELECT relance_visitor('customer')::uuid));
CREATE POLICY "visitor_raise" ON "Customer" FOR UPDATE TO relance_visitor
  USING ("id" = (SELECT relance_visitor('customer')::uuid));

GRANT SELECT ("id", "name", "email", "phone", "language", "role", "deputyId", "disabledAt") ON "User" TO relance_visitor;
CREATE POLICY "visitor_read" ON "User" FOR SELECT TO relance_visitor
  USING ("id" IN (SELECT relance_visitor_people()));

GRANT SELECT ON "Membership" TO relance_visitor;
CREATE POLICY "visitor_read" ON "Membership" FOR SELECT TO relance_visitor
  USING ("legalEntityId" = (SELECT relance_visitor('entity')::uuid) AND "userId" IN (SELECT relance_visitor_people()));

-- What is owed, and what was said about it by people of the house: that there is something, not why.

GRANT SELECT ("id", "legalEntityId", "customerId", "type", "number", "numberUse", "instalment", "issuedOn", "dueOn",
    "originalMinor", "openMinor", "currency", "purchaseOrder", "refersTo", "text", "pdfUrl", "documentFileId", "state",
    "clearedOn"),
  -- locking a row asks for the right to change one column; the policy lets no change through
  UPDATE ("updatedAt") ON "OpenItem" TO relance_visitor;
CREATE POLICY "visitor_read" ON "OpenItem" FOR SELECT TO relance_visitor
  USING ("customerId" = (SELECT relance_visitor('customer')::uuid)
    AND ((SELECT relance_visitor('items')) IS NULL OR "id" = ANY ((SELECT relance_visitor('items')::uuid[])::uuid[])));
CREATE POLICY "visitor_lock" ON "OpenItem" FOR UPDATE TO relance_visitor
  USING ("customerId" = (SELECT relance_visitor('customer')::uuid)) WITH CHECK (false);

-- What lateness costs and is claimed: amounts, neither how they were computed nor why one is waived.
GRANT SELECT ("customerId", "itemId", "charge", "amountMinor", "addedOn") ON "AddedCharge" TO relance_visitor;
CREATE POLICY "visitor_read" ON "AddedCharge" FOR SELECT TO relance_visitor
  USING ("customerId" = (SELECT relance_visitor('customer')::uuid));
GRANT SELECT ("customerId", "itemId", "charge", "endedAt") ON "ChargeWaiver" TO relance_visitor;
CREATE POLICY "visitor_read" ON "ChargeWaiver" FOR SELECT TO relance_visitor
  USING ("customerId" = (SELECT relance_visitor('customer')::uuid));

GRANT SELECT ("id", "customerId", "promisedOn", "state", "createdAt") ON "PromiseToPay" TO relance_visitor;
CREATE POLICY "visitor_read" ON "PromiseToPay" FOR SELECT TO relance_visitor
  USING ("customerId" = (SELECT relance_visitor('customer')::uuid));
GRANT SELECT ON "PromiseItem" TO relance_visitor;
CREATE POLICY "visitor_read" ON "PromiseItem" FOR SELECT TO relance_visitor
  USING ("promiseId" IN (SELECT "id" FROM "PromiseToPay"));

GRANT SELECT ("id", "customerId", "reason", "state", "createdAt") ON "Dispute" TO relance_visitor;
CREATE POLICY "visitor_read" ON "Dispute" FOR SELECT TO relance_visitor
  USING ("customerId" = (SELECT relance_visitor('customer')::uuid));
GRANT SELECT ON "DisputeItem" TO relance_visitor;
CREATE POLICY "visitor_read" ON "DisputeItem" FOR SELECT TO relance_visitor
  USING ("disputeId" IN (SELECT "id" FROM "Dispute"));

GRANT SELECT ("id", "customerId", "itemId", "until", "releasedAt") ON "Hold" TO relance_visitor;
CREATE POLICY "visitor_read" ON "Hold" FOR SELECT TO relance_visitor
  USING ("customerId" = (SELECT relance_visitor('customer')::uuid));

GRANT SELECT ("id", "customerId", "statusId", "commentId", "promiseId", "disputeId", "createdAt")
  ON "Qualification" TO relance_visitor;
CREATE POLICY "visitor_read" ON "Qualification" FOR SELECT TO relance_visitor
  USING ("customerId" = (SELECT relance_visitor('customer')::uuid));
GRANT SELECT ON "QualificationItem" TO relance_visitor;
CREATE POLICY "visitor_read" ON "QualificationItem" FOR SELECT TO relance_visitor
  USING ("qualificationId" IN (SELECT "id" FROM "Qualification"));
GRANT SELECT ("id", "legalEntityId", "kind") ON "ItemStatus" TO relance_visitor;
CREATE POLICY "visitor_read" ON "ItemStatus" FOR SELECT TO relance_visitor
  USING ("id" IN (SELECT "statusId" FROM "Qualification"));

-- What visitors say: a customer reads what was said to customers, a colleague all, an integration its one answer.

GRANT SELECT, INSERT, UPDATE ("state", "handledAt", "handledBy", "integratedAt") ON "Comment" TO relance_visitor;
CREATE POLICY "visitor_read" ON "Comment" FOR SELECT TO relance_visitor
  USING ("customerId" = (SELECT relance_visitor('customer')::uuid)
    AND CASE (SELECT relance_visitor('kind'))
      -- what a colleague sent on with a word of their own comes by mail as well
      WHEN 'customer' THEN "audience" = 'customer' AND "source" <> 'email'
      WHEN 'internal' THEN true
      WHEN 'integration' THEN "id" = (SELECT relance_visitor('comment')::uuid)
    END);
CREATE POLICY "visitor_say" ON "Comment" FOR INSERT TO relance_visitor
  WITH CHECK ("customerId" = (SELECT relance_visitor('customer')::uuid)
    AND "legalEntityId" = (SELECT relance_visitor('entity')::uuid)
    AND "linkId" = (SELECT relance_visitor('link')::uuid)
    AND CASE (SELECT relance_visitor('kind'))
      WHEN 'customer' THEN "audience" = 'customer' AND "source" = 'portal'
      WHEN 'internal' THEN "audience" = 'internal' AND "source" = 'internal_page'
        AND "questionId" IS NOT DISTINCT FROM (SELECT relance_visitor('question')::uuid)
    END);
CREATE POLICY "visitor_integrate" ON "Comment" FOR UPDATE TO relance_visitor
  USING ((SELECT relance_visitor('kind')) = 'integration' AND "id" = (SELECT relance_visitor('comment')::uuid)
    AND "customerId" = (SELECT relance_visitor('customer')::uuid));

GRANT SELECT, INSERT ON "CommentItem" TO relance_visitor;
CREATE POLICY "visitor_read" ON "CommentItem" FOR SELECT TO relance_visitor
  USING ("commentId" IN (SELECT "id" FROM "Comment"));
CREATE POLICY "visitor_say" ON "CommentItem" FOR INSERT TO relance_visitor
  WITH CHECK (EXISTS (SELECT 1 FROM "Comment" m
      WHERE m."id" = "commentId" AND m."linkId" = (SELECT relance_visitor('link')::uuid))
    AND EXISTS (SELECT 1 FROM "OpenItem" i WHERE i."id" = "itemId"));

GRANT SELECT ("id", "commentId", "text", "createdBy", "createdAt") ON "CommentAnswer" TO relance_visitor;
CREATE POLICY "visitor_read" ON "CommentAnswer" FOR SELECT TO relance_visitor
  USING ("commentId" IN (SELECT "id" FROM "Comment"));

GRANT SELECT, UPDATE ("state") ON "InternalQuestion" TO relance_visitor;
CREATE POLICY "visitor_read" ON "InternalQuestion" FOR SELECT TO relance_visitor
  USING ("customerId" = (SELECT relance_visitor('customer')::uuid)
    AND CASE (SELECT relance_visitor('kind'))
      WHEN 'internal' THEN "id" = (SELECT relance_visitor('question')::uuid)
      WHEN 'integration' THEN "id" IN (SELECT "questionId" FROM "Comment")
      ELSE false
    END);
CREATE POLICY "visitor_answer" ON "InternalQuestion" FOR UPDATE TO relance_visitor
  USING ((SELECT relance_visitor('kind')) = 'internal' AND "id" = (SELECT relance_visitor('question')::uuid)
    AND "customerId" = (SELECT relance_visitor('customer')::uuid));

-- Files: those of comments that are read, of items that are read, and one's own on their way.

GRANT SELECT, INSERT, UPDATE ("commentId"), DELETE ON "CommentFile" TO relance_visitor;
CREATE POLICY "visitor_read" ON "CommentFile" FOR SELECT TO relance_visitor
  USING ("linkId" IN (SELECT "id" FROM "PageLink") OR "commentId" IN (SELECT "id" FROM "Comment"));
CREATE POLICY "visitor_upload" ON "CommentFile" FOR INSERT TO relance_visitor
  WITH CHECK ("linkId" = (SELECT relance_visitor('link')::uuid)
    AND relance_is_own_upload("fileId"));
CREATE POLICY "visitor_send" ON "CommentFile" FOR UPDATE TO relance_visitor
  USING ("linkId" = (SELECT relance_visitor('link')::uuid) AND "commentId" IS NULL)
  WITH CHECK ("linkId" = (SELECT relance_visitor('link')::uuid) AND "commentId" IN (SELECT "id" FROM "Comment"));
CREATE POLICY "visitor_take_back" ON "CommentFile" FOR DELETE TO relance_visitor
  USING ("linkId" = (SELECT relance_visitor('link')::uuid) AND "commentId" IS NULL);

GRANT SELECT, INSERT, UPDATE ("sha256", "sizeBytes"), DELETE ON "StoredFile" TO relance_visitor;
CREATE POLICY "visitor_read" ON "StoredFile" FOR SELECT TO relance_visitor
  USING ("linkId" = (SELECT relance_visitor('link')::uuid)
    OR EXISTS (SELECT 1 FROM "CommentFile" f WHERE f."fileId" = "StoredFile"."id")
    OR EXISTS (SELECT 1 FROM "OpenItem" i WHERE i."documentFileId" = "StoredFile"."id"));
CREATE POLICY "visitor_upload" ON "StoredFile" FOR INSERT TO relance_visitor
  WITH CHECK ("linkId" = (SELECT relance_visitor('link')::uuid));
CREATE POLICY "visitor_finish" ON "StoredFile" FOR UPDATE TO relance_visitor
  USING ("linkId" = (SELECT relance_visitor('link')::uuid) AND "sha256" IS NULL)
  WITH CHECK ("linkId" = (SELECT relance_visitor('link')::uuid));
CREATE POLICY "visitor_take_back" ON "StoredFile" FOR DELETE TO relance_visitor
  USING ("linkId" = (SELECT relance_visitor('link')::uuid));

GRANT SELECT, INSERT ON "StoredFileChunk" TO relance_visitor;
CREATE POLICY "visitor_read" ON "StoredFileChunk" FOR SELECT TO relance_visitor
  USING (EXISTS (SELECT 1 FROM "StoredFile" s WHERE s."id" = "fileId"));
CREATE POLICY "visitor_upload" ON "StoredFileChunk" FOR INSERT TO relance_visitor
  WITH CHECK (EXISTS (SELECT 1 FROM "StoredFile" s
    WHERE s."id" = "fileId" AND s."sha256" IS NULL AND s."linkId" = (SELECT relance_visitor('link')::uuid)));

-- The link itself, without the hash of its token; who came by it; codes and browsers.

GRANT SELECT ("id", "kind", "legalEntityId", "customerId", "itemIds", "questionId", "commentId", "letterId",
    "recipientEmail", "recipientName", "language", "createdAt", "expiresAt", "revokedAt"),
  -- for locking, as above
  UPDATE ("language") ON "PageLink" TO relance_visitor;
CREATE POLICY "visitor_read" ON "PageLink" FOR SELECT TO relance_visitor
  USING ("customerId" = (SELECT relance_visitor('customer')::uuid)
    AND "kind"::text = (SELECT relance_visitor('kind')));
CREATE POLICY "visitor_lock" ON "PageLink" FOR UPDATE TO relance_visitor
  USING ("id" = (SELECT relance_visitor('link')::uuid)) WITH CHECK (false);

GRANT SELECT, INSERT, UPDATE ("count", "lastAt", "verdict", "personAt") ON "PageView" TO relance_visitor;
GRANT USAGE ON SEQUENCE "PageView_id_seq" TO relance_visitor;
CREATE POLICY "visitor_count" ON "PageView" FOR ALL TO relance_visitor
  USING ("linkId" = (SELECT relance_visitor('link')::uuid));

GRANT SELECT, INSERT, UPDATE ("codeHash", "tries", "usedAt") ON "AccessCode" TO relance_visitor;
CREATE POLICY "visitor_code" ON "AccessCode" FOR ALL TO relance_visitor
  USING ("linkId" = (SELECT relance_visitor('link')::uuid));

GRANT INSERT ON "PageDevice" TO relance_visitor;
CREATE POLICY "visitor_remember" ON "PageDevice" FOR INSERT TO relance_visitor
  WITH CHECK ("legalEntityId" = (SELECT relance_visitor('entity')::uuid)
    AND "kind"::text = (SELECT relance_visitor('kind'))
    AND EXISTS (SELECT 1 FROM "PageLink" l
      WHERE l."id" = (SELECT relance_visitor('link')::uuid) AND lower(l."recipientEmail") = lower("PageDevice"."email")));

-- What is passed on: written, not read.

GRANT SELECT ("id", "customerId", "kind", "key"), INSERT ON "HistoryEvent" TO relance_visitor;
GRANT USAGE ON SEQUENCE "HistoryEvent_id_seq" TO relance_visitor;
CREATE POLICY "visitor_read" ON "HistoryEvent" FOR SELECT TO relance_visitor
  USING ("customerId" = (SELECT relance_visitor('customer')::uuid));
CREATE POLICY "visitor_tell" ON "HistoryEvent" FOR INSERT TO relance_visitor
  WITH CHECK ("customerId" = (SELECT relance_visitor('customer')::uuid)
    AND "legalEntityId" = (SELECT relance_visitor('entity')::uuid));
GRANT INSERT ON "HistoryEventItem" TO relance_visitor;
CREATE POLICY "visitor_tell" ON "HistoryEventItem" FOR INSERT TO relance_visitor
  WITH CHECK (EXISTS (SELECT 1 FROM "HistoryEvent" h WHERE h."id" = "eventId")
    AND EXISTS (SELECT 1 FROM "OpenItem" i WHERE i."id" = "itemId"));

GRANT INSERT ON "CaseWake" TO relance_visitor;
GRANT USAGE ON SEQUENCE "CaseWake_id_seq" TO relance_visitor;
CREATE POLICY "visitor_tell" ON "CaseWake" FOR INSERT TO relance_visitor
  WITH CHECK ("customerId" = (SELECT relance_visitor('customer')::uuid));

GRANT INSERT ON "Notice" TO relance_visitor;
CREATE POLICY "visitor_tell" ON "Notice" FOR INSERT TO relance_visitor
  WITH CHECK ("customerId" = (SELECT relance_visitor('customer')::uuid)
    AND "legalEntityId" = (SELECT relance_visitor('entity')::uuid));

-- Paying on the page: by whom it can be done, and what this customer has started. What was paid is written by the house.

GRANT SELECT ("id", "legalEntityId", "provider", "enabled", "methods", "booking") ON "PaymentConnection" TO relance_visitor;
CREATE POLICY "visitor_read" ON "PaymentConnection" FOR SELECT TO relance_visitor
  USING ("legalEntityId" = (SELECT relance_visitor('entity')::uuid));
GRANT SELECT, INSERT, UPDATE ("state", "providerRef", "payUrl", "updatedAt") ON "OnlinePayment" TO relance_visitor;
CREATE POLICY "visitor_read" ON "OnlinePayment" FOR SELECT TO relance_visitor
  USING ((SELECT relance_visitor('kind')) = 'customer' AND "customerId" = (SELECT relance_visitor('customer')::uuid));
CREATE POLICY "visitor_start" ON "OnlinePayment" FOR INSERT TO relance_visitor
  WITH CHECK ((SELECT relance_visitor('kind')) = 'customer' AND "customerId" = (SELECT relance_visitor('customer')::uuid)
    AND "legalEntityId" = (SELECT relance_visitor('entity')::uuid)
    AND "linkId" = (SELECT relance_visitor('link')::uuid) AND "state" = 'opened' AND "bookedMinor" = 0
    AND "connectionId" IN (SELECT "id" FROM "PaymentConnection"));
CREATE POLICY "visitor_end" ON "OnlinePayment" FOR UPDATE TO relance_visitor
  USING ((SELECT relance_visitor('kind')) = 'customer' AND "customerId" = (SELECT relance_visitor('customer')::uuid)
    AND "state" = 'opened')
  WITH CHECK ("state" IN ('opened', 'cancelled', 'failed'));
GRANT SELECT, INSERT, UPDATE ("liveItemId") ON "OnlinePaymentItem" TO relance_visitor;
CREATE POLICY "visitor_read" ON "OnlinePaymentItem" FOR SELECT TO relance_visitor
  USING ("paymentId" IN (SELECT "id" FROM "OnlinePayment"));
CREATE POLICY "visitor_start" ON "OnlinePaymentItem" FOR INSERT TO relance_visitor
  WITH CHECK ("paymentId" IN (SELECT "id" FROM "OnlinePayment" p WHERE p."linkId" = (SELECT relance_visitor('link')::uuid))
    AND "itemId" IN (SELECT "id" FROM "OpenItem"));
CREATE POLICY "visitor_end" ON "OnlinePaymentItem" FOR UPDATE TO relance_visitor
  USING ("paymentId" IN (SELECT "id" FROM "OnlinePayment")) WITH CHECK ("liveItemId" IS NULL);

-- A tracked electronic letter: read, signed for or refused by the link that carries it, and by no other.

GRANT SELECT,
  -- the decision; the policy lets through one's own letter only
  UPDATE ("outcome", "endedAt") ON "TrackedLetter" TO relance_visitor;
CREATE POLICY "visitor_read" ON "TrackedLetter" FOR SELECT TO relance_visitor
  USING ((SELECT relance_visitor('kind')) = 'letter' AND "letterId" = (SELECT relance_visitor('letter')::uuid)
    AND "customerId" = (SELECT relance_visitor('customer')::uuid));
CREATE POLICY "visitor_decide" ON "TrackedLetter" FOR UPDATE TO relance_visitor
  USING ((SELECT relance_visitor('kind')) = 'letter' AND "letterId" = (SELECT relance_visitor('letter')::uuid)
    AND "customerId" = (SELECT relance_visitor('customer')::uuid) AND "submittedAt" IS NOT NULL);
GRANT SELECT, INSERT ON "TrackedLetterEvent" TO relance_visitor;
CREATE POLICY "visitor_read" ON "TrackedLetterEvent" FOR SELECT TO relance_visitor
  USING ("letterId" IN (SELECT "letterId" FROM "TrackedLetter"));
CREATE POLICY "visitor_decide" ON "TrackedLetterEvent" FOR INSERT TO relance_visitor
  WITH CHECK ("code" IN ('IDENTIFIED', 'SIGNED', 'DECLINED')
    AND "letterId" IN (SELECT "letterId" FROM "TrackedLetter"));
GRANT SELECT ON "LetterProof" TO relance_visitor;
CREATE POLICY "visitor_read" ON "LetterProof" FOR SELECT TO relance_visitor
  USING ("letterId" IN (SELECT "letterId" FROM "TrackedLetter"));
GRANT SELECT ("id", "kind", "subjectId"), INSERT ON "WorkflowRequest" TO relance_visitor;
GRANT USAGE ON SEQUENCE "WorkflowRequest_id_seq" TO relance_visitor;
CREATE POLICY "visitor_read" ON "WorkflowRequest" FOR SELECT TO relance_visitor
  USING (("kind" = 'letter_delivery' AND "subjectId" IN (SELECT "letterId" FROM "TrackedLetter"))
    OR ("kind" = 'online_payment' AND "subjectId" IN (SELECT "id" FROM "OnlinePayment"))
    OR ("kind" = 'reply_reading' AND "subjectId" IN (
      SELECT "id" FROM "Comment" WHERE "linkId" = (SELECT relance_visitor('link')::uuid))));
CREATE POLICY "visitor_tell" ON "WorkflowRequest" FOR INSERT TO relance_visitor
  WITH CHECK (("kind" = 'letter_delivery' AND "subjectId" IN (SELECT "letterId" FROM "TrackedLetter"))
    OR ("kind" = 'online_payment' AND "subjectId" IN (SELECT "id" FROM "OnlinePayment"))
    OR ("kind" = 'reply_reading' AND "subjectId" IN (
      SELECT "id" FROM "Comment" WHERE "linkId" = (SELECT relance_visitor('link')::uuid))));
