/**
 * News from the server: one event stream per company, opened again whenever it ends, and the pages that want to hear
 * of something. What happened before the stream was open, the first time after the server wrote the page, is nobody's
 * news: pages are read again each time it opens.
 */
export const topics = ['agenda', 'customer', 'message', 'import', 'mailbox', 'reply'] as const;
export type Topic = (typeof topics)[number];

export interface News {
  topics: Topic[];
  customerIds: string[];
  importIds: string[];
  /** So many customers that they are not named. */
  many: boolean;
}

export const liveState = $state({ connected: false, tried: false });

const listeners = new Set<(news: News) => void>();
const everything: News = { topics: [...topics], customerIds: [], importIds: [], many: true };
const gatherMs = 800;
const firstWaitMs = 2000;
const longestWaitMs = 60_000;

/**
 * Calls `refresh` after news of one of the topics, at most every 0.8 s however many come; give the answer to
 * `$effect`. With `isMine` only news that it accepts.
 */
export function onNews(
  wanted: Topic[],
  refresh: () => unknown,
  isMine: (news: News) => boolean = () => true,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listener = (news: News) => {
    if (!news.topics.some((topic) => wanted.includes(topic)) || !isMine(news)) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      void refresh();
    }, gatherMs);
  };
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    clearTimeout(timer);
  };
}

/** Opens the stream of one company and keeps it open; the answer closes it. */
export function connectLive(entityId: string): () => void {
  let source: EventSource;
  let graceTimer: ReturnType<typeof setTimeout> | undefined;
  let againTimer: ReturnType<typeof setTimeout> | undefined;
  let waitMs = firstWaitMs;
  const open = () => {
    source = new EventSource(`/api/entities/${entityId}/events`);
    source.onopen = () => {
      waitMs = firstWaitMs;
      liveState.connected = true;
      liveState.tried = true;
      tell(everything);
    };
    source.onerror = () => {
      // The server ends long streams on purpose and the browser is back at once: no reason to worry anybody.
      clearTimeout(graceTimer);
      graceTimer = setTimeout(() => {
        if (source.readyState === EventSource.OPEN) return;
        liveState.connected = false;
        liveState.tried = true;
      }, 5000);
      if (source.readyState === EventSource.CLOSED) {
        // An answer such as 429 or 503 ends the stream for good, says the standard: the browser does not come back.
        clearTimeout(againTimer);
        againTimer = setTimeout(open, waitMs * (0.5 + Math.random() / 2));
        waitMs = Math.min(2 * waitMs, longestWaitMs);
      }
    };
    source.addEventListener('changed', (event: MessageEvent<string>) => {
      const news = readNews(event.data);
      if (news !== null) tell(news);
    });
  };
  open();
  return () => {
    clearTimeout(graceTimer);
    clearTimeout(againTimer);
    source.close();
  };
}

function tell(news: News): void {
  for (const listener of [...listeners]) listener(news);
}

function readNews(text: string): News | null {
  try {
    const value = Object(JSON.parse(text)) as Partial<News>;
    return { ...everything, many: false, topics: [], ...value };
  } catch {
    return null;
  }
}
