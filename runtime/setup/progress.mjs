/** Set-up talks: a line at the start of each step, which a terminal keeps up to date and a log repeats now and then. */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Something is missing that a person must bring; the message is the whole explanation. */
export class SetupProblem extends Error {}

const isTerminal = process.stdout.isTTY === true;
const reportEveryMs = isTerminal ? 1000 : 15_000;
const clearLine = '\r\u001b[2K';

let quiet = false;

/** Quiet set-up prints nothing unless there is something to do. */
export function setQuiet(value) {
  quiet = value;
}

export function say(text) {
  process.stdout.write(`${text}\n`);
}

export function mention(text) {
  if (!quiet) say(text);
}

/** The line of what is being done: replaced in a terminal, another one elsewhere. */
function report(text) {
  if (isTerminal) process.stdout.write(`${clearLine}${text.slice(0, (process.stdout.columns || 80) - 1)}`);
  else say(text);
}

/**
 * Runs a command to its end. Progress is the time that has passed and its last line of output. Rejects with the tail
 * of its output.
 */
export function run(what, command, args, { env, cwd, timeoutMs = 30 * 60_000 } = {}) {
  report(`  ${what} …`);
  const startedAt = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-40_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const ticker = setInterval(() => {
      const last = output.trim().split('\n').at(-1)?.trim().slice(0, 90) ?? '';
      report(`  ${what} … ${seconds(startedAt)} s${last && `  ${last}`}`);
    }, reportEveryMs);
    const limit = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    const settle = (error) => {
      clearInterval(ticker);
      clearTimeout(limit);
      if (isTerminal) process.stdout.write(clearLine);
      if (error) reject(error);
      else {
        const wasLong = Date.now() - startedAt > 2000;
        if (isTerminal || wasLong) say(`  ${what}: done in ${seconds(startedAt)} s`);
        resolve(output);
      }
    };
    child.once('error', (error) => settle(error));
    child.once('close', (code, signal) =>
      settle(
        code === 0
          ? undefined
          : new SetupProblem(`${what} failed (${signal ?? `code ${code}`}):\n${output.trim().slice(-6000)}`),
      ),
    );
  });
}

function seconds(startedAt) {
  return Math.round((Date.now() - startedAt) / 1000);
}

/**
 * Runs `work` while no other process does the same on `folder`; others wait and say so. The lock is a folder whose
 * time is renewed every few seconds: one that was not renewed for a minute belongs to a process that was killed.
 */
export async function exclusively(folder, work) {
  const lock = `${folder}.lock`;
  mkdirSync(path.dirname(folder), { recursive: true });
  let reported = false;
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (ageMs(lock) > 60_000) {
        rmSync(lock, { recursive: true, force: true });
        continue;
      }
      if (!reported) say(`  waiting for another set-up that works on ${path.basename(folder)} …`);
      reported = true;
      await delay(500);
    }
  }
  const renew = () => writeFileSync(path.join(lock, 'alive'), String(process.pid));
  renew();
  const timer = setInterval(renew, 5000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    rmSync(lock, { recursive: true, force: true });
  }
}

function ageMs(lock) {
  for (const file of [path.join(lock, 'alive'), lock]) {
    try {
      return Date.now() - statSync(file).mtimeMs;
    } catch {
      continue;
    }
  }
  return 0;
}
