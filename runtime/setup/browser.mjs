/** The browser of the page tests: any that is installed, else the system's package, else a sentence. */
import { existsSync } from 'node:fs';
import { findChromium, onPath } from './places.mjs';
import { SetupProblem, mention, run, say } from './progress.mjs';

export async function provideBrowser() {
  const found = findChromium();
  if (found) return mention(`Browser: ${found}`);
  const byHand =
    'Install Chromium or Chrome (Debian and Ubuntu: apt-get install chromium; macOS: brew install --cask chromium), ' +
    'or set RELANCE_CHROMIUM to the program.';
  const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get');
  if (!mayInstall)
    throw new SetupProblem(`The tests of the pages need a browser and there is none. ${byHand}`);
  say('The tests of the pages need a browser; Debian has one.');
  try {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('reading the package lists', 'apt-get', ['update', '-qq'], { env });
    await run('installing Chromium', 'apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
      env,
    });
  } catch (error) {
    throw new SetupProblem(`Chromium could not be installed: ${error.message}\n${byHand}`);
  }
  if (!findChromium()) throw new SetupProblem(`Chromium was installed but is not found. ${byHand}`);
}
