-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "UserRole" AS ENUM ('administrator', 'manager', 'collector', 'viewer');

-- CreateEnum
CREATE TYPE "AccountLinkKind" AS ENUM ('invitation', 'reset');

-- CreateEnum
CREATE TYPE "ActionKind" AS ENUM ('scenario', 'out_of_scenario');

-- CreateEnum
CREATE TYPE "ActionState" AS ENUM ('planned', 'proposed', 'confirmed', 'sending', 'done', 'skipped', 'cancelled', 'failed', 'unknown');

-- CreateEnum
CREATE TYPE "CaseState" AS ENUM ('active', 'resting', 'paused', 'excluded');

-- CreateEnum
CREATE TYPE "NettingRule" AS ENUM ('net', 'list', 'ignore');

-- CreateEnum
CREATE TYPE "ContactRole" AS ENUM ('collection', 'escalation', 'dispute_resolver');

-- CreateEnum
CREATE TYPE "AssignmentField" AS ENUM ('interactive_pages', 'scenario', 'collector', 'minimum_amount');

-- CreateEnum
CREATE TYPE "BulkRunKind" AS ENUM ('pages_on', 'pages_off', 'assign_collector', 'assign_scenario', 'apply_rules');

-- CreateEnum
CREATE TYPE "BulkRunState" AS ENUM ('waiting', 'running', 'done');

-- CreateEnum
CREATE TYPE "BulkOutcome" AS ENUM ('pending', 'changed', 'unchanged', 'refused');

-- CreateEnum
CREATE TYPE "SharedAddressRule" AS ENUM ('one_a_day', 'each_customer');

-- CreateEnum
CREATE TYPE "PortalCodeRule" AS ENUM ('never', 'acts');

-- CreateEnum
CREATE TYPE "ReplyHold" AS ENUM ('whole_case', 'lines');

-- CreateEnum
CREATE TYPE "InterestKind" AS ENUM ('fixed', 'over_reference');

-- CreateEnum
CREATE TYPE "ActorKind" AS ENUM ('system', 'user', 'customer', 'colleague');

-- CreateEnum
CREATE TYPE "ImportMode" AS ENUM ('full', 'delta');

-- CreateEnum
CREATE TYPE "ImportKind" AS ENUM ('items', 'customers', 'payments');

-- CreateEnum
CREATE TYPE "ContactProposalState" AS ENUM ('open', 'replaced', 'added', 'declined');

-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('received', 'reading', 'needs_input', 'review', 'needs_approval', 'applying', 'applied', 'undone', 'rejected', 'failed');

-- CreateEnum
CREATE TYPE "ImportChange" AS ENUM ('new', 'changed', 'cleared', 'reappeared', 'unchanged');

-- CreateEnum
CREATE TYPE "ReferenceRate" AS ENUM ('ecb_main_refinancing', 'de_base_rate', 'gb_reference_rate', 'nbp_reference_rate', 'fr_legal_rate', 'es_legal_rate', 'it_legal_rate', 'nl_legal_rate', 'be_legal_rate');

-- CreateEnum
CREATE TYPE "LateCharge" AS ENUM ('interest', 'compensation');

-- CreateEnum
CREATE TYPE "DocumentType" AS ENUM ('invoice', 'credit_note', 'debit_note', 'unapplied_payment');

-- CreateEnum
CREATE TYPE "ItemState" AS ENUM ('open', 'cleared');

-- CreateEnum
CREATE TYPE "PaymentKind" AS ENUM ('payment', 'credit');

-- CreateEnum
CREATE TYPE "OutboundState" AS ENUM ('planned', 'frozen', 'claimed', 'gate_passed', 'retry_wait', 'accepted', 'refused', 'in_doubt', 'resolved_sent', 'resolved_not_sent', 'cancelled');

-- CreateEnum
CREATE TYPE "EvidenceSource" AS ENUM ('receipt', 'register', 'copy', 'person');

-- CreateEnum
CREATE TYPE "NoticeKind" AS ENUM ('submission_received', 'answer_to_customer', 'internal_question', 'internal_answer', 'access_code', 'renewed_link', 'account_link', 'test_mail');

-- CreateEnum
CREATE TYPE "WorkflowRequestKind" AS ENUM ('import_run', 'bulk_run');

-- CreateEnum
CREATE TYPE "WakeReason" AS ENUM ('started', 'ledger_changed', 'payment_received', 'qualification_changed', 'comment_received', 'reply_captured', 'letter_event', 'settings_changed', 'message_settled', 'person_acted');

-- CreateEnum
CREATE TYPE "PromiseState" AS ENUM ('open', 'kept', 'broken', 'cancelled');

-- CreateEnum
CREATE TYPE "DisputeState" AS ENUM ('open', 'resolved');

-- CreateEnum
CREATE TYPE "DisputeReason" AS ENUM ('price', 'quality', 'delivery', 'quantity', 'missing_order', 'already_paid', 'other');

-- CreateEnum
CREATE TYPE "CommentSource" AS ENUM ('portal', 'internal_page', 'email');

-- CreateEnum
CREATE TYPE "CommentAudience" AS ENUM ('customer', 'internal');

-- CreateEnum
CREATE TYPE "CommentState" AS ENUM ('pending', 'validated', 'qualified', 'deleted');

-- CreateEnum
CREATE TYPE "ReplyStatus" AS ENUM ('promise', 'ongoing', 'dispute', 'paid');

-- CreateEnum
CREATE TYPE "StatusKind" AS ENUM ('promise', 'ongoing', 'dispute', 'other');

-- CreateEnum
CREATE TYPE "FollowUpState" AS ENUM ('open', 'done', 'cancelled');

-- CreateEnum
CREATE TYPE "QuestionState" AS ENUM ('open', 'answered', 'closed');

-- CreateEnum
CREATE TYPE "Channel" AS ENUM ('email', 'letter', 'phone', 'internal_email', 'manual');

-- CreateEnum
CREATE TYPE "StepMode" AS ENUM ('manual', 'to_confirm', 'automatic');

-- CreateEnum
CREATE TYPE "ScenarioVersionState" AS ENUM ('draft', 'published');

-- CreateEnum
CREATE TYPE "TemplateAudience" AS ENUM ('customer', 'colleague');

-- CreateEnum
CREATE TYPE "LinkKind" AS ENUM ('customer', 'internal', 'integration');

-- CreateEnum
CREATE TYPE "ViewVerdict" AS ENUM ('unknown', 'scanner', 'person');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "passwordHash" TEXT NOT NULL,
    "passwordSetAt" TIMESTAMP(3),
    "role" "UserRole" NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "deputyId" UUID,
    "disabledAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccountLink" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" "AccountLinkKind" NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),
    "createdBy" UUID,

    CONSTRAINT "AccountLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "userId" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("userId","legalEntityId")
);

-- CreateTable
CREATE TABLE "Session" (
    "idHash" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("idHash")
);

