/**
 * A provider of letters on this machine that speaks the languages of Maileva and of Pingen, and posts nothing: for demos, for trying a
 * connection, and for tests, which steer what becomes of a letter and what goes wrong.
 */
import type { AddressInfo } from 'node:net';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import { take, type Step } from './course.ts';
import { documentRoutes } from './documents.ts';
import { SandboxLetters, services, type SandboxSending } from './letters.ts';
import { NotificationCentre } from './notifications.ts';
import { pageRoutes } from './page.ts';
import { takePingen } from './pingen/course.ts';
import { PingenLetters, type PingenSandboxLetter } from './pingen/letters.ts';
import { presentNews } from './pingen/present.ts';
import { pingenRoutes } from './pingen/routes.ts';
import { sendingRoutes } from './sendings.ts';
import { tokenRoutes } from './tokens.ts';

export interface SandboxFaults {
  /** So many submissions take effect, and no answer comes. */
  silentSubmits: number;
  /** So many submissions take effect, and the connection is cut. */
  cutSubmits: number;
  /** So many requests are answered with 500 and change nothing. */
  errors: number;
  /** Every answer has status 200 and says maintenance in its body. */
  maintenance: boolean;
  /** What is submitted is blocked: the account has no credit. */
  noCredit: boolean;
  /** Nobody can sign in. */
  refusesSignIn: boolean;
  /** What it is given to print is not what it prints. */
  refusesContent: boolean;
}

const noFaults: SandboxFaults = {
  silentSubmits: 0,
  cutSubmits: 0,
  errors: 0,
  maintenance: false,
  noCredit: false,
  refusesSignIn: false,
  refusesContent: false,
};

export interface SandboxAccount {
  clientId: string;
  clientSecret: string;
  username: string;
  password: string;
}

export const sandboxAccount: SandboxAccount = {
  clientId: 'sandbox-client',
  clientSecret: 'sandbox-secret',
  username: 'sandbox-user',
  password: 'sandbox-password',
};

export interface SandboxOptions {
  port?: number;
  /** Where letters outlive a restart; absent: nowhere. */
  folder?: string;
  /** What one minute of its retry ladder takes. */
  msAMinute?: number;
  /** After so long a submitted letter is accepted, and twice that printed and dispatched; 0: only when steered. */
  stepMs?: number;
  account?: SandboxAccount;
  now?: () => Date;
}

/** What its routes share. */
export interface SandboxWorld {
  letters: SandboxLetters;
  centre: NotificationCentre;
  faults: SandboxFaults;
  account: SandboxAccount;
  /** Tokens that are good. */
  tokens: Map<string, number>;
  /** How often somebody asked for one. */
  signIns: number;
  now: () => Date;
  origin: () => string;
  /** Takes steps of a letter and tells of them. */
  steer: (sending: SandboxSending, steps: readonly Step[]) => void;
  /** A letter was submitted: it goes its way by itself, where it is to. */
  submitted: (sending: SandboxSending) => void;
  /** Letters in Pingen's language. */
  pingen: PingenLetters;
  steerPingen: (letter: PingenSandboxLetter, steps: readonly Step[]) => void;
  submittedPingen: (letter: PingenSandboxLetter) => void;
}

export interface LetterSandbox {
  url: string;
  letters: SandboxLetters;
  centre: NotificationCentre;
  faults: SandboxFaults;
  pingen: PingenLetters;
  /** By the reference that the client gave. */
  steer(reference: string, ...steps: Step[]): void;
  find(reference: string): SandboxSending | undefined;
  /** From now on its clock is this one; undefined: that of the machine. */
  setClock(now: (() => Date) | undefined): void;
  expireTokens(): void;
  signIns(): number;
  close(): Promise<void>;
}

const bodyLimit = 25 * 1024 * 1024;

