/**
 * News from the server and the pages that want to hear of it. What happened before the stream was open, the first time
 * after the server wrote the page, is nobody's news: pages are read again each time it opens.
 */
import { changeTopics, type ChangeTopic } from './vocabulary.ts';

export interface News {
  topics: ChangeTopic[];
  customerIds: string[];
  importIds: string[];
  /** So many customers that they are not named. */
  many: boolean;
}

const listeners = new Set<(news: News) => void>();
const everything: News = { topics: [...changeTopics], customerIds: [], importIds: [], many: true };
const gatherMs = 800;
let isLeaving = () => false;
/** What came between the reading of the next page and its listening: reported to it as it begins to listen. */
let missed: News[] = [];
const mostMissed = 20;

/** Says whether somebody is on the way to another page; refreshing meanwhile would call that off. */
export function whileLeaving(check: () => boolean): void {
  isLeaving = check;
}

/**
 * Calls `refresh` after news of one of the topics, at most every 0.8 s however many come, and not before the last
 * refresh has ended: a page that is read again calls off the reading before, and news could come faster than a slow
 * connection reads. Give the answer to `$effect`. With `isMine` only news that it accepts.
 */
export function onNews(
  wanted: ChangeTopic[],
  refresh: () => unknown,
  isMine: (news: News) => boolean = () => true,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRefreshing = false;
  let cameMeanwhile = false;
  let isOver = false;
  const wait = () => {
    timer = setTimeout(() => {
      if (isLeaving()) return wait();
      timer = undefined;
      void start();
    }, gatherMs);
  };
  const start = async () => {
    isRefreshing = true;
    try {
      await refresh();
    } finally {
      isRefreshing = false;
      if (cameMeanwhile && !isOver) wait();
      cameMeanwhile = false;
    }
  };
  const listener = (news: News) => {
    if (!news.topics.some((topic) => wanted.includes(topic)) || !isMine(news)) return;
    if (isRefreshing) cameMeanwhile = true;
    else if (timer === undefined) wait();
  };
  listeners.add(listener);
  for (const news of missed) listener(news);
  return () => {
    listeners.delete(listener);
    clearTimeout(timer);
    isOver = true;
  };
}

/** Calls `refresh` again and again, each time so long after the last one has ended; give the answer to `$effect`. */
export function keepAsking(refresh: () => unknown, restMs: number): () => void {
  let timer: ReturnType<typeof setTimeout>;
  let isOver = false;
  const rest = () => {
    timer = setTimeout(async () => {
      try {
        await refresh();
      } finally {
        if (!isOver) rest();
      }
    }, restMs);
  };
  rest();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

export function notifyNews(news: News): void {
  missed = isLeaving() ? [...missed, news].slice(-mostMissed) : [];
  for (const listener of [...listeners]) listener(news);
}

/** Anything may have happened. */
export function notifyAll(): void {
  notifyNews(everything);
}

/** Null for what is no news. */
export function readNews(text: string): News | null {
  try {
    const value = Object(JSON.parse(text)) as Partial<News>;
    return { ...everything, many: false, topics: [], ...value };
  } catch {
    return null;
  }
}