-- CreateTable
CREATE TABLE "SignInFailure" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "lastAt" TIMESTAMP(3) NOT NULL,
    "blockedUntil" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SignInFailure_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "KnownDevice" (
    "idHash" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KnownDevice_pkey" PRIMARY KEY ("idHash")
);

-- CreateTable
CREATE TABLE "CollectionCase" (
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "scenarioVersionId" UUID NOT NULL,
    "scenarioRun" INTEGER NOT NULL DEFAULT 1,
    "state" "CaseState" NOT NULL DEFAULT 'active',
    "pausedUntil" DATE,
    "pausedForGood" BOOLEAN NOT NULL DEFAULT false,
    "pauseReason" TEXT,
    "pausedBy" UUID,
    "postponedUntil" DATE,
    "waitsUntil" TIMESTAMP(3),
    "lastActionOn" DATE,
    "lastPerformedOn" DATE,
    "deadlineOn" DATE,
    "nextLookAt" TIMESTAMP(3),
    "nextActionOn" DATE,
    "nextStepKey" TEXT,
    "nextStepName" TEXT,
    "nextChannel" "Channel",
    "nextMode" "StepMode",
    "gates" JSONB NOT NULL DEFAULT '[]',
    "lastDecisionId" UUID,
    "lookedVersion" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CollectionCase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DecisionRecord" (
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "engineVersion" INTEGER NOT NULL,
    "decidedOn" DATE NOT NULL,
    "decidedAt" TIMESTAMP(3) NOT NULL,
    "input" JSONB NOT NULL,
    "inputSha256" TEXT NOT NULL,
    "output" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DecisionRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CountedContact" (
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "on" DATE NOT NULL,
    "channel" "Channel" NOT NULL,
    "actionId" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CountedContact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AddressDay" (
    "legalEntityId" UUID NOT NULL,
    "emailKey" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "customerId" UUID NOT NULL,
    "actionId" UUID NOT NULL,

    CONSTRAINT "AddressDay_pkey" PRIMARY KEY ("legalEntityId","emailKey","on")
);

-- CreateTable
CREATE TABLE "AgendaAction" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "kind" "ActionKind" NOT NULL DEFAULT 'scenario',
    "actionKey" TEXT NOT NULL,
    "scenarioRun" INTEGER NOT NULL,
    "stepKey" TEXT,
    "stepPosition" INTEGER,
    "stepName" TEXT NOT NULL,
    "channel" "Channel" NOT NULL,
    "mode" "StepMode" NOT NULL,
    "templateKey" TEXT,
    "state" "ActionState" NOT NULL,
    "decisionId" UUID,
    "leaderItemId" UUID,
    "items" JSONB NOT NULL DEFAULT '[]',
    "totals" JSONB NOT NULL DEFAULT '{}',
    "positionHash" TEXT NOT NULL,
    "dueOn" DATE NOT NULL,
    "proposedAt" TIMESTAMP(3),
    "sendAt" TIMESTAMP(3),
    "performedOn" DATE,
    "edits" JSONB,
    "confirmedBy" UUID,
    "confirmedAt" TIMESTAMP(3),
    "closedBy" UUID,
    "closedAt" TIMESTAMP(3),
    "outcome" JSONB,
    "escalatedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AgendaAction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseTrouble" (
    "customerId" UUID NOT NULL,
    "activity" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "since" TIMESTAMP(3) NOT NULL,
    "lastAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CaseTrouble_pkey" PRIMARY KEY ("customerId")
);

-- CreateTable
CREATE TABLE "Customer" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" JSONB NOT NULL DEFAULT '{}',
    "language" TEXT,
    "country" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "currency" TEXT,
    "collectorId" UUID,
    "scenarioId" UUID,
    "netting" "NettingRule" NOT NULL DEFAULT 'net',
    "minimumAmountMinor" JSONB,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "parentId" UUID,
    "excludedAt" TIMESTAMP(3),
    "exclusionReason" TEXT,
    "interactivePages" BOOLEAN NOT NULL DEFAULT false,
    "assignmentRuleId" UUID,
    "assignedAt" TIMESTAMP(3),
    "setByHand" "AssignmentField"[] DEFAULT ARRAY[]::"AssignmentField"[],
    "positionVersion" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "email" TEXT,
    "phone" TEXT,
    "language" TEXT,
    "roles" "ContactRole"[],
    "postal" BOOLEAN NOT NULL DEFAULT false,
    "bouncedAt" TIMESTAMP(3),
    "imported" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Note" (
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "createdBy" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AssignmentRule" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "criteria" JSONB NOT NULL DEFAULT '{}',
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "interactivePages" BOOLEAN,
    "scenarioId" UUID,
    "collectorId" UUID,
    "minimumAmountMinor" JSONB,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AssignmentRule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkRun" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" "BulkRunKind" NOT NULL,
    "criteria" JSONB NOT NULL DEFAULT '{}',
    "params" JSONB NOT NULL DEFAULT '{}',
    "state" "BulkRunState" NOT NULL DEFAULT 'waiting',
    "total" INTEGER NOT NULL DEFAULT 0,
    "createdBy" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "BulkRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkRunRow" (
    "runId" UUID NOT NULL,
    "rowNo" INTEGER NOT NULL,
    "customerId" UUID NOT NULL,
    "outcome" "BulkOutcome" NOT NULL DEFAULT 'pending',
    "code" TEXT,
    "params" JSONB,
    "doneAt" TIMESTAMP(3),

    CONSTRAINT "BulkRunRow_pkey" PRIMARY KEY ("runId","rowNo")
);

-- CreateTable
CREATE TABLE "LegalEntity" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" JSONB NOT NULL DEFAULT '{}',
    "registrationNumber" TEXT,
    "vatNumber" TEXT,
    "iban" TEXT,
    "bic" TEXT,
    "bankName" TEXT,
    "logoPng" BYTEA,
    "currency" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "senderName" TEXT NOT NULL,
    "senderEmail" TEXT NOT NULL,
    "ownDomains" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "calendar" JSONB NOT NULL,
    "minimumAmountMinor" JSONB NOT NULL DEFAULT '{}',
    "ledgerMaxAgeDays" INTEGER NOT NULL DEFAULT 7,
    "clearApprovalPct" INTEGER NOT NULL DEFAULT 30,
    "ledgerAsOf" DATE,
    "ledgerImportedAt" TIMESTAMP(3),
    "pausedUntil" DATE,
    "pausedForGood" BOOLEAN NOT NULL DEFAULT false,
    "pauseReason" TEXT,
    "pausedChannels" "Channel"[] DEFAULT ARRAY[]::"Channel"[],
    "contactCap" JSONB,
    "switchedOnAt" TIMESTAMP(3),
    "senderChangedAt" TIMESTAMP(3),
    "lateInterestPct" DECIMAL(6,3),
    "lateInterestKind" "InterestKind" NOT NULL DEFAULT 'fixed',
    "fixedCompensationMinor" BIGINT,
    "defaultScenarioId" UUID,
    "linkDays" INTEGER NOT NULL DEFAULT 90,
    "internalLinkDays" INTEGER NOT NULL DEFAULT 30,
    "answerDays" INTEGER NOT NULL DEFAULT 2,
    "messageLineLimit" INTEGER NOT NULL DEFAULT 100,
    "portalCode" "PortalCodeRule" NOT NULL DEFAULT 'never',
    "replyHold" "ReplyHold" NOT NULL DEFAULT 'whole_case',
    "sharedAddress" "SharedAddressRule" NOT NULL DEFAULT 'one_a_day',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LegalEntity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HistoryEvent" (
    "id" BIGSERIAL NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "actorKind" "ActorKind" NOT NULL,
    "actorId" UUID,
    "key" TEXT,
    "data" JSONB NOT NULL,

    CONSTRAINT "HistoryEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HistoryEventItem" (
    "eventId" BIGINT NOT NULL,
    "itemId" UUID NOT NULL,

    CONSTRAINT "HistoryEventItem_pkey" PRIMARY KEY ("eventId","itemId")
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "id" UUID NOT NULL,
    "sha256" TEXT,
    "name" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL DEFAULT 0,
    "linkId" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoredFileChunk" (
    "fileId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "StoredFileChunk_pkey" PRIMARY KEY ("fileId","seq")
);

