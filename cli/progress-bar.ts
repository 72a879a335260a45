import type { Writable } from 'node:stream';

const width = 30;
const everyMs = 100;

export interface ProgressBar {
  /** `done` in thousandths. */
  show: (label: string, done: number) => void;
  /** Removes the bar, so that what follows stands on a clean line. */
  end: () => void;
}

/** A bar that is drawn over itself in a terminal; into a file or pipe nothing is written. */
export function progressBar(stream: Writable & { isTTY?: boolean }): ProgressBar {
  let shownAt = 0;
  return {
    show(label, done) {
      const now = Date.now();
      if (stream.isTTY !== true || (now - shownAt < everyMs && done < 1000)) return;
      shownAt = now;
      const share = Math.min(1, Math.max(0, done / 1000));
      const full = Math.round(share * width);
      stream.write(
        `\r\u001b[2K${label} [${'#'.repeat(full)}${'.'.repeat(width - full)}] ${Math.floor(share * 100)} %`,
      );
    },
    end() {
      if (stream.isTTY === true) stream.write('\r\u001b[2K');
    },
  };
}
