/** What a carrier of letters implements. Nothing else of the product knows one of them. */
import type {
  LetterBlock,
  LetterEnvelope,
  LetterKind,
  LetterOption,
  LetterProofType,
  LetterProviderName,
  LetterSpeed,
  LetterState,
  LetterTrouble,
  WindowProfile,
} from '../../domain/vocabulary/letters.ts';

export interface LetterOptions extends Record<LetterOption, unknown> {
  colour: boolean;
  duplex: boolean;
  envelope: LetterEnvelope;
  speed: LetterSpeed;
  archiveYears: number;
}

/** Lines as they stand in the window, without the country. */
export interface LetterParty {
  company?: string | undefined;
  person?: string | undefined;
  /** From the street to the place, the place last. */
  place: string[];
  /** ISO code. */
  country: string;
  email?: string | undefined;
}

/** All that a provider learns of a letter. */
export interface LetterJob {
  /** By which we know it, and the provider too; at most 36 characters. */
  reference: string;
  kind: LetterKind;
  /** For people who look at the provider's own pages. */
  name: string;
  pdf: Uint8Array;
  pages: number;
  /** In which window of an envelope its address stands. */
  window?: WindowProfile | undefined;
  language: string;
  sender: LetterParty;
  recipient: LetterParty;
  options: LetterOptions;
}

export interface ProviderCapabilities {
  kinds: readonly LetterKind[];
  /** ISO codes that it delivers a kind to; null: every country. */
  countries(kind: LetterKind): readonly string[] | null;
  /** Where its envelopes may have their window, the usual one first; none: it has no paper. */
  windows: readonly WindowProfile[];
  /** Most sheets of its largest envelope. */
  maxSheets: number;
  maxBytes: number;
  addressLines: { max: number; width: number };
  /** Until when it can be stopped there. */
  cancel: 'before_submit' | 'after_submit';
  /** How it keeps a letter that is handed over twice from being posted twice. */
  idempotency: 'header' | 'read_back';
  /** How news of it come. */
  events: 'signed_webhook' | 'unsigned_webhook' | 'poll';
  /** Kinds of whose course no notification tells, so that it must be asked. */
  polledKinds: readonly LetterKind[];
  /** What of the options it can be asked for. */
  options: readonly LetterOption[];
  /** It works by itself: a step may go without anybody's help. */
  carriesByItself: boolean;
}

/** What is wrong with a letter before anything is paid. */
export interface LetterProblem {
  code: 'country' | 'address' | 'sender' | 'sheets' | 'size' | 'email' | 'kind' | 'consent';
  params: Record<string, string | number>;
}

export interface ProviderReport {
  /** As the provider writes it. */
  code: string;
  text: string;
  /** Null: a code that we do not know. */
  state: LetterState | null;
  /** ISO instant; null: it does not say when. */
  at: string | null;
}

export interface ProofRef {
  type: LetterProofType;
  /** By which it is downloaded. */
  id: string;
  at: string | null;
}

/** The whole truth of the provider about a letter. */
export interface LetterSnapshot {
  /** It lies there and has not been submitted. */
  isDraft: boolean;
  reports: ProviderReport[];
  block: LetterBlock | null;
  proofs: ProofRef[];
  trackingNumber: string | null;
  /** What it really costs, in minor units; null: not known yet. */
  cost: { minor: number; currency: string } | null;
  /**
   * ISO instant before which nothing of it changes without a word; null: nothing more comes of it, its proofs are
   * there. Absent: it must be asked again and again.
   */
  nextAt?: string | null;
}

/** Something happened to one of its resources: never more than a reason to fetch. */
export interface ProviderHint {
  eventType: string;
  /** What the provider calls the letter. */
  ref: string | null;
  /** Our own reference, as the provider repeats it. */
  reference: string | null;
}

/** A notification as it came. */
export interface ProviderNotification {
  headers: { readonly [name: string]: string | undefined };
  body: Uint8Array;
}

/** By which a notification shows that it comes from whom we gave our address to. */
export interface HookAccount {
  login: string;
  password: string;
}

export interface TriedProvider {
  ok: boolean;
  /** The last step that was begun. */
  step: 'connect' | 'sign_in' | 'request';
  failure: ProviderFailure | null;
  /** What the other side said; no secret. */
  answered: string | null;
  /** What was found to work, for people: kinds that the account may send. */
  kinds: LetterKind[];
}

