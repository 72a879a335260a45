/** The Temporal server and the time-skipping test server: found, downloaded by the SDK, or built. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fetchByMaven, javaByHand, mavenIsThere } from './maven.mjs';
import {
  findTemporal,
  findTimeSkippingServer,
  onPath,
  sdkFolder,
  temporalCliVersion,
  temporalFolder,
  timeSkippingFolder,
  timeSkippingVersion,
} from './places.mjs';
import { SetupProblem, exclusively, mention, run, say } from './progress.mjs';

const downloadHost = 'https://temporal.download';
const root = path.resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');

/** Makes sure that a Temporal server can be started here, unless TEMPORAL_ADDRESS names one. */
export async function provideTemporal() {
  if (process.env.TEMPORAL_ADDRESS) return mention(`Temporal: the server at TEMPORAL_ADDRESS is used.`);
  const found = findTemporal();
  if (found) return mention(`Temporal: ${found}`);
  say('Temporal, which keeps every waiting case, is not on this machine yet.');
  await exclusively(temporalFolder(), async () => {
    if (findTemporal() || (await downloadBySdk('temporal', findTemporal))) return;
    await buildByGo();
  });
  say(`Temporal: ${findTemporal()}`);
}

/** Makes sure that the server of the time-skipping tests is there. */
export async function provideTimeSkippingServer() {
  const found = findTimeSkippingServer();
  if (found) return mention(`Time-skipping test server: ${found}`);
  say('The time-skipping Temporal server, on which the calendar stories are tested, is not here yet.');
  await exclusively(timeSkippingFolder(), async () => {
    if (findTimeSkippingServer() || (await downloadBySdk('time-skipping', findTimeSkippingServer))) return;
    await fetchTestServer();
  });
  say(`Time-skipping test server: ${findTimeSkippingServer()}`);
}

async function downloadBySdk(which, find) {
  if (!(await reachable(downloadHost))) {
    say(`  ${downloadHost} cannot be reached from here: the SDK's own download is left out.`);
    return false;
  }
  mkdirSync(sdkFolder(), { recursive: true });
  const script = path.join(root, 'runtime/setup/sdk-download.mjs');
  try {
    const node = path.join(root, 'node_modules/.bin/node');
    await run('downloading by the Temporal SDK', node, [script, which, sdkFolder()], {
      timeoutMs: 5 * 60_000,
    });
  } catch (error) {
    say(`  the download failed: ${error.message.split('\n').at(-1)}`);
  }
  return find() !== undefined;
}

async function reachable(url) {
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
}

async function buildByGo() {
  const go =
    onPath('go') ?? ['/usr/local/go/bin/go', '/opt/homebrew/bin/go'].find((file) => existsSync(file));
  const byHand =
    'Install the Temporal CLI (https://docs.temporal.io/cli) so that "temporal" is on the PATH, ' +
    'or set TEMPORAL_ADDRESS to a server of yours';
  if (!go) {
    throw new SetupProblem(
      `Temporal could not be downloaded and there is no Go to build it. ${byHand}, or install Go 1.24 or newer.`,
    );
  }
  say(
    '  It is built once from source, which takes about six minutes on two cores and then stays in the cache.',
  );
  say(`  To shorten this: stop with Ctrl-C. ${byHand}.`);
  mkdirSync(path.dirname(temporalFolder()), { recursive: true });
  const partial = mkdtempSync(`${temporalFolder()}.`);
  // Caches of its own: they grow to 4.6 GB and go away with the build.
  const work = path.join(partial, 'work');
  try {
    await run(
      'building the Temporal CLI',
      go,
      ['install', '-v', `github.com/temporalio/cli/cmd/temporal@v${temporalCliVersion}`],
      {
        env: {
          GOBIN: path.join(partial, 'out'),
          GOCACHE: path.join(work, 'build'),
          GOMODCACHE: path.join(work, 'modules'),
          GOFLAGS: '-modcacherw',
        },
      },
    );
    renameSync(path.join(partial, 'out'), temporalFolder());
  } catch (error) {
    throw new SetupProblem(`Temporal could not be built: ${error.message}\n${byHand}.`);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

async function fetchTestServer() {
  if (!mavenIsThere()) {
    throw new SetupProblem(
      `The time-skipping test server could neither be downloaded nor fetched by Maven. ${javaByHand}`,
    );
  }
  try {
    await fetchByMaven({
      what: 'the test server',
      folder: timeSkippingFolder(),
      dependencies: [`io.temporal:temporal-test-server:${timeSkippingVersion}`, 'org.slf4j:slf4j-nop:1.7.36'],
      program: 'temporal-test-server',
      script: wrapper,
    });
  } catch (error) {
    throw new SetupProblem(
      `Maven could not fetch the time-skipping test server: ${error.message}\n${javaByHand}`,
    );
  }
}

// The SDK starts it with the port as its first argument.
const wrapper = `#!/bin/sh
exec java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \\
  -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$1"
`;