-- CreateTable
CREATE TABLE "ImportSource" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "ImportKind" NOT NULL,
    "reading" JSONB NOT NULL DEFAULT '{}',
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ImportSource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportRun" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "sourceId" UUID NOT NULL,
    "kind" "ImportKind" NOT NULL,
    "mode" "ImportMode" NOT NULL,
    "state" "ImportState" NOT NULL DEFAULT 'received',
    "fileId" UUID,
    "fileName" TEXT NOT NULL,
    "fileSha256" TEXT,
    "asOf" DATE,
    "reading" JSONB NOT NULL DEFAULT '{}',
    "questions" JSONB NOT NULL DEFAULT '[]',
    "counts" JSONB NOT NULL DEFAULT '{}',
    "totals" JSONB NOT NULL DEFAULT '{}',
    "errors" JSONB NOT NULL DEFAULT '[]',
    "errorCount" INTEGER NOT NULL DEFAULT 0,
    "progressDone" INTEGER NOT NULL DEFAULT 0,
    "progressTotal" INTEGER NOT NULL DEFAULT 0,
    "approval" JSONB,
    "review" JSONB NOT NULL DEFAULT '{}',
    "ledgerVersion" BIGINT,
    "readingNo" INTEGER NOT NULL DEFAULT 0,
    "touchedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failure" JSONB,
    "createdBy" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedBy" UUID,
    "appliedAt" TIMESTAMP(3),
    "undoneAt" TIMESTAMP(3),

    CONSTRAINT "ImportRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportRow" (
    "importId" UUID NOT NULL,
    "rowNo" INTEGER NOT NULL,
    "customerNumber" TEXT NOT NULL,
    "type" "DocumentType",
    "number" TEXT,
    "numberUse" INTEGER NOT NULL DEFAULT 1,
    "instalment" INTEGER NOT NULL DEFAULT 0,
    "issuedOn" DATE,
    "dueOn" DATE,
    "originalMinor" BIGINT,
    "openMinor" BIGINT,
    "currency" TEXT,
    "extra" JSONB NOT NULL DEFAULT '{}',
    "customerId" UUID,
    "autoInstalment" BOOLEAN NOT NULL DEFAULT false,
    "unreadable" BOOLEAN NOT NULL DEFAULT false,
    "laterPaidMinor" BIGINT NOT NULL DEFAULT 0,
    "change" "ImportChange",
    "itemId" UUID,
    "before" JSONB,

    CONSTRAINT "ImportRow_pkey" PRIMARY KEY ("importId","rowNo")
);

-- CreateTable
CREATE TABLE "ImportRemarkRow" (
    "importId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "rowNo" INTEGER NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "ImportRemarkRow_pkey" PRIMARY KEY ("importId","code","column","rowNo")
);

-- CreateTable
CREATE TABLE "ImportHold" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "importId" UUID NOT NULL,
    "kind" "ImportKind" NOT NULL,
    "rows" JSONB NOT NULL DEFAULT '[]',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "releasedAt" TIMESTAMP(3),
    "releasedBy" UUID,
    "liftedByImportId" UUID,

    CONSTRAINT "ImportHold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContactProposal" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "importId" UUID NOT NULL,
    "rowNo" INTEGER NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "state" "ContactProposalState" NOT NULL DEFAULT 'open',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedBy" UUID,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "ContactProposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EnteredRate" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "rate" "ReferenceRate" NOT NULL,
    "fromOn" DATE NOT NULL,
    "ratePpm" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "createdBy" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "EnteredRate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChargeWaiver" (
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "charge" "LateCharge" NOT NULL,
    "reason" TEXT NOT NULL,
    "createdBy" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "ChargeWaiver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OpenItem" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "type" "DocumentType" NOT NULL,
    "number" TEXT NOT NULL,
    "numberUse" INTEGER NOT NULL DEFAULT 1,
    "instalment" INTEGER NOT NULL DEFAULT 0,
    "issuedOn" DATE NOT NULL,
    "dueOn" DATE NOT NULL,
    "originalMinor" BIGINT NOT NULL,
    "openMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "purchaseOrder" TEXT,
    "refersTo" TEXT,
    "text" TEXT,
    "pdfUrl" TEXT,
    "documentFileId" UUID,
    "paymentId" UUID,
    "state" "ItemState" NOT NULL DEFAULT 'open',
    "clearedOn" DATE,
    "rank" INTEGER NOT NULL DEFAULT 0,
    "level" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "OpenItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Payment" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "kind" "PaymentKind" NOT NULL DEFAULT 'payment',
    "key" TEXT NOT NULL,
    "reference" TEXT,
    "itemNumbers" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "receivedOn" DATE NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaymentAllocation" (
    "paymentId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "amountMinor" BIGINT NOT NULL,

    CONSTRAINT "PaymentAllocation_pkey" PRIMARY KEY ("paymentId","itemId")
);

