/** The event stream of one company, opened again whenever it ends; news.ts passes on what it says. */
import { readNews, notifyAll, notifyNews } from './news.ts';

export const liveState = $state({ connected: false, tried: false });

const firstWaitMs = 2000;
const longestWaitMs = 60_000;

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
      notifyAll();
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
      if (news !== null) notifyNews(news);
    });
  };
  open();
  return () => {
    clearTimeout(graceTimer);
    clearTimeout(againTimer);
    source.close();
  };
}