export interface DraftMaking {
  /** The same for each try to put the same draft there, another once that was replaced; at most 48 characters. */
  key: string;
  /** Awaited as soon as the provider has a name for it, before anything else is done with it. */
  onMade: (ref: string) => Promise<void>;
}

/** What lies there and was never submitted. */
export interface ProviderDraft {
  address: LetterAddress;
  /** Our own reference, as far as the provider repeats it. */
  reference: string | null;
  madeAt: Date;
}

export interface LetterProvider {
  readonly name: LetterProviderName;
  readonly capabilities: ProviderCapabilities;
  /** Offline, before anything is paid. */
  validate(job: LetterJob): LetterProblem[];
  /** Puts it there as a draft: repeatable, and costs nothing. Refuses what the provider will not print. */
  prepare(job: LetterJob, making: DraftMaking): Promise<void>;
  /** What it would cost now; null: it has no price for it. Throws `ProviderError`. Absent: it has no prices to ask for. */
  quote?(letter: PricedLetter): Promise<Price | null>;
  /** The one step that costs. Throws `ProviderError`; see `mayHaveTakenEffect`. */
  submit(ref: LetterAddress, job: Submission): Promise<void>;
  /** Has a one-time code for this draft sent to the person who stands for the sender; an earlier one works no more. */
  requestCode?(ref: LetterAddress): Promise<void>;
  /** A draft is thrown away; what was submitted stays. */
  discard(ref: LetterAddress): Promise<'discarded' | 'too_late'>;
  /** What was submitted is stopped, where it can still be. */
  cancel(ref: LetterAddress): Promise<'cancelled' | 'too_late'>;
  /** Drafts that lie there, of whomever, as far back as is looked. */
  drafts(): Promise<ProviderDraft[]>;
  /** Null: the provider knows nothing of it. `asOf`: by the clock of who asks; now where absent. */
  fetch(ref: LetterAddress, asOf?: Date): Promise<LetterSnapshot | null>;
  downloadProof(ref: LetterAddress, proofId: string): Promise<{ bytes: Uint8Array; contentType: string }>;
  /**
   * What a notification says; empty: nothing that can be read. Null: it does not show that it comes from whom this account
   * was given to.
   */
  readNotification(notification: ProviderNotification, account: HookAccount): ProviderHint[] | null;
  /** Asks for notifications at this address, to be shown with this account; repeatable. */
  subscribe(hook: HookAccount & { url: string }): Promise<void>;
  /** Signs in and looks; sends nothing. */
  test(): Promise<TriedProvider>;
  /** The provider's own page about a letter, for anyone who has an account there. */
  pageOf(ref: LetterAddress): string | null;
}

/** What a price depends on. */
export interface PricedLetter extends Pick<LetterJob, 'kind' | 'pages' | 'options'> {
  /** ISO code of where it goes. */
  country: string;
}

export interface Price {
  minor: number;
  currency: string;
}

export interface Submission extends Pick<LetterJob, 'kind' | 'options'> {
  /** What a person typed, where the kind needs it: in memory only, in no text of an error. */
  code?: string | undefined;
}

/** What a provider calls a letter, and which of its services has it. */
export interface LetterAddress {
  kind: LetterKind;
  ref: string;
}

export type LetterProviders = { readonly [name in LetterProviderName]?: LetterProvider };

/** Of the code that a person typed: another one, or no more. */
export type CodeFailure = 'code_wrong' | 'code_expired';

/** `refused`: for good. */
export type ProviderFailure = LetterTrouble | CodeFailure | 'refused';

/** A call that did not do what was asked. */
export class ProviderError extends Error {
  readonly failure: ProviderFailure;
  readonly status: number | undefined;
  /** Codes of the provider. */
  readonly codes: string[];
  readonly retryAfterMs: number | undefined;
  /** The request may have been carried out although no whole answer came. */
  readonly mayHaveTakenEffect: boolean;

  constructor(
    failure: ProviderFailure,
    text: string,
    more: {
      status?: number;
      codes?: string[];
      retryAfterMs?: number;
      mayHaveTakenEffect?: boolean;
    } = {},
  ) {
    super(text);
    this.name = 'ProviderError';
    this.failure = failure;
    this.status = more.status;
    this.codes = more.codes ?? [];
    this.retryAfterMs = more.retryAfterMs;
    this.mayHaveTakenEffect = more.mayHaveTakenEffect ?? false;
  }
}