export async function startLetterSandbox(options: SandboxOptions = {}): Promise<LetterSandbox> {
  const app = fastify({ bodyLimit, forceCloseConnections: true });
  let clock = options.now;
  const now = () => clock?.() ?? new Date();
  const world = worldOf(
    { ...options, now },
    () => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
  );
  await app.register(multipart, { limits: { fileSize: 21 * 1024 * 1024, files: 2, parts: 10 } });
  rejectOthers(app, world);
  tokenRoutes(app, world);
  for (const service of services) sendingRoutes(app, world, service);
  documentRoutes(app, world);
  pingenRoutes(app, world);
  pageRoutes(app, world);
  await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  resume(world);
  const find = (reference: string) =>
    world.letters
      .all()
      .find(({ fields, submissions }) => fields['custom_id'] === reference && submissions > 0) ??
    world.letters.all().find(({ fields }) => fields['custom_id'] === reference);
  return {
    url: world.origin(),
    letters: world.letters,
    centre: world.centre,
    faults: world.faults,
    pingen: world.pingen,
    steer(reference, ...steps) {
      const sending = find(reference);
      const letter = world.pingen.find(reference);
      if (sending) world.steer(sending, steps);
      else if (letter) world.steerPingen(letter, steps);
      else throw new Error(`the sandbox has no letter ${reference}`);
    },
    find,
    setClock(given) {
      clock = given;
    },
    expireTokens: () => world.tokens.clear(),
    signIns: () => world.signIns,
    async close() {
      await world.centre.close();
      await app.close();
    },
  };
}

function worldOf(options: SandboxOptions & { now: () => Date }, origin: () => string): SandboxWorld {
  const { folder, msAMinute = 60_000, stepMs = 0, account = sandboxAccount, now } = options;
  const letters = new SandboxLetters(folder);
  const centre = new NotificationCentre(msAMinute, folder);
  const steer: SandboxWorld['steer'] = (sending, steps) => {
    for (const step of steps) {
      const happened = take(sending, step, now());
      letters.save(sending);
      for (const one of happened) centre.notify(sending, one, origin(), now());
    }
  };
  const pingen = new PingenLetters(folder);
  const steerPingen: SandboxWorld['steerPingen'] = (letter, steps) => {
    for (const step of steps) {
      const happened = takePingen(letter, step, now());
      pingen.save(letter);
      if (happened === undefined || happened.category === null) continue;
      centre.tell(happened.category, 'pingen', (to) => presentNews({ origin }, letter, happened, to));
    }
  };
  const later = (ms: number, work: () => void) => void setTimeout(work, ms).unref();
  const goesItsWay = (go: (steps: readonly Step[]) => void) => {
    if (stepMs === 0) return;
    later(stepMs, () => go(['accept']));
    later(2 * stepMs, () => go(['print', 'dispatch']));
  };
  return {
    letters,
    centre,
    faults: { ...noFaults },
    account,
    tokens: new Map(),
    signIns: 0,
    now,
    origin,
    steer,
    submitted(sending) {
      if (sending.plan === undefined) goesItsWay((steps) => steer(sending, steps));
    },
    pingen,
    steerPingen,
    submittedPingen: (letter) => goesItsWay((steps) => steerPingen(letter, steps)),
  };
}

/** What was on its way when it was stopped goes on. */
function resume({ letters, submitted, pingen, submittedPingen }: SandboxWorld): void {
  for (const sending of letters.all())
    if (['PENDING', 'ACCEPTED'].includes(sending.status)) submitted(sending);
  for (const letter of pingen.all())
    if (['submitted', 'accepted', 'printing'].includes(letter.status)) submittedPingen(letter);
}

/** Faults before anything else, then the token: as a provider's front door does. */
function rejectOthers(app: FastifyInstance, { faults, tokens, letters }: SandboxWorld): void {
  app.addHook('onRequest', async (request, reply) => {
    const isService =
      services.some((service) => request.url.startsWith(`/${service}/`)) ||
      /^\/(notification_center|electronic_mail_emitter)\//.test(request.url);
    if (!isService) return;
    if (faults.maintenance)
      return reply.code(200).send({ code: 'MAINTENANCE', message: 'Le service est en maintenance' });
    if (faults.errors > 0) {
      faults.errors -= 1;
      return reply.code(500).send({ code: 'INTERNAL_ERROR', message: 'Erreur interne' });
    }
    const [, asked = ''] = /\/sendings\/([^/?]+)/.exec(request.url) ?? [];
    if (letters.get(asked)?.isSilent)
      return reply.code(503).send({ code: 'SERVICE_UNAVAILABLE', message: 'Service indisponible' });
    const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
    if ((tokens.get(token) ?? 0) < Date.now())
      return reply.code(401).send({ code: 'UNAUTHORIZED', message: 'Jeton absent ou expiré' });
  });
}
