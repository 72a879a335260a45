/** What is being written outside the scenario, and how it would leave: asked again after each change, the newest wins. */
import { answer, apiClient, type Problem, type Schemas } from '#lib/api/client.ts';
import { documentOf } from '#lib/document.ts';
import {
  textFormOf,
  type Channel,
  type Document,
  type LetterKind,
  type MessageAttachmentKind,
  type MessageLanguage,
} from '#lib/vocabulary.ts';

type Text = { subject: string; body: Document };

const pauseMs = 400;
const mostTurns = 10;
const usualWaitSeconds = 1;

export class Writing {
  readonly channel: Channel;
  readonly isLetter: boolean;
  templateKey = $state<string | null>(null);
  language = $state<MessageLanguage>();
  letterKind = $state<LetterKind>('standard');
  contactIds = $state.raw<string[]>();
  itemIds = $state.raw<string[]>();
  attachments = $state.raw<MessageAttachmentKind[]>([]);
  /** What was typed; undefined: the template as it is. */
  text = $state.raw<Text>();
  preview = $state.raw<Schemas['WrittenPreview']>();
  problem = $state.raw<Problem>();
  /** What is shown is of what was typed. */
  isFresh = $state(false);
  readonly #path: { entityId: string; customerId: string };
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(path: { entityId: string; customerId: string }, channel: Channel) {
    this.#path = path;
    this.channel = channel;
    this.isLetter = textFormOf(channel) === 'letter';
  }

  stop(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  /** Asks anew; answers what was found, undefined where something newer was asked meanwhile. */
  async show(): Promise<Schemas['WrittenPreview'] | undefined> {
    clearTimeout(this.#timer);
    const mine = ++this.#turn;
    this.isFresh = false;
    const got = await this.#ask(() => mine === this.#turn);
    if (mine !== this.#turn) return undefined;
    this.isFresh = true;
    this.problem = got.ok ? undefined : got.problem;
    if (!got.ok) return undefined;
    this.preview = got.data;
    this.contactIds = got.data.contactIds;
    this.itemIds = got.data.itemIds;
    this.language = got.data.language;
    return got.data;
  }

  /** After a pause in typing. */
  showSoon(): void {
    this.isFresh = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.show(), pauseMs);
  }

  /** What is chosen, as the server is asked. */
  get asked(): Schemas['PreviewWrittenInput'] {
    const { channel, templateKey, contactIds, itemIds, language, text, attachments } = this;
    return {
      channel,
      letterKind: this.isLetter ? this.letterKind : null,
      templateKey,
      attachments,
      ...(contactIds && { contactIds }),
      ...(itemIds && { itemIds }),
      ...(language && { language }),
      ...(text && { text }),
    };
  }

  /** The text as it would leave. */
  get written(): Text | undefined {
    const shown = this.preview?.text;
    return this.text ?? (shown && { subject: shown.subject, body: documentOf(shown.body) });
  }

  async #ask(isWanted: () => boolean) {
    for (let turn = 1; ; turn += 1) {
      const got = await answer(
        apiClient().POST('/api/entities/{entityId}/customers/{customerId}/written-messages/preview', {
          params: { path: this.#path },
          body: this.asked,
        }),
      );
      if (got.ok || got.problem.code !== 'too_many_attempts' || turn === mostTurns || !isWanted()) return got;
      const { retryAfterSeconds } = got.problem.params;
      const seconds = typeof retryAfterSeconds === 'number' ? retryAfterSeconds : usualWaitSeconds;
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      if (!isWanted()) return got;
    }
  }
}