-- CreateTable
CREATE TABLE "Hold" (
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "until" DATE,
    "reason" TEXT NOT NULL,
    "createdBy" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "releasedAt" TIMESTAMP(3),

    CONSTRAINT "Hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboundMessage" (
    "id" UUID NOT NULL,
    "dispatchKey" TEXT NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID,
    "actionId" UUID,
    "noticeId" UUID,
    "channel" "Channel" NOT NULL,
    "recipientAddress" TEXT NOT NULL,
    "recipientName" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "templateId" UUID,
    "state" "OutboundState" NOT NULL DEFAULT 'planned',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "positionVersion" BIGINT NOT NULL DEFAULT 0,
    "sealedBytes" BYTEA,
    "frozenBytes" BYTEA,
    "frozenSha256" TEXT,
    "frozenAt" TIMESTAMP(3),
    "statement" JSONB NOT NULL DEFAULT '{}',
    "bouncedAt" TIMESTAMP(3),
    "retryAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "OutboundMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboundAttempt" (
    "id" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "worker" TEXT NOT NULL,
    "claimedAt" TIMESTAMP(3) NOT NULL,
    "gatePassedAt" TIMESTAMP(3),
    "copied" BOOLEAN NOT NULL DEFAULT false,
    "endedAt" TIMESTAMP(3),
    "absentSince" TIMESTAMP(3),
    "responseCode" INTEGER,
    "response" TEXT,
    "error" TEXT,

    CONSTRAINT "OutboundAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboundAcknowledgement" (
    "messageId" UUID NOT NULL,
    "source" "EvidenceSource" NOT NULL,
    "sent" BOOLEAN NOT NULL,
    "response" TEXT,
    "userId" UUID,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "OutboundAcknowledgement_pkey" PRIMARY KEY ("messageId")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" "NoticeKind" NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID,
    "recipientEmail" TEXT NOT NULL,
    "recipientName" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "notBefore" TIMESTAMP(3),
    "takenUntil" TIMESTAMP(3),
    "relayedAt" TIMESTAMP(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LocalMail" (
    "id" BIGSERIAL NOT NULL,
    "messageId" TEXT,
    "mailFrom" TEXT NOT NULL,
    "rcptTo" TEXT[],
    "raw" BYTEA NOT NULL,
    "subject" TEXT NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LocalMail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseWake" (
    "id" BIGSERIAL NOT NULL,
    "customerId" UUID NOT NULL,
    "reason" "WakeReason" NOT NULL,
    "key" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "takenUntil" TIMESTAMP(3),
    "relayedAt" TIMESTAMP(3),

    CONSTRAINT "CaseWake_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkflowRequest" (
    "id" BIGSERIAL NOT NULL,
    "kind" "WorkflowRequestKind" NOT NULL,
    "subjectId" UUID NOT NULL,
    "payload" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "takenUntil" TIMESTAMP(3),
    "relayedAt" TIMESTAMP(3),

    CONSTRAINT "WorkflowRequest_pkey" PRIMARY KEY ("id")
);

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

-- CreateTable
CREATE TABLE "PromiseToPay" (
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "promisedOn" DATE NOT NULL,
    "state" "PromiseState" NOT NULL DEFAULT 'open',
    "comment" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" UUID,
    "settledAt" TIMESTAMP(3),

    CONSTRAINT "PromiseToPay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PromiseItem" (
    "promiseId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "openMinor" BIGINT NOT NULL,
    "amountMinor" BIGINT,

    CONSTRAINT "PromiseItem_pkey" PRIMARY KEY ("promiseId","itemId")
);

-- CreateTable
CREATE TABLE "Dispute" (
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "reason" "DisputeReason" NOT NULL,
    "state" "DisputeState" NOT NULL DEFAULT 'open',
    "resolver" TEXT,
    "deadlineOn" DATE,
    "comment" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" UUID,
    "resolvedAt" TIMESTAMP(3),
    "resolution" TEXT,

    CONSTRAINT "Dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DisputeItem" (
    "disputeId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "amountMinor" BIGINT,

    CONSTRAINT "DisputeItem_pkey" PRIMARY KEY ("disputeId","itemId")
);

-- CreateTable
CREATE TABLE "Comment" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "source" "CommentSource" NOT NULL,
    "audience" "CommentAudience" NOT NULL,
    "state" "CommentState" NOT NULL DEFAULT 'pending',
    "status" "ReplyStatus",
    "promisedOn" DATE,
    "disputeReason" "DisputeReason",
    "paidOn" DATE,
    "paymentReference" TEXT,
    "text" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT 'en',
    "authorName" TEXT NOT NULL DEFAULT '',
    "authorEmail" TEXT,
    "linkId" UUID,
    "questionId" UUID,
    "submissionKey" TEXT NOT NULL,
    "contentSha256" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handledBy" UUID,
    "handledAt" TIMESTAMP(3),
    "integratedAt" TIMESTAMP(3),
    "stateBefore" "CommentState",

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CommentItem" (
    "commentId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "openMinor" BIGINT NOT NULL,
    "amountMinor" BIGINT,

    CONSTRAINT "CommentItem_pkey" PRIMARY KEY ("commentId","itemId")
);

-- CreateTable
CREATE TABLE "CommentFile" (
    "id" UUID NOT NULL,
    "commentId" UUID,
    "linkId" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CommentFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CommentAnswer" (
    "id" UUID NOT NULL,
    "commentId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "createdBy" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CommentAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ItemStatus" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "StatusKind" NOT NULL,
    "position" INTEGER NOT NULL,
    "followUpDays" INTEGER,
    "followUpText" TEXT,
    "followUpChannel" "Channel" NOT NULL DEFAULT 'phone',
    "holdDays" INTEGER,
    "archivedAt" TIMESTAMP(3),

    CONSTRAINT "ItemStatus_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Qualification" (
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "statusId" UUID NOT NULL,
    "commentId" UUID,
    "text" TEXT,
    "promiseId" UUID,
    "disputeId" UUID,
    "followUpId" UUID,
    "createdBy" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "before" JSONB,

    CONSTRAINT "Qualification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QualificationItem" (
    "qualificationId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "amountMinor" BIGINT,
    "holdId" UUID,

    CONSTRAINT "QualificationItem_pkey" PRIMARY KEY ("qualificationId","itemId")
);

-- CreateTable
CREATE TABLE "FollowUp" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "channel" "Channel" NOT NULL DEFAULT 'phone',
    "dueOn" DATE NOT NULL,
    "state" "FollowUpState" NOT NULL DEFAULT 'open',
    "createdBy" UUID,
    "promiseId" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedBy" UUID,
    "closedAt" TIMESTAMP(3),
    "outcome" TEXT,

    CONSTRAINT "FollowUp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FollowUpItem" (
    "followUpId" UUID NOT NULL,
    "itemId" UUID NOT NULL,

    CONSTRAINT "FollowUpItem_pkey" PRIMARY KEY ("followUpId","itemId")
);

-- CreateTable
CREATE TABLE "InternalQuestion" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "recipientEmail" TEXT NOT NULL,
    "recipientName" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "itemIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "disputeId" UUID,
    "actionId" UUID,
    "state" "QuestionState" NOT NULL DEFAULT 'open',
    "createdBy" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "InternalQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotentRequest" (
    "key" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotentRequest_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Scenario" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Scenario_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScenarioVersion" (
    "id" UUID NOT NULL,
    "scenarioId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "state" "ScenarioVersionState" NOT NULL DEFAULT 'draft',
    "definition" JSONB NOT NULL,
    "publishedAt" TIMESTAMP(3),
    "publishedBy" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ScenarioVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TemplateSet" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "audience" "TemplateAudience" NOT NULL DEFAULT 'customer',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TemplateSet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Template" (
    "id" UUID NOT NULL,
    "setId" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "subject" TEXT NOT NULL,
    "bodyHtml" TEXT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" UUID,

    CONSTRAINT "Template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PageLink" (
    "id" UUID NOT NULL,
    "kind" "LinkKind" NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "itemIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "questionId" UUID,
    "commentId" UUID,
    "messageId" UUID,
    "recipientEmail" TEXT,
    "recipientName" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL,
    "createdBy" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "revokedBy" UUID,

    CONSTRAINT "PageLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PageView" (
    "id" BIGSERIAL NOT NULL,
    "linkId" UUID NOT NULL,
    "agentHash" TEXT NOT NULL,
    "hourAt" TIMESTAMP(3) NOT NULL,
    "userAgent" TEXT NOT NULL,
    "verdict" "ViewVerdict" NOT NULL DEFAULT 'unknown',
    "count" INTEGER NOT NULL DEFAULT 1,
    "firstAt" TIMESTAMP(3) NOT NULL,
    "lastAt" TIMESTAMP(3) NOT NULL,
    "personAt" TIMESTAMP(3),

    CONSTRAINT "PageView_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccessCode" (
    "id" UUID NOT NULL,
    "linkId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "codeHash" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "AccessCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PageDevice" (
    "idHash" TEXT NOT NULL,
    "kind" "LinkKind" NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PageDevice_pkey" PRIMARY KEY ("idHash")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "AccountLink_tokenHash_key" ON "AccountLink"("tokenHash");

-- CreateIndex
CREATE INDEX "AccountLink_userId_createdAt_idx" ON "AccountLink"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "KnownDevice_userId_idx" ON "KnownDevice"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "CollectionCase_customerId_key" ON "CollectionCase"("customerId");

-- CreateIndex
CREATE INDEX "CollectionCase_legalEntityId_nextActionOn_idx" ON "CollectionCase"("legalEntityId", "nextActionOn");

-- CreateIndex
CREATE INDEX "DecisionRecord_caseId_createdAt_idx" ON "DecisionRecord"("caseId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "DecisionRecord_caseId_inputSha256_key" ON "DecisionRecord"("caseId", "inputSha256");

-- CreateIndex
CREATE UNIQUE INDEX "CountedContact_actionId_key" ON "CountedContact"("actionId");

-- CreateIndex
CREATE INDEX "CountedContact_customerId_on_idx" ON "CountedContact"("customerId", "on");

-- CreateIndex
CREATE INDEX "AddressDay_actionId_idx" ON "AddressDay"("actionId");

-- CreateIndex
CREATE UNIQUE INDEX "AgendaAction_actionKey_key" ON "AgendaAction"("actionKey");

-- CreateIndex
CREATE INDEX "AgendaAction_legalEntityId_state_dueOn_idx" ON "AgendaAction"("legalEntityId", "state", "dueOn");

-- CreateIndex
CREATE INDEX "AgendaAction_customerId_state_idx" ON "AgendaAction"("customerId", "state");

-- CreateIndex
CREATE INDEX "AgendaAction_caseId_state_idx" ON "AgendaAction"("caseId", "state");

-- CreateIndex
CREATE INDEX "AgendaAction_legalEntityId_updatedAt_idx" ON "AgendaAction"("legalEntityId", "updatedAt");

-- CreateIndex
CREATE INDEX "Customer_legalEntityId_name_idx" ON "Customer"("legalEntityId", "name");

-- CreateIndex
CREATE INDEX "Customer_legalEntityId_collectorId_idx" ON "Customer"("legalEntityId", "collectorId");

-- CreateIndex
CREATE INDEX "Customer_parentId_idx" ON "Customer"("parentId");

-- CreateIndex
CREATE UNIQUE INDEX "Customer_legalEntityId_number_key" ON "Customer"("legalEntityId", "number");

-- CreateIndex
CREATE INDEX "Contact_customerId_idx" ON "Contact"("customerId");

-- CreateIndex
CREATE INDEX "Note_customerId_idx" ON "Note"("customerId");

-- CreateIndex
CREATE INDEX "AssignmentRule_legalEntityId_position_idx" ON "AssignmentRule"("legalEntityId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "BulkRun_key_key" ON "BulkRun"("key");

-- CreateIndex
CREATE INDEX "BulkRun_legalEntityId_createdAt_idx" ON "BulkRun"("legalEntityId", "createdAt");

-- CreateIndex
CREATE INDEX "BulkRunRow_runId_outcome_rowNo_idx" ON "BulkRunRow"("runId", "outcome", "rowNo");

-- CreateIndex
CREATE INDEX "BulkRunRow_customerId_idx" ON "BulkRunRow"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "LegalEntity_code_key" ON "LegalEntity"("code");

-- CreateIndex
CREATE UNIQUE INDEX "HistoryEvent_key_key" ON "HistoryEvent"("key");

-- CreateIndex
CREATE INDEX "HistoryEvent_customerId_id_idx" ON "HistoryEvent"("customerId", "id");

-- CreateIndex
CREATE INDEX "HistoryEvent_legalEntityId_id_idx" ON "HistoryEvent"("legalEntityId", "id");

-- CreateIndex
CREATE INDEX "HistoryEvent_legalEntityId_kind_id_idx" ON "HistoryEvent"("legalEntityId", "kind", "id");

-- CreateIndex
CREATE INDEX "HistoryEventItem_itemId_idx" ON "HistoryEventItem"("itemId");

-- CreateIndex
CREATE UNIQUE INDEX "ImportSource_legalEntityId_kind_name_key" ON "ImportSource"("legalEntityId", "kind", "name");

-- CreateIndex
CREATE INDEX "ImportRun_legalEntityId_createdAt_idx" ON "ImportRun"("legalEntityId", "createdAt");

-- CreateIndex
CREATE INDEX "ImportRow_importId_change_idx" ON "ImportRow"("importId", "change");

-- CreateIndex
CREATE INDEX "ImportHold_customerId_releasedAt_idx" ON "ImportHold"("customerId", "releasedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ImportHold_importId_customerId_key" ON "ImportHold"("importId", "customerId");

-- CreateIndex
CREATE INDEX "ContactProposal_legalEntityId_state_idx" ON "ContactProposal"("legalEntityId", "state");

-- CreateIndex
CREATE INDEX "ContactProposal_importId_idx" ON "ContactProposal"("importId");

-- CreateIndex
CREATE UNIQUE INDEX "ContactProposal_customerId_emailKey_key" ON "ContactProposal"("customerId", "emailKey");

-- CreateIndex
CREATE INDEX "EnteredRate_legalEntityId_rate_fromOn_idx" ON "EnteredRate"("legalEntityId", "rate", "fromOn");

-- CreateIndex
CREATE INDEX "ChargeWaiver_itemId_idx" ON "ChargeWaiver"("itemId");

-- CreateIndex
CREATE INDEX "ChargeWaiver_customerId_idx" ON "ChargeWaiver"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "OpenItem_paymentId_key" ON "OpenItem"("paymentId");

-- CreateIndex
CREATE INDEX "OpenItem_legalEntityId_state_idx" ON "OpenItem"("legalEntityId", "state");

-- CreateIndex
CREATE INDEX "OpenItem_customerId_state_dueOn_idx" ON "OpenItem"("customerId", "state", "dueOn");

-- CreateIndex
CREATE UNIQUE INDEX "OpenItem_customerId_type_number_numberUse_instalment_key" ON "OpenItem"("customerId", "type", "number", "numberUse", "instalment");

-- CreateIndex
CREATE INDEX "Payment_legalEntityId_reference_idx" ON "Payment"("legalEntityId", "reference");

-- CreateIndex
CREATE INDEX "Payment_customerId_idx" ON "Payment"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "Payment_legalEntityId_key_key" ON "Payment"("legalEntityId", "key");

-- CreateIndex
CREATE INDEX "Hold_customerId_idx" ON "Hold"("customerId");

-- CreateIndex
CREATE INDEX "Hold_itemId_idx" ON "Hold"("itemId");

-- CreateIndex
CREATE UNIQUE INDEX "OutboundMessage_dispatchKey_key" ON "OutboundMessage"("dispatchKey");

-- CreateIndex
CREATE UNIQUE INDEX "OutboundMessage_noticeId_key" ON "OutboundMessage"("noticeId");

-- CreateIndex
CREATE UNIQUE INDEX "OutboundMessage_reference_key" ON "OutboundMessage"("reference");

-- CreateIndex
CREATE INDEX "OutboundMessage_legalEntityId_createdAt_customerId_idx" ON "OutboundMessage"("legalEntityId", "createdAt", "customerId");

-- CreateIndex
CREATE INDEX "OutboundMessage_legalEntityId_state_idx" ON "OutboundMessage"("legalEntityId", "state");

-- CreateIndex
CREATE INDEX "OutboundMessage_customerId_createdAt_idx" ON "OutboundMessage"("customerId", "createdAt");

-- CreateIndex
CREATE INDEX "OutboundMessage_actionId_idx" ON "OutboundMessage"("actionId");

-- CreateIndex
CREATE UNIQUE INDEX "OutboundAttempt_messageId_attempt_key" ON "OutboundAttempt"("messageId", "attempt");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_key_key" ON "Notice"("key");

-- CreateIndex
CREATE INDEX "Notice_relayedAt_createdAt_idx" ON "Notice"("relayedAt", "createdAt");

-- CreateIndex
CREATE INDEX "Notice_customerId_idx" ON "Notice"("customerId");

-- CreateIndex
CREATE INDEX "LocalMail_messageId_idx" ON "LocalMail"("messageId");

-- CreateIndex
CREATE INDEX "LocalMail_receivedAt_idx" ON "LocalMail"("receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "CaseWake_key_key" ON "CaseWake"("key");

-- CreateIndex
CREATE INDEX "CaseWake_relayedAt_id_idx" ON "CaseWake"("relayedAt", "id");

-- CreateIndex
CREATE INDEX "WorkflowRequest_relayedAt_id_idx" ON "WorkflowRequest"("relayedAt", "id");

-- CreateIndex
CREATE INDEX "WorkflowRequest_subjectId_createdAt_idx" ON "WorkflowRequest"("subjectId", "createdAt");

-- CreateIndex
CREATE INDEX "PromiseToPay_customerId_state_idx" ON "PromiseToPay"("customerId", "state");

-- CreateIndex
CREATE INDEX "PromiseItem_itemId_idx" ON "PromiseItem"("itemId");

-- CreateIndex
CREATE INDEX "Dispute_customerId_state_idx" ON "Dispute"("customerId", "state");

-- CreateIndex
CREATE INDEX "DisputeItem_itemId_idx" ON "DisputeItem"("itemId");

-- CreateIndex
CREATE UNIQUE INDEX "Comment_submissionKey_key" ON "Comment"("submissionKey");

-- CreateIndex
CREATE INDEX "Comment_legalEntityId_state_createdAt_idx" ON "Comment"("legalEntityId", "state", "createdAt");

-- CreateIndex
CREATE INDEX "Comment_customerId_createdAt_idx" ON "Comment"("customerId", "createdAt");

-- CreateIndex
CREATE INDEX "CommentItem_itemId_idx" ON "CommentItem"("itemId");

-- CreateIndex
CREATE INDEX "CommentFile_commentId_idx" ON "CommentFile"("commentId");

-- CreateIndex
CREATE INDEX "CommentFile_fileId_idx" ON "CommentFile"("fileId");

-- CreateIndex
CREATE INDEX "CommentFile_linkId_createdAt_idx" ON "CommentFile"("linkId", "createdAt");

-- CreateIndex
CREATE INDEX "CommentAnswer_commentId_idx" ON "CommentAnswer"("commentId");

-- CreateIndex
CREATE UNIQUE INDEX "ItemStatus_legalEntityId_key_key" ON "ItemStatus"("legalEntityId", "key");

-- CreateIndex
CREATE INDEX "Qualification_customerId_createdAt_idx" ON "Qualification"("customerId", "createdAt");

-- CreateIndex
CREATE INDEX "Qualification_commentId_idx" ON "Qualification"("commentId");

-- CreateIndex
CREATE INDEX "QualificationItem_itemId_idx" ON "QualificationItem"("itemId");

-- CreateIndex
CREATE UNIQUE INDEX "FollowUp_promiseId_key" ON "FollowUp"("promiseId");

-- CreateIndex
CREATE INDEX "FollowUp_legalEntityId_state_dueOn_idx" ON "FollowUp"("legalEntityId", "state", "dueOn");

-- CreateIndex
CREATE INDEX "FollowUp_customerId_state_idx" ON "FollowUp"("customerId", "state");

-- CreateIndex
CREATE INDEX "FollowUpItem_itemId_idx" ON "FollowUpItem"("itemId");

-- CreateIndex
CREATE UNIQUE INDEX "InternalQuestion_key_key" ON "InternalQuestion"("key");

-- CreateIndex
CREATE INDEX "InternalQuestion_customerId_createdAt_idx" ON "InternalQuestion"("customerId", "createdAt");

-- CreateIndex
CREATE INDEX "InternalQuestion_legalEntityId_state_idx" ON "InternalQuestion"("legalEntityId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Scenario_legalEntityId_name_key" ON "Scenario"("legalEntityId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "ScenarioVersion_scenarioId_version_key" ON "ScenarioVersion"("scenarioId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "TemplateSet_legalEntityId_key_key" ON "TemplateSet"("legalEntityId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Template_setId_language_version_key" ON "Template"("setId", "language", "version");

-- CreateIndex
CREATE UNIQUE INDEX "PageLink_tokenHash_key" ON "PageLink"("tokenHash");

-- CreateIndex
CREATE INDEX "PageLink_customerId_createdAt_idx" ON "PageLink"("customerId", "createdAt");

-- CreateIndex
CREATE INDEX "PageLink_messageId_idx" ON "PageLink"("messageId");

-- CreateIndex
CREATE INDEX "PageView_linkId_lastAt_idx" ON "PageView"("linkId", "lastAt");

-- CreateIndex
CREATE UNIQUE INDEX "PageView_linkId_agentHash_hourAt_key" ON "PageView"("linkId", "agentHash", "hourAt");

-- CreateIndex
CREATE INDEX "AccessCode_linkId_createdAt_idx" ON "AccessCode"("linkId", "createdAt");

-- CreateIndex
CREATE INDEX "PageDevice_email_idx" ON "PageDevice"("email");

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_deputyId_fkey" FOREIGN KEY ("deputyId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountLink" ADD CONSTRAINT "AccountLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KnownDevice" ADD CONSTRAINT "KnownDevice_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CollectionCase" ADD CONSTRAINT "CollectionCase_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CollectionCase" ADD CONSTRAINT "CollectionCase_scenarioVersionId_fkey" FOREIGN KEY ("scenarioVersionId") REFERENCES "ScenarioVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DecisionRecord" ADD CONSTRAINT "DecisionRecord_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "CollectionCase"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CountedContact" ADD CONSTRAINT "CountedContact_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaAction" ADD CONSTRAINT "AgendaAction_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaAction" ADD CONSTRAINT "AgendaAction_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaAction" ADD CONSTRAINT "AgendaAction_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "CollectionCase"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseTrouble" ADD CONSTRAINT "CaseTrouble_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Customer" ADD CONSTRAINT "Customer_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Customer" ADD CONSTRAINT "Customer_collectorId_fkey" FOREIGN KEY ("collectorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Customer" ADD CONSTRAINT "Customer_scenarioId_fkey" FOREIGN KEY ("scenarioId") REFERENCES "Scenario"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Customer" ADD CONSTRAINT "Customer_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Customer" ADD CONSTRAINT "Customer_assignmentRuleId_fkey" FOREIGN KEY ("assignmentRuleId") REFERENCES "AssignmentRule"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Note" ADD CONSTRAINT "Note_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssignmentRule" ADD CONSTRAINT "AssignmentRule_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkRun" ADD CONSTRAINT "BulkRun_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkRunRow" ADD CONSTRAINT "BulkRunRow_runId_fkey" FOREIGN KEY ("runId") REFERENCES "BulkRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkRunRow" ADD CONSTRAINT "BulkRunRow_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HistoryEvent" ADD CONSTRAINT "HistoryEvent_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HistoryEvent" ADD CONSTRAINT "HistoryEvent_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HistoryEventItem" ADD CONSTRAINT "HistoryEventItem_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "HistoryEvent"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HistoryEventItem" ADD CONSTRAINT "HistoryEventItem_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "OpenItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StoredFileChunk" ADD CONSTRAINT "StoredFileChunk_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportSource" ADD CONSTRAINT "ImportSource_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportRun" ADD CONSTRAINT "ImportRun_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportRun" ADD CONSTRAINT "ImportRun_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "ImportSource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportRow" ADD CONSTRAINT "ImportRow_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ImportRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportRemarkRow" ADD CONSTRAINT "ImportRemarkRow_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ImportRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportHold" ADD CONSTRAINT "ImportHold_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportHold" ADD CONSTRAINT "ImportHold_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ImportRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactProposal" ADD CONSTRAINT "ContactProposal_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactProposal" ADD CONSTRAINT "ContactProposal_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ImportRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenItem" ADD CONSTRAINT "OpenItem_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenItem" ADD CONSTRAINT "OpenItem_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentAllocation" ADD CONSTRAINT "PaymentAllocation_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentAllocation" ADD CONSTRAINT "PaymentAllocation_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "OpenItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Hold" ADD CONSTRAINT "Hold_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Hold" ADD CONSTRAINT "Hold_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "OpenItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboundMessage" ADD CONSTRAINT "OutboundMessage_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboundMessage" ADD CONSTRAINT "OutboundMessage_actionId_fkey" FOREIGN KEY ("actionId") REFERENCES "AgendaAction"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboundMessage" ADD CONSTRAINT "OutboundMessage_noticeId_fkey" FOREIGN KEY ("noticeId") REFERENCES "Notice"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboundAttempt" ADD CONSTRAINT "OutboundAttempt_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "OutboundMessage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboundAcknowledgement" ADD CONSTRAINT "OutboundAcknowledgement_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "OutboundMessage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseWake" ADD CONSTRAINT "CaseWake_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PromiseToPay" ADD CONSTRAINT "PromiseToPay_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PromiseItem" ADD CONSTRAINT "PromiseItem_promiseId_fkey" FOREIGN KEY ("promiseId") REFERENCES "PromiseToPay"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PromiseItem" ADD CONSTRAINT "PromiseItem_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "OpenItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dispute" ADD CONSTRAINT "Dispute_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DisputeItem" ADD CONSTRAINT "DisputeItem_disputeId_fkey" FOREIGN KEY ("disputeId") REFERENCES "Dispute"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DisputeItem" ADD CONSTRAINT "DisputeItem_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "OpenItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "PageLink"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "InternalQuestion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentItem" ADD CONSTRAINT "CommentItem_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentItem" ADD CONSTRAINT "CommentItem_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "OpenItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentFile" ADD CONSTRAINT "CommentFile_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentFile" ADD CONSTRAINT "CommentFile_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "PageLink"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentFile" ADD CONSTRAINT "CommentFile_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentAnswer" ADD CONSTRAINT "CommentAnswer_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ItemStatus" ADD CONSTRAINT "ItemStatus_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Qualification" ADD CONSTRAINT "Qualification_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Qualification" ADD CONSTRAINT "Qualification_statusId_fkey" FOREIGN KEY ("statusId") REFERENCES "ItemStatus"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Qualification" ADD CONSTRAINT "Qualification_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Qualification" ADD CONSTRAINT "Qualification_promiseId_fkey" FOREIGN KEY ("promiseId") REFERENCES "PromiseToPay"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Qualification" ADD CONSTRAINT "Qualification_disputeId_fkey" FOREIGN KEY ("disputeId") REFERENCES "Dispute"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Qualification" ADD CONSTRAINT "Qualification_followUpId_fkey" FOREIGN KEY ("followUpId") REFERENCES "FollowUp"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QualificationItem" ADD CONSTRAINT "QualificationItem_qualificationId_fkey" FOREIGN KEY ("qualificationId") REFERENCES "Qualification"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QualificationItem" ADD CONSTRAINT "QualificationItem_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "OpenItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_promiseId_fkey" FOREIGN KEY ("promiseId") REFERENCES "PromiseToPay"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUpItem" ADD CONSTRAINT "FollowUpItem_followUpId_fkey" FOREIGN KEY ("followUpId") REFERENCES "FollowUp"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUpItem" ADD CONSTRAINT "FollowUpItem_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "OpenItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InternalQuestion" ADD CONSTRAINT "InternalQuestion_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InternalQuestion" ADD CONSTRAINT "InternalQuestion_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scenario" ADD CONSTRAINT "Scenario_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScenarioVersion" ADD CONSTRAINT "ScenarioVersion_scenarioId_fkey" FOREIGN KEY ("scenarioId") REFERENCES "Scenario"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TemplateSet" ADD CONSTRAINT "TemplateSet_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Template" ADD CONSTRAINT "Template_setId_fkey" FOREIGN KEY ("setId") REFERENCES "TemplateSet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PageLink" ADD CONSTRAINT "PageLink_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PageLink" ADD CONSTRAINT "PageLink_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PageLink" ADD CONSTRAINT "PageLink_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "InternalQuestion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PageLink" ADD CONSTRAINT "PageLink_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PageLink" ADD CONSTRAINT "PageLink_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "OutboundMessage"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PageView" ADD CONSTRAINT "PageView_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "PageLink"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessCode" ADD CONSTRAINT "AccessCode_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "PageLink"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Notes down what changed, so that open pages can read again: ids only. An API with open pages takes the notes and
-- tells them to all others (prisma/queries/changes/listen.ts). The transactions that change something do not tell it
-- themselves: PostgreSQL commits transactions that notify one after another, which would bound everything that is sent.
-- The functions have the rights of their owner, because visitors may not write the table.
-- The driver that applies migrations cuts a script at every semicolon: inside the functions they are written \x3b.

-- Lost with a crash: pages that connect again read everything again.
ALTER TABLE "LiveChange" SET UNLOGGED;

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

CREATE TRIGGER "tell_agenda" AFTER INSERT OR UPDATE ON "AgendaAction"
  FOR EACH ROW EXECUTE FUNCTION relance_tell_change('agenda');

CREATE TRIGGER "tell_case" AFTER INSERT OR UPDATE ON "CollectionCase"
  FOR EACH ROW EXECUTE FUNCTION relance_tell_change('customer');

-- Without the bytes, which would be copied for nothing.
CREATE OR REPLACE FUNCTION relance_tell_message() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS E'
BEGIN
  INSERT INTO "LiveChange" ("topic", "entityId", "customerId")
    VALUES (''message'', NEW."legalEntityId", NEW."customerId")\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "tell_message" AFTER INSERT OR UPDATE OF "state", "bouncedAt" ON "OutboundMessage"
  FOR EACH ROW EXECUTE FUNCTION relance_tell_message();

-- Items of an import are told by the import itself.
CREATE TRIGGER "tell_history" AFTER INSERT ON "HistoryEvent"
  FOR EACH ROW WHEN (NEW."kind" NOT IN ('item_new', 'item_changed', 'item_cleared', 'item_reappeared'))
  EXECUTE FUNCTION relance_tell_change('customer');

CREATE TRIGGER "tell_import" AFTER INSERT OR UPDATE ON "ImportRun"
  FOR EACH ROW EXECUTE FUNCTION relance_tell_change('import');

-- The embedded mailbox belongs to no entity.
CREATE OR REPLACE FUNCTION relance_tell_mail() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS E'
BEGIN
  INSERT INTO "LiveChange" ("topic") VALUES (''mailbox'')\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "tell_mail" AFTER INSERT ON "LocalMail" FOR EACH STATEMENT EXECUTE FUNCTION relance_tell_mail();

CREATE TRIGGER "tell_comment" AFTER INSERT OR UPDATE ON "Comment"
  FOR EACH ROW EXECUTE FUNCTION relance_tell_change('reply');

CREATE TRIGGER "tell_follow_up" AFTER INSERT OR UPDATE ON "FollowUp"
  FOR EACH ROW EXECUTE FUNCTION relance_tell_change('reply');

CREATE TRIGGER "tell_bulk_run" AFTER INSERT OR UPDATE ON "BulkRun"
  FOR EACH ROW EXECUTE FUNCTION relance_tell_change('bulk_run');

-- How far an act on many customers has come stands in its rows.
CREATE OR REPLACE FUNCTION relance_tell_bulk_row() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS E'
BEGIN
  INSERT INTO "LiveChange" ("topic", "entityId")
    SELECT ''bulk_run'', r."legalEntityId" FROM "BulkRun" r WHERE r."id" = NEW."runId"\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "tell_bulk_row" AFTER UPDATE OF "outcome" ON "BulkRunRow"
  FOR EACH ROW WHEN (NEW."outcome" <> OLD."outcome") EXECUTE FUNCTION relance_tell_bulk_row();

-- Names are sorted as people sort them (É beside E), not by code point: the root collation of Unicode.
ALTER TABLE "LegalEntity" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "User" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "Customer" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "Contact" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "Scenario" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "TemplateSet" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "ItemStatus" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "AssignmentRule" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";

-- What is searched while somebody types is found by index. pg_trgm is part of PostgreSQL and may be created by whoever
-- may create in the database.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Text as it is compared: small letters without accents, and letters that are no base letter with a sign as people type
-- them: Łódź by lodz, Straße by strasse, both forms of the Greek sigma by either. The same as searchKey of domain/text/search.ts: whoever
-- changes one changes the other and makes the indexes anew.
-- In PL/pgSQL, so that the planner knows what a call costs and takes the indexes. \x3B is the semicolon, at which the
-- statements of this file are taken apart.
CREATE FUNCTION relance_search_key(text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100
  AS E'BEGIN RETURN replace(replace(replace(replace(translate(lower(regexp_replace(normalize($1, NFKD), \'[\\u0300-\\u036f]\', \'\', \'g\') COLLATE "und-x-icu"), \'\u0142\u00f8\u0111\u0127\u0167\u0131\u03c2\', \'lodhti\u03c3\'), \'\u00df\', \'ss\'), \'\u00e6\', \'ae\'), \'\u0153\', \'oe\'), \'\u00fe\', \'th\')\x3B END';

-- By the beginning, and in this order.
CREATE INDEX "OpenItem_search_number_idx"
  ON "OpenItem" ("legalEntityId", (relance_search_key("number") COLLATE "C"));
CREATE INDEX "Customer_search_name_idx"
  ON "Customer" ("legalEntityId", (relance_search_key("name") COLLATE "C"));
CREATE INDEX "Customer_search_number_idx"
  ON "Customer" ("legalEntityId", (relance_search_key("number") COLLATE "C"));
CREATE INDEX "Payment_search_reference_idx"
  ON "Payment" ("legalEntityId", (relance_search_key("reference") COLLATE "C"));

-- Anywhere within. The fields of a row stand one below the other.
CREATE INDEX "OpenItem_search_idx" ON "OpenItem" USING gin (relance_search_key(
  "number" || E'\n' || coalesce("purchaseOrder", '') || E'\n' || coalesce("refersTo", '') || E'\n' || coalesce("text", '')
) gin_trgm_ops);
CREATE INDEX "Customer_search_idx" ON "Customer" USING gin (relance_search_key("number" || E'\n' || "name") gin_trgm_ops);
CREATE INDEX "Contact_search_idx" ON "Contact" USING gin (relance_search_key(
  "name" || E'\n' || coalesce("email", '') || E'\n' || coalesce("phone", '')
) gin_trgm_ops);
CREATE INDEX "OutboundMessage_search_idx" ON "OutboundMessage" USING gin (relance_search_key(
  "subject" || E'\n' || "recipientAddress" || E'\n' || "recipientName" || E'\n' || "reference"
) gin_trgm_ops);
