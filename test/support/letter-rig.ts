/** A fault rig whose first reminders are letters, carried by a sandbox that is a process of its own and can be killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMaileva } from '../../activities/adapters/maileva/provider.ts';
import type { LetterProvider } from '../../activities/letters/provider.ts';
import type { SandboxSending } from '../../runtime/letter-sandbox/letters.ts';
import { sandboxAccount, type SandboxFaults } from '../../runtime/letter-sandbox/sandbox.ts';
import { freePort } from '../../runtime/processes.ts';
import {
  alwaysOpen,
  daysFromToday,
  startFaultRigWithServers,
  type FaultRig,
  type OwnServers,
} from './fault-rig.ts';
import { createCustomer, type TestEntity } from './ledger.ts';
import { letterEntity } from './letter-post.ts';
import { endsWithTheRun } from './shared-server.ts';

/** What the provider has on its disk, with the bytes of the document. */
export interface LetterThere extends SandboxSending {
  pdf: Buffer | undefined;
}

export interface LetterRig extends FaultRig, OwnServers {
  entity: TestEntity;
  provider: LetterProvider;
  /** So many customers whose letter is due now; answers their ids. */
  letters(count: number): Promise<string[]>;
  killSandbox(): Promise<void>;
  restartSandbox(): Promise<void>;
  /** Of the process that runs now; they are gone with it. */
  troubleSandbox(trouble: { faults?: Partial<SandboxFaults>; expireTokens?: boolean }): Promise<void>;
  /** Read from its disk, whoever lives. */
  there(): LetterThere[];
}

const root = path.resolve(import.meta.dirname, '..', '..');

export async function startLetterRig(): Promise<LetterRig> {
  const folder = mkdtempSync(path.join(tmpdir(), 'relance-letters-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let sandbox = await startSandbox(port, folder);
  const rig = await startFaultRigWithServers({
    worker: fileURLToPath(new URL('../faults/letter-worker.ts', import.meta.url)),
    environment: {
      MAILEVA_URL: url,
      MAILEVA_TOKEN_URL: url,
      MAILEVA_CLIENT_ID: sandboxAccount.clientId,
      MAILEVA_CLIENT_SECRET: sandboxAccount.clientSecret,
      MAILEVA_USERNAME: sandboxAccount.username,
      MAILEVA_PASSWORD: sandboxAccount.password,
    },
  });
  const entity = await letterEntity(rig.db, { recallMinutes: 0, entity: alwaysOpen });
  return {
    ...rig,
    entity,
    provider: createMaileva({ apiUrl: url, tokenUrl: url, ...sandboxAccount }),
    letters: (count) => letterCustomers(rig, entity, count),
    killSandbox: () => ended(sandbox),
    restartSandbox: async () => void (sandbox = await startSandbox(port, folder)),
    async troubleSandbox(trouble) {
      const done = new Promise((resolve) => sandbox.once('message', resolve));
      sandbox.send(trouble);
      await done;
    },
    there: () => lettersIn(folder),
    async close() {
      await rig.close();
      await ended(sandbox);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startSandbox(port: number, folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['test/faults/letter-sandbox.ts', String(port), folder], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await endsWithTheRun(child.pid!);
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)));
  });
  return child;
}

/** As a power cut. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exited;
}

function lettersIn(folder: string): LetterThere[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const sending = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as SandboxSending;
      const [document] = sending.documents;
      const pdf = document && readFileSync(path.join(folder, `${document.id}.pdf`));
      return { ...sending, pdf };
    });
}

async function letterCustomers(rig: FaultRig, entity: TestEntity, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push(
      await createCustomer(rig.db, entity, {
        data: {
          timeZone: 'UTC',
          country: 'FR',
          address: { street: '12 rue de la Paix', postalCode: '75002', city: 'Paris', country: 'FR' },
        },
        items: [{ number: 'F-1', dueOn: daysFromToday(-40), openMinor: 120_000 }],
      }),
    );
  return ids;
}
