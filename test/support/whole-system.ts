/**
 * Everything at once for journeys in a browser: a story whose time is skipped, the local mailbox as its mail server,
 * the API and the built pages on the same database, and a browser. Only the clock is not the real one.
 */
import path from 'node:path';
import { visitorClient } from '../../prisma/visitors.ts';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { letterDesk } from './letter-desk.ts';
import { renderer } from './threads.ts';
import { tableXlsx } from '../../activities/adapters/render/table-xlsx.ts';
import { archiveParts } from '../../activities/adapters/spreadsheet/archive.ts';
import { previewAction, previewNext } from '../../activities/messages/preview.ts';
import { localConnections } from '../../api/connections/connections.ts';
import { noCarriers } from '../../api/connections/letter-carriers.ts';
import { buildApp } from '../../api/app.ts';
import type { App } from '../../api/context.ts';
import { hashPassword } from '../../api/plugins/passwords.ts';
import { createCaseSignals, type CaseSignals } from '../../api/plugins/case-signals.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { startRelay } from '../../worker/relay.ts';
import { freePort } from '../../runtime/processes.ts';
import { password } from '../api/support.ts';
import { startBrowser, type TestBrowser } from '../web/browser.ts';
import { hydrated, takeSession } from '../web/support.ts';
import type { TestEntity } from './ledger.ts';
import type { GivenProviders } from './activity-deps.ts';
import { startLetterPost, type LetterPost } from './letter-post.ts';
import { startPaymentDesk, type PaymentDesk } from './payment-desk.ts';
import { Story } from './story.ts';

const webBuildFolder = path.resolve(import.meta.dirname, '../../web/build');

/** Frames show mail as it was written; that its scripts do not run is meant. */
const inFrames = "Blocked script execution in 'about:srcdoc'";

export class WholeSystem {
  readonly story: Story;
  readonly address: string;
  readonly complaints: string[] = [];
  /** Whoever carries letters, where there is one: a sandbox by the clock of the house. */
  readonly post: LetterPost | undefined;
  /** Whoever takes payments, where there is one: the same. */
  readonly payments: PaymentDesk | undefined;
  private readonly app: App;
  private readonly browser: TestBrowser;
  private readonly closeRest: () => Promise<void>;
  private readonly clock: { now: Date };
  private readonly cases: CaseSignals;

  private constructor(parts: {
    story: Story;
    app: App;
    browser: TestBrowser;
    address: string;
    clock: { now: Date };
    cases: CaseSignals;
    post: LetterPost | undefined;
    payments: PaymentDesk | undefined;
    closeRest: () => Promise<void>;
  }) {
    this.post = parts.post;
    this.payments = parts.payments;
    this.story = parts.story;
    this.app = parts.app;
    this.browser = parts.browser;
    this.address = parts.address;
    this.clock = parts.clock;
    this.cases = parts.cases;
    this.closeRest = parts.closeRest;
  }

  /**
   * `byItself`: files are read and facts relayed without `until`, as in a running house; `runs`: files and
   * acts on many are worked on once they are relayed; `letters`: the sandbox of a
   * provider carries letters; `providers`: others do; `payments`: a sandbox takes payments.
   */
  static async open({
    undoSeconds = 0,
    byItself = false,
    runs = byItself,
    letters = false,
    providers,
    payments = false,
  }: {
    undoSeconds?: number;
    byItself?: boolean;
    runs?: boolean;
    letters?: boolean;
    providers?: GivenProviders;
    payments?: boolean;
  } = {}): Promise<WholeSystem> {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const clock = { now: new Date() };
    const post = letters ? await startLetterPost({ now: () => clock.now }) : undefined;
    const taking = payments ? await startPaymentDesk() : undefined;
    taking?.sandbox.setClock(() => clock.now);
    const [story, browser] = await Promise.all([
      Story.start({
        mailbox: true,
        publicUrl: address,
        imports: runs,
        providers: providers ?? post?.providers,
        connectors: taking?.takers.connectors,
      }),
      startBrowser(),
    ]);
    const desk = letterDesk(story.db, renderer, address);
    clock.now = new Date(await story.now());
    const cases = createCaseSignals({ db: story.db, temporal: story.client });
    const temporal = {
      client: story.client,
      reachable: async () => true,
      prepared: async () => true,
      close: async () => undefined,
    };
    const app = await buildApp(
      {
        db: story.db,
        visitorDb: (scope) => visitorClient(story.db, scope),
        databaseUrl: story.databaseUrl,
        temporal,
        cases,
        preview: (input) => previewAction({ prisma: story.db, renderer, publicUrl: address }, input),
        previewNext: (input) => previewNext({ prisma: story.db, renderer, publicUrl: address }, input),
        previewTemplate: desk.previewTemplate,
        previewWritten: desk.previewWritten,
        letters: desk.letters,
        letterCodes: desk.letterCodes,
        sheetPages: desk.sheetPages,
        checkTemplate: (template, audience) => renderer.check(template, audience),
        workbook: tableXlsx,
        connections: localConnections(),
        carriers: post ? { providers: post.providers, sandboxUrl: post.sandbox.url } : noCarriers,
        ...(taking && { takers: taking.takers }),
        archiveParts,
        settings: {
          publicUrl: address,
          trustedProxies: [],
          secret: 'a secret of at least thirty-two characters',
          sessionHours: 12,
          undoSeconds,
          localMailbox: true,
          webBuildFolder,
          version: 'test',
          requestsPerMinute: 1_000_000,
          maxUploadBytes: 10_000_000,
        },
        now: () => clock.now,
      },
      { log: false },
    );
    await app.listen({ port, host: '127.0.0.1' });
    const relay = byItself
      ? startRelay({
          db: story.db,
          databaseUrl: story.databaseUrl,
          temporal: story.client,
          onTrouble: () => undefined,
        })
      : undefined;
    const closeRest = async () => {
      await relay?.stop();
      await post?.sandbox.close();
      await taking?.sandbox.close();
    };
    return new WholeSystem({ story, app, browser, address, clock, cases, post, payments: taking, closeRest });
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.app.close();
    await this.closeRest();
    await this.story.stop();
  }

  /** Moves everybody's clock, the API's too; facts written since are relayed first. */
  async until(day: IsoDate, clock?: string): Promise<void> {
    await this.cases.settled();
    await this.story.until(day, clock);
    this.clock.now = new Date(await this.story.now());
  }

  /** Lets the collector of a test entity sign in, as a member with a password. */
  async giveAccount(entity: TestEntity): Promise<string> {
    const { email } = await this.story.db.user.update({
      where: { id: entity.collectorId },
      data: { passwordHash: await hashPassword(password), role: 'collector' },
    });
    return email;
  }

  async signIn(page: Page, email: string): Promise<void> {
    await takeSession(page, this.address, email);
    await page.goto('/');
    await page.waitForURL(/\/agenda/);
    await hydrated(page);
  }

  /** A page of a fresh browser profile. */
  async person(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.address, locale: 'en-GB', ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    // What the browser prints in red, failed requests among it: nobody is to find the console full of them.
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith(inFrames))
        this.complaints.push(`${message.text()} ${message.location().url}`);
    });
    return page;
  }

  /** The newest message to an address in the local mailbox, as its page shows it. */
  async newestMailTo(email: string): Promise<{ id: string; subject: string }> {
    const mail = await this.story.db.localMail.findFirstOrThrow({
      where: { rcptTo: { has: email } },
      orderBy: { id: 'desc' },
    });
    return { id: String(mail.id), subject: mail.subject };
  }
}
