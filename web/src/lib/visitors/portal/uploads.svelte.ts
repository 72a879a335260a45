/** Files that are sent one by one while the form is being filled in, each with its progress. */
import { asked, codeOf, pageApi } from '../shared/page-api.ts';
import type { SentFile } from './portal-data.ts';

export interface Upload {
  key: number;
  file: File;
  state: 'uploading' | 'done' | 'failed';
  /** 0 to 1 */
  progress: number;
  code: string | null;
  sent: SentFile | null;
}

export interface UploadLimits {
  maxFiles: number;
  maxFileBytes: number;
}

/** The files of one form. */
export class Uploads {
  list = $state<Upload[]>([]);
  busy = $derived(this.list.some(({ state }) => state === 'uploading'));
  /** Ids for the submission. */
  ids = $derived(this.list.flatMap(({ sent }) => (sent === null ? [] : [sent.id])));
  readonly #limits: UploadLimits;
  readonly #address: '/api/portal/files' | '/api/internal/files';
  readonly #requests = new Map<number, XMLHttpRequest>();
  #last = 0;
  #waiting: (() => void)[] = [];

  /** `address`: where files of this page go. */
  constructor(
    limits: UploadLimits,
    address: '/api/portal/files' | '/api/internal/files' = '/api/portal/files',
  ) {
    this.#limits = limits;
    this.#address = address;
  }

  /** Once nothing is on its way any more. False: one that was waited for failed, which it says itself, or was stopped. */
  async settled(): Promise<boolean> {
    if (!this.busy) return true;
    const expected = this.list.filter(({ state }) => state === 'uploading');
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return expected.every(({ key }) => this.list.some((one) => one.key === key && one.state === 'done'));
  }

  #notify(): void {
    if (this.busy) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      this.#last += 1;
      const upload: Upload = { key: this.#last, file, state: 'failed', progress: 0, code: null, sent: null };
      if (this.list.length >= this.#limits.maxFiles) upload.code = 'too_many_files';
      else if (file.size === 0) upload.code = 'file_empty';
      else if (file.size > this.#limits.maxFileBytes) upload.code = 'file_too_large';
      this.list.push(upload);
      if (upload.code === null) this.#start(this.list.at(-1) as Upload);
    }
  }

  retry(upload: Upload): void {
    this.#start(upload);
  }

  /** Stops it, or takes it back where it has arrived. */
  remove(upload: Upload): void {
    this.#requests.get(upload.key)?.abort();
    this.#requests.delete(upload.key);
    this.list = this.list.filter(({ key }) => key !== upload.key);
    this.#notify();
    // Left behind, it is swept with all that was never sent.
    if (upload.sent !== null) {
      const params = { path: { fileId: upload.sent.id } };
      void asked(pageApi().DELETE(`${this.#address}/{fileId}`, { params, body: {} }));
    }
  }

  clear(): void {
    for (const request of this.#requests.values()) request.abort();
    this.#requests.clear();
    this.list = [];
    this.#notify();
  }

  // fetch tells nothing of what has left already.
  #start(upload: Upload): void {
    const request = new XMLHttpRequest();
    this.#requests.set(upload.key, request);
    Object.assign(upload, { state: 'uploading', progress: 0, code: null });
    request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
      if (lengthComputable && total > 0) upload.progress = loaded / total;
    });
    request.addEventListener('load', () => {
      this.#requests.delete(upload.key);
      const body = parsed(request.responseText);
      if (request.status === 201) Object.assign(upload, { state: 'done', progress: 1, sent: body });
      else Object.assign(upload, { state: 'failed', code: codeOf(body) });
      this.#notify();
    });
    request.addEventListener('error', () => {
      this.#requests.delete(upload.key);
      Object.assign(upload, { state: 'failed', code: 'offline' });
      this.#notify();
    });
    const form = new FormData();
    form.append('file', upload.file);
    request.open('POST', this.#address);
    request.send(form);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
