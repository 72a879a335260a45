/**
 * Where the programs are that Relance runs beside itself. Plain JavaScript with Node's own modules: setup runs it
 * before anything is installed, on whichever Node the machine has.
 */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** The newest Temporal CLI that `go install` accepts (server 1.29.1); later tags carry a replace directive. */
export const temporalCliVersion = '1.5.1';
export const timeSkippingVersion = '1.38.0';
export const veraPdfVersion = '1.28.2';

const machine = `${process.platform}-${process.arch}`;
const exe = process.platform === 'win32' ? '.exe' : '';

/** Programs that were fetched or built once, shared by every clone on this machine. */
export function cacheFolder() {
  return path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'relance');
}

export function temporalFolder() {
  return path.join(cacheFolder(), `temporal-cli-${temporalCliVersion}-${machine}`);
}

/** What the SDK downloads by itself lies here. */
export function sdkFolder() {
  return path.join(cacheFolder(), `temporal-sdk-downloads-${machine}`);
}

export function timeSkippingFolder() {
  return path.join(cacheFolder(), `temporal-test-server-${timeSkippingVersion}`);
}

export function veraPdfFolder() {
  return path.join(cacheFolder(), `verapdf-${veraPdfVersion}`);
}

/** Every Temporal CLI of this machine: on the PATH, in the cache folder, downloaded by the SDK. */
export function findTemporals() {
  return [
    onPath('temporal'),
    executable(path.join(temporalFolder(), `temporal${exe}`)),
    downloaded(/^temporal-cli-/),
  ].filter((found) => found !== undefined);
}

/** The first of them. */
export function findTemporal() {
  return findTemporals()[0];
}

/** The server of the time-skipping tests. */
export function findTimeSkippingServer() {
  return (
    executable(path.join(timeSkippingFolder(), 'temporal-test-server')) ??
    downloaded(/^temporal-test-server-/)
  );
}

/** The judge of archive files. */
export function findVeraPdf() {
  return executable(path.join(veraPdfFolder(), 'verapdf'));
}

/** Chromium without windows, as Debian packages it. */
export function findHeadlessShell() {
  return onPath('chromium-headless-shell');
}

/** Any Chrome or Chromium, the one without windows first; RELANCE_CHROMIUM names another one. */
export function findChromium() {
  if (process.env.RELANCE_CHROMIUM) return executable(process.env.RELANCE_CHROMIUM);
  const withoutWindows = findHeadlessShell();
  if (withoutWindows) return withoutWindows;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const usual = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/snap/bin/chromium',
  ];
  for (const found of [...names.map(onPath), ...usual.map(executable)]) if (found) return found;
  return undefined;
}

/** Full path of a command, without asking a shell. */
export function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const found = folder && executable(path.join(folder, name + exe));
    if (found) return found;
  }
  return undefined;
}

function downloaded(pattern) {
  if (!existsSync(sdkFolder())) return undefined;
  const name = readdirSync(sdkFolder()).find(
    (entry) => pattern.test(entry) && !entry.endsWith('.downloading'),
  );
  return name && executable(path.join(sdkFolder(), name));
}

function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return file;
  } catch {
    return undefined;
  }
}
