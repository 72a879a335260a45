/** Everything that the messages of a step are composed from, read at once: who writes, to whom, with which texts. */
import type { PostalAddress } from '../../../domain/contact/postal-address.ts';
import type { OutgoingCapture } from '../../../domain/capture/reply-address.ts';
import type { MinorByCurrency } from '../../../domain/model/common.ts';
import type { Document } from '../../../domain/model/document.ts';
import { readLetterSettings, type LetterSettings } from '../../../domain/model/letter-settings.ts';
import type { MessageLanguage } from '../../../domain/vocabulary/languages.ts';
import type { LetterEnclosure } from '../../../domain/vocabulary/letters.ts';
import type { TemplateAudience } from '../../../domain/vocabulary/scenarios.ts';
import { prepared, Prisma, type Db } from '../../client.ts';
import { toMinor } from '../../convert.ts';
import { readLateInterestContext, type LateInterestContext } from '../interest/read.ts';
import { outgoingCaptureJson } from '../inbound/outgoing.ts';
import { ledgerTotalsJson } from '../position/read.ts';

export interface MessageTemplate {
  id: string;
  language: MessageLanguage;
  subject: string;
  body: Document;
  options: unknown;
}

export interface MessageContext {
  /** As it is now; another one than the position has: read again. */
  positionVersion: bigint;
  entity: {
    id: string;
    name: string;
    address: unknown;
    registrationNumber: string | null;
    vatNumber: string | null;
    iban: string | null;
    bic: string | null;
    bankName: string | null;
    logoPng: Uint8Array | null;
    currency: string;
    country: string;
    language: string;
    senderName: string;
    senderEmail: string;
    ownDomains: string[];
    lateInterestPct: string | null;
    lateInterestKind: 'fixed' | 'over_reference';
    fixedCompensationMinor: number | null;
    messageLineLimit: number;
    linkDays: number;
    internalLinkDays: number;
    letterSettings: LetterSettings;
    signaturePng: Uint8Array | null;
  };
  /** Where letters go. */
  postalAddress: PostalAddress;
  /** The customer's collector, where there is one who may still sign in. */
  collector: { name: string; email: string; phone: string | null } | null;
  /** The newest text of each language. */
  templates: MessageTemplate[];
  /** References of what was sent to an address, oldest first, for threading. */
  references: Record<string, string[]>;
  /** What the ledger sums up to for what is listed, apart from the engine's own sums (E-3). */
  ledger: MinorByCurrency;
  /** Where a text asks for what lateness costs; null: none does. */
  late: LateInterestContext | null;
  /** Null: answers go to the sender. */
  capture: OutgoingCapture | null;
}

export interface MessageContextQuery {
  customerId: string;
  templateKey: string;
  audience: TemplateAudience;
  /** To which something is written. */
  addresses: string[];
  /** Lines and credits that are summed up. */
  listed: readonly { id: string; openMinor: number }[];
  /** What somebody wrote over the text. */
  edited?: Document | undefined;
  /** Printed with what is enclosed in letters. */
  onPaper?: boolean;
  /** What a text that is not stored yet encloses; absent: what the company does. */
  encloses?: readonly LetterEnclosure[] | undefined;
}

/** So many earlier messages are named for threading. */
const mostReferences = 10;

interface GroundRow extends Omit<MessageContext['entity'], 'fixedCompensationMinor' | 'letterSettings'> {
  letterSettings: unknown;
  postalAddress: PostalAddress | null;
  customerCountry: string;
  fixedCompensationMinor: bigint | null;
  positionVersion: bigint;
  collector: MessageContext['collector'];
  templates: MessageTemplate[];
  references: Record<string, string[]>;
  ledger: MinorByCurrency;
  capture: OutgoingCapture | null;
}

