/** What speaks against opening the files of a mail: their content, what archives hold, and a virus scanner where one is named. */
import type { AttachmentWarning, MailScan } from '../../domain/vocabulary/mail.ts';
import type { ClamdPlace } from '../../config/capture.ts';
import { scanWithClamd } from '../adapters/clamd.ts';
import { threadPool } from '../thread-pool.ts';
import type { OnTrouble } from './check-sender.ts';

export interface CheckedAttachments {
  /** Of each, in the order of the list; null: they could not be looked at. */
  warnings: AttachmentWarning[][] | null;
  /** Null: no scanner is named, or there is nothing to scan. */
  scan: MailScan | null;
  /** What the scanner calls it that it found. */
  found: string | null;
}

export interface AttachmentCheck {
  /** Never rejects: what could not be done is said in the result. */
  check(raw: Uint8Array): Promise<CheckedAttachments>;
  close(): Promise<void>;
}

/** The caller closes it. */
export function createAttachmentCheck(
  clamd?: ClamdPlace,
  {
    silenceMs,
    budgetMs = 30_000,
    onTrouble,
  }: { silenceMs?: number; budgetMs?: number; onTrouble?: OnTrouble } = {},
): AttachmentCheck {
  const pool = threadPool<{ raw: Uint8Array }, AttachmentWarning[][]>(
    new URL('./attachment-job.ts', import.meta.url),
    { heapMb: 768, budgetMs, threads: 1 },
  );

  async function scanned(raw: Uint8Array): Promise<Pick<CheckedAttachments, 'scan' | 'found'>> {
    if (clamd === undefined) return { scan: null, found: null };
    try {
      // The whole mail: the scanner knows formats in which mails hide files.
      const verdict = await scanWithClamd(clamd, raw, silenceMs === undefined ? {} : { silenceMs });
      return { scan: verdict.result, found: verdict.result === 'infected' ? verdict.name : null };
    } catch (error) {
      onTrouble?.('virus scanner', error);
      return { scan: 'not_checked', found: null };
    }
  }

  return {
    async check(raw) {
      const warned = pool.run({ raw }).catch((error: unknown) => {
        onTrouble?.('attachments', error);
        return null;
      });
      const [warnings, scan] = await Promise.all([warned, scanned(raw)]);
      return { warnings, ...scan };
    },
    close: () => pool.close(),
  };
}
