/** Keeps the door for captured mail open while the API runs. */
import { startSmtpListener, type SmtpListener, type SmtpListenerOptions } from './smtp-listener.ts';

export interface CaptureDoor {
  close(): Promise<void>;
}

const tryAgainMs = 5_000;

/**
 * Listens as soon as the port is free: an API that is being replaced holds it until its last mail is taken, and the pages
 * do not wait for that. `onTrouble` hears of every vain attempt.
 */
export function openCaptureDoor(options: SmtpListenerOptions): CaptureDoor {
  let listener: SmtpListener | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const attempt = async (): Promise<void> => {
    try {
      const opened = await startSmtpListener(options);
      if (isClosed) await opened.close();
      else listener = opened;
    } catch (error) {
      if (isClosed) return;
      options.onTrouble(error instanceof Error ? error : new Error(String(error)));
      timer = setTimeout(() => (opening = attempt()), tryAgainMs);
    }
  };
  let opening = attempt();
  return {
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await opening;
      await listener?.close();
    },
  };
}
