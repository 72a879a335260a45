import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Whole or not at all, also when the process is killed in the middle. */
export function writeWhole(place: string, bytes: Uint8Array): void {
  const file = openSync(`${place}.new`, 'w', 0o600);
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${place}.new`, place);
}