export async function readMessageContext(db: Db, query: MessageContextQuery): Promise<MessageContext> {
  const { customerId, templateKey, audience, addresses, listed, edited, onPaper = false } = query;
  const [row] = await db.$queryRaw<GroundRow[]>(Prisma.sql`${prepared}
    SELECT c."positionVersion", e."id", e."name", e."address", e."registrationNumber", e."vatNumber", e."iban", e."bic",
      e."bankName", e."logoPng", e."currency", e."country", e."language", e."senderName", e."senderEmail",
      e."ownDomains", trim_scale(e."lateInterestPct")::text AS "lateInterestPct", e."lateInterestKind"::text,
      e."fixedCompensationMinor", e."messageLineLimit", e."linkDays", e."internalLinkDays", e."letterSettings",
      ${onPaper ? Prisma.sql`e."signaturePng"` : Prisma.sql`NULL::bytea`} AS "signaturePng",
      c."address" AS "postalAddress", c."country" AS "customerCountry",
      (SELECT json_build_object('name', u."name", 'email', u."email", 'phone', u."phone")
       FROM "User" u WHERE u."id" = c."collectorId" AND u."disabledAt" IS NULL) AS "collector",
      ${newestTexts({ templateKey, audience })} AS "templates",
      (SELECT coalesce(json_object_agg(x.address, ARRAY(
         SELECT r."reference" FROM (
           SELECT m."reference", m."createdAt" FROM "OutboundMessage" m
           WHERE m."customerId" = c."id" AND m."recipientAddress" = x.address
             AND m."state" IN ('accepted', 'resolved_sent')
           ORDER BY m."createdAt" DESC LIMIT ${Prisma.raw(String(mostReferences))}) r
         ORDER BY r."createdAt")), '{}')
       FROM unnest(${addresses}::text[]) AS x(address)) AS "references",
      ${ledgerTotalsJson(listed)} AS "ledger", ${outgoingCaptureJson} AS "capture"
    FROM "Customer" c JOIN "LegalEntity" e ON e."id" = c."legalEntityId"
    WHERE c."id" = ${customerId}::uuid`);
  if (!row) throw new Error(`customer ${customerId} is not there`);
  const {
    positionVersion,
    collector,
    templates,
    references,
    ledger,
    fixedCompensationMinor,
    capture,
    ...rest
  } = row;
  const { letterSettings, postalAddress, customerCountry, ...entity } = rest;
  const settings = readLetterSettings(letterSettings);
  const texts = [...(edited === undefined ? [] : [edited]), ...templates.map(({ body }) => body)];
  // A tag stands in a document by its name; words that say the same only cause a needless read.
  const enclosures = [query.encloses, ...templates.map(({ options }) => ownEnclosures(options))];
  const asksLate =
    (onPaper && enclosures.some((own) => (own ?? settings.enclosures).includes('late_charges'))) ||
    ['"late_charges"', '"late_interest_rate"'].some((tag) => JSON.stringify(texts).includes(tag));
  const itemIds = listed.map(({ id }) => id);
  return {
    late: asksLate ? await readLateInterestContext(db, { entityId: entity.id, itemIds }) : null,
    positionVersion,
    entity: {
      ...entity,
      letterSettings: settings,
      fixedCompensationMinor: fixedCompensationMinor === null ? null : toMinor(fixedCompensationMinor),
    },
    postalAddress: { ...postalAddress, country: postalAddress?.country?.trim() || customerCountry },
    collector,
    templates,
    references,
    capture,
    // A number above 2^53 has lost its last digits on the way.
    ledger: Object.fromEntries(
      Object.entries(ledger).map(([currency, sum]) => [currency, toMinor(BigInt(sum))]),
    ),
  };
}

/** Of the entity `e`, one for each language. */
function newestTexts({ templateKey, audience }: Pick<MessageContextQuery, 'templateKey' | 'audience'>) {
  return Prisma.sql`(SELECT coalesce(json_agg(json_build_object(
         'id', t."id", 'language', t."language", 'subject', t."subject", 'body', t."body",
         'options', t."options")), '[]')
       FROM (
         SELECT DISTINCT ON (t."language") t.*
         FROM "Template" t JOIN "TemplateSet" s ON s."id" = t."setId"
         WHERE s."legalEntityId" = e."id" AND s."key" = ${templateKey}
           AND s."audience" = ${audience}::"TemplateAudience"
         ORDER BY t."language", t."version" DESC) t)`;
}

function ownEnclosures(options: unknown): readonly LetterEnclosure[] | undefined {
  return (options as { letter?: Partial<LetterSettings> }).letter?.enclosures;
}
