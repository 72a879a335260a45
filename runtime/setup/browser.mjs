/** The browser of the page tests: one without a window where there is or can be one, else any, else a sentence. */
import { existsSync } from 'node:fs';
import { findChromium, findHeadlessShell, onPath } from './places.mjs';
import { SetupProblem, mention, run, say } from './progress.mjs';

const byHand =
  'Install Chromium or Chrome (Debian and Ubuntu: apt-get install chromium; macOS: brew install --cask chromium), ' +
  'or set RELANCE_CHROMIUM to the program.';

export async function provideBrowser() {
  const found = findChromium();
  if (found && (found === findHeadlessShell() || process.env.RELANCE_CHROMIUM || !mayInstall()))
    return mention(`Browser: ${found}`);
  if (!mayInstall())
    throw new SetupProblem(`The tests of the pages need a browser and there is none. ${byHand}`);
  // It draws no windows, so that a profile and a page cost a third of the processor time.
  say('The tests of the pages are quicker in a Chromium without windows; Debian has one.');
  try {
    await install('chromium-headless-shell');
  } catch (error) {
    if (found) return say(`It could not be installed, ${found} is taken: ${error.message}`);
    await install('chromium').catch((reason) => {
      throw new SetupProblem(`Chromium could not be installed: ${reason.message}\n${byHand}`);
    });
  }
  if (!findChromium()) throw new SetupProblem(`Chromium was installed but is not found. ${byHand}`);
}

function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get') !== undefined;
}

async function install(name) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('reading the package lists', 'apt-get', ['update', '-qq'], { env, timeoutMs: 3 * 60_000 });
  await run(`installing ${name}`, 'apt-get', ['install', '-y', '--no-install-recommends', name], { env });
}
