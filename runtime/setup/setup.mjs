/**
 * Makes a fresh clone runnable: `npm start`, `npm test` and the other commands call it first. It runs on the
 * machine's own Node with nothing installed, does only what is missing, shows what takes time, and says what to do
 * when something cannot be had.
 *
 *   node runtime/setup/setup.mjs [--tests] [--quiet]
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { provideBrowser } from './browser.mjs';
import { SetupProblem, exclusively, mention, run, say, setQuiet } from './progress.mjs';
import { provideTemporal, provideTimeSkippingServer } from './temporal.mjs';
import { provideVeraPdf } from './verapdf.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const stamps = path.join(root, 'node_modules', '.cache', 'relance');
const node = path.join(root, 'node_modules', '.bin', 'node');
const forTests = process.argv.includes('--tests');
const quiet = process.argv.includes('--quiet');

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 12)) return;
  throw new SetupProblem(
    `Relance needs Node 20.12 or newer to install itself; this is ${process.versions.node}. ` +
      'Install a newer one from https://nodejs.org or your package manager.',
  );
}

/** npm writes node_modules/.package-lock.json at the end of each install: what it says is what is there. */
function packagesAreThere() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed) || !existsSync(node)) return false;
  const lock = path.join(root, 'package-lock.json');
  return stampOf('packages') === hashFiles([lock]) || statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
}

async function installPackages() {
  const lock = path.join(root, 'package-lock.json');
  if (packagesAreThere()) {
    if (stampOf('packages') === undefined) stamp('packages', hashFiles([lock]));
    return;
  }
  say('Packages are missing or older than package-lock.json.');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // The build of the pages needs the development packages, regardless of what NODE_ENV says.
  const options = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    await run('installing packages (npm ci)', npm, ['ci', ...options], { cwd: root }).catch(async (error) => {
      // npm ci wants every platform's optional packages in the lock file; a registry that lacks one leaves it out.
      if (!/from lock file/.test(error.message)) throw error;
      say('  package-lock.json lacks packages of other platforms: the versions it names are installed.');
      await run('installing packages', npm, ['install', '--no-save', ...options], { cwd: root });
    });
  } catch (error) {
    throw new SetupProblem(
      `npm could not install the packages. ${error.message}\n` +
        'Check that this machine reaches the npm registry (npm ping), then run the command again.',
    );
  }
  stamp('packages', hashFiles([lock]));
}

/** Prisma downloads an engine that generating does not use, unless it is told of any executable. */
async function generateClient() {
  const wanted = hashFiles([
    ...filesBelow(path.join(root, 'prisma/schema')),
    path.join(root, 'node_modules/prisma/package.json'),
  ]);
  if (stampOf('prisma') === wanted && existsSync(path.join(root, 'prisma/generated/client.ts'))) return;
  await run(
    'generating the database client',
    node,
    [path.join(root, 'node_modules/prisma/build/index.js'), 'generate'],
    {
      cwd: root,
      env: {
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    },
  );
  stamp('prisma', wanted);
}

async function buildWeb() {
  const web = path.join(root, 'web');
  if (!existsSync(path.join(web, 'src')))
    return mention('The web pages have no sources: only the API will answer.');
  const own = ['package.json', 'vite.config.ts', 'tsconfig.json'].map((name) => path.join(web, name));
  const wanted = hashFiles([
    ...own.filter((file) => existsSync(file)),
    path.join(root, 'package-lock.json'),
    ...filesBelow(path.join(web, 'src')),
    ...filesBelow(path.join(web, 'static')),
    ...filesBelow(path.join(root, 'domain')),
  ]);
  if (stampOf('web') === wanted && existsSync(path.join(web, 'build', 'handler.js'))) return;
  await run('building the web pages', node, [viteBinary(), 'build'], { cwd: web });
  stamp('web', wanted);
}

function viteBinary() {
  const places = [
    path.join(root, 'web/node_modules/vite/bin/vite.js'),
    path.join(root, 'node_modules/vite/bin/vite.js'),
  ];
  return places.find((file) => existsSync(file)) ?? places[1];
}

/** The bundler knows by itself whether the sources have changed; asked only when they may have. */
async function bundleWorkflows() {
  const script = path.join(root, 'worker/bundle.ts');
  if (!existsSync(script)) return;
  const wanted = hashFiles([
    ...filesBelow(path.join(root, 'workflows')),
    script,
    path.join(root, 'node_modules/@temporalio/worker/package.json'),
  ]);
  if (stampOf('bundle') === wanted && existsSync(path.join(root, 'worker/bundle'))) return;
  await run('bundling the workflows', node, [script], { cwd: root });
  stamp('bundle', wanted);
}

function hashFiles(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const full = path.join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(full) : [full];
    });
}

function stampOf(name) {
  const file = path.join(stamps, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function stamp(name, value) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(path.join(stamps, name), value);
}

async function main() {
  setQuiet(true);
  checkNode();
  // Outside node_modules, which npm ci removes as a whole.
  await exclusively(path.join(root, '.relance', 'setup'), async () => {
    await installPackages();
    await generateClient();
    await bundleWorkflows();
    if (!quiet) await buildWeb();
  });
  if (quiet) return;
  await provideTemporal();
  if (!forTests) return;
  await provideTimeSkippingServer();
  await provideVeraPdf();
  await provideBrowser();
}

main().catch((error) => {
  process.stderr.write(`\n${error instanceof SetupProblem ? error.message : error.stack}\n`);
  process.exitCode = 1;
});
