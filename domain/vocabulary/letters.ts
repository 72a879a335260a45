/** Letters: on paper, and electronic ones that are delivered like letters. */

/** Where the envelope has its window (`domain/letter/windows.ts` has the measures). */
export const windowProfiles = [
  'french_right',
  'din_5008_a',
  'din_5008_b',
  'swiss_left',
  'swiss_right',
  'us_10',
] as const;
export type WindowProfile = (typeof windowProfiles)[number];

/**
 * What a step asks for. The self-hosted `tracked_electronic` has the same course as a registered letter and none of its
 * legal force: it is never called registered. `electronic_qualified` leaves only with a one-time code that the provider
 * sends to a person of the sender (eIDAS, art. 44): never by itself.
 */
export const letterKinds = [
  'standard',
  'registered',
  'electronic_registered',
  'electronic_qualified',
  'tracked_electronic',
] as const;
export type LetterKind = (typeof letterKinds)[number];

/**
 * Who carries letters. `manual`: a person prints and posts them; `self_hosted`: this installation, which sends a link to
 * a page on which the letter is read and signed for.
 */
export const letterProviderNames = ['maileva', 'pingen', 'manual', 'self_hosted'] as const;
export type LetterProviderName = (typeof letterProviderNames)[number];

/**
 * From the first to the last: of two reports the later in this list holds, whichever came first. So a late or repeated
 * report never moves a letter back; what was printed after all was not cancelled; and a letter that came back because
 * nobody fetched it, or somebody refused it, is distinguished by that reason. `queued`: with us, and may be taken back;
 * `awaiting_code`: the same, until a person has typed the provider's code.
 */
export const letterStates = [
  'queued',
  'awaiting_code',
  'submitted',
  'accepted',
  'cancelled',
  'rejected',
  'failed',
  'printed',
  'dispatched',
  'in_transit',
  'presented',
  'pending_signature',
  'delivered',
  'undeliverable',
  'returned',
  'unclaimed',
  'refused',
  'signed',
] as const;
export type LetterState = (typeof letterStates)[number];

/** Why a letter stands still with its provider until somebody does something there. */
export const letterBlocks = ['credit', 'address', 'content', 'other'] as const;
export type LetterBlock = (typeof letterBlocks)[number];

/**
 * Whether a letter that was handed over was to be stopped there, and what the provider said to it; whether it was, its own
 * reports say.
 */
export const letterStops = ['asked', 'cancelled', 'too_late'] as const;
export type LetterStop = (typeof letterStops)[number];

/** Why a letter could not be handed over yet, in our own words; it is tried again. */
export const letterTroubles = [
  'unreachable',
  'timeout',
  'busy',
  'maintenance',
  'sign_in',
  'not_found',
  'unreadable',
] as const;
export type LetterTrouble = (typeof letterTroubles)[number];

export const letterProofTypes = [
  'deposit',
  'content',
  'first_presentation',
  'receipt',
  'refusal',
  'not_claimed',
  'undelivered',
  'returned_image',
  'sent_document',
] as const;
export type LetterProofType = (typeof letterProofTypes)[number];

/**
 * What happens to a tracked electronic letter, each once, as it stands in its evidence: sealed and put into the letter
 * box, the link is with the mail server of the reader or was refused there, the reader has shown a code from that
 * mailbox, and signed for the letter or refused it, or let the time pass.
 */
export const trackedLetterEventCodes = [
  'DEPOSITED',
  'NOTIFIED',
  'NOT_NOTIFIED',
  'IDENTIFIED',
  'SIGNED',
  'DECLINED',
  'NOT_CLAIMED',
] as const;
export type TrackedLetterEventCode = (typeof trackedLetterEventCodes)[number];

export const letterSpeeds = ['economy', 'standard', 'fast'] as const;
export type LetterSpeed = (typeof letterSpeeds)[number];

export const letterEnvelopes = ['auto', 'dl', 'c4'] as const;
export type LetterEnvelope = (typeof letterEnvelopes)[number];

/** Years for which a provider keeps a letter and its proofs; 0: no longer than it must. */
export const letterArchiveYears = [0, 3, 6, 10] as const;

/** What a company chooses of how its letters are made and carried. */
export const letterOptions = ['colour', 'duplex', 'envelope', 'speed', 'archiveYears'] as const;
export type LetterOption = (typeof letterOptions)[number];

/** What stands beside the address, for anyone who files the letter or answers it. */
export const letterReferences = [
  'customer_number',
  'contact_person',
  'contact_phone',
  'contact_email',
  'level',
] as const;
export type LetterReference = (typeof letterReferences)[number];

/** What goes with a letter in the same envelope. */
export const letterEnclosures = ['statement', 'late_charges', 'documents'] as const;
export type LetterEnclosure = (typeof letterEnclosures)[number];
