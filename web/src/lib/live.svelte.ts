/**
 * News from the server: one event stream per company, and the pages that want to hear of something. The browser
 * connects again by itself; what happened meanwhile is fetched on reconnecting.
 */
export interface News {
  /** What changed: `agenda`, `customer`, `import`, `message` … as the server names it. */
  type: string;
  customerId?: string;
  importId?: string;
}

export const liveState = $state({ connected: false, tried: false });

const listeners = new Set<(news: News) => void>();

/** Calls back for each piece of news while the caller lives; give it to `$effect`. */
export function onNews(listener: (news: News) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Opens the stream of one company; the answer closes it. */
export function connectLive(entityId: string): () => void {
  const source = new EventSource(`/api/entities/${entityId}/events`);
  let wasConnected = false;
  source.onopen = () => {
    liveState.connected = true;
    liveState.tried = true;
    if (wasConnected) tell({ type: 'reconnected' });
    wasConnected = true;
  };
  source.onerror = () => {
    liveState.connected = false;
    liveState.tried = true;
  };
  const take = (event: MessageEvent<string>) => {
    const news = parse(event.data);
    if (news !== null) tell({ ...news, type: news.type ?? event.type });
  };
  source.onmessage = take;
  return () => source.close();
}

function tell(news: News): void {
  for (const listener of listeners) listener(news);
}

function parse(text: string): (Partial<News> & { type?: string }) | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}
