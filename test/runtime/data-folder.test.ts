import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockFolder, prepareDataFolder } from '../../runtime/data-folder.ts';
import { processStart } from '../../runtime/processes.ts';
import { TemporalDataRefused, binaryForData } from '../../runtime/temporal/data.ts';

let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'relance-lock-')), 'data');
  prepareDataFolder(folder);
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

describe('N-1 one start at a time on a data folder', () => {
  test('N-1 a second start refuses with a sentence that names the process', () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(
      new RegExp(`already runs on ${folder} \\(process ${process.pid}\\).*RELANCE_DATA`),
    );
    lock.release();
    lockFolder(folder).release();
  });

  test('N-1 the lock of a killed run is replaced', async () => {
    const killed = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    writeFileSync(
      path.join(folder, 'lock'),
      JSON.stringify({ pid: killed.pid, start: processStart(killed.pid!) }),
    );
    expect(() => lockFolder(folder)).toThrow(/already runs/);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    lockFolder(folder).release();
  });

  test('N-1 a process that only has the number of the killed one does not hold the folder', () => {
    writeFileSync(path.join(folder, 'lock'), JSON.stringify({ pid: process.pid, start: 'another time' }));
    lockFolder(folder);
    expect(JSON.parse(readFileSync(path.join(folder, 'lock'), 'utf8'))).toEqual({
      pid: process.pid,
      start: processStart(process.pid),
    });
  });

  test('N-1 a lock that a crash left half-written is replaced', () => {
    writeFileSync(path.join(folder, 'lock'), '{"pid":');
    lockFolder(folder).release();
  });
});

describe('N-1 a Temporal file is opened only by the server version that wrote it', () => {
  function cli(version: string): string {
    const file = path.join(folder, `temporal-${version}`);
    writeFileSync(file, `#!/bin/sh\necho "temporal version 1.0.0 (Server ${version}, UI 2.0.0)"\n`, {
      mode: 0o755,
    });
    return file;
  }

  test('N-1 the version is recorded, and the fitting one is chosen among several', () => {
    const [old, newer] = [cli('1.29.1'), cli('1.32.0')];
    expect(binaryForData(folder, [old])).toBe(old);
    expect(binaryForData(folder, [newer, old])).toBe(old);
  });

  test('N-1 another version refuses with both versions and a way out', () => {
    binaryForData(folder, [cli('1.29.1')]);
    expect(() => binaryForData(folder, [cli('1.32.0')])).toThrow(TemporalDataRefused);
    expect(() => binaryForData(folder, [cli('1.32.0')])).toThrow(
      /server 1\.29\.1; here is 1\.32\.0 .*PATH, or move/,
    );
  });
});
