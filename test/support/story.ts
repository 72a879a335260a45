/**
 * A calendar story: the real workflow, activities and database, with Temporal's time skipped. A story names days;
 * the harness moves virtual time there, tells the facts, and answers what has left the house.
 */
import type { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createActivities } from '../../activities/index.ts';
import { createCaseSignals } from '../../api/plugins/case-signals.ts';
import { commandCase, type CaseCommand, type CommandAnswer } from '../../application/case/command.ts';
import { instantOf, localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { toIsoDate } from '../../prisma/convert.ts';
import { channels } from '../../domain/vocabulary/channels.ts';
import { startMailbox, type Mailbox } from '../../runtime/mailbox.ts';
import { relayOnce } from '../../worker/relay.ts';
import { caseWorkflowId } from '../../workflows/messages/collection-case.ts';
import { channelQueue, taskQueues } from '../../workflows/messages/task-queues.ts';
import type { PaymentConnectors } from '../../activities/payments/connector.ts';
import { activityDeps, type GivenProviders, type TestActivityDeps } from './activity-deps.ts';
import { createTestDatabase, type TestDatabase, type OpenDatabase } from './database.ts';
import { startSmtpSink, type SmtpSink } from './smtp-sink.ts';
import { startWorkers, type RunningWorkers } from './workers.ts';
import { timeSkippingEnv, virtualClock, type VirtualClock } from './time-skipping.ts';

type Unkeyed<T> = T extends CaseCommand ? Omit<T, 'key' | 'by'> : never;
export type PersonCommand = Unkeyed<CaseCommand>;

const zone = 'Europe/Paris';

export interface Sent {
  on: IsoDate;
  step: string;
  customerId: string;
  totals: Record<string, number>;
  items: string[];
}

export interface StoryOptions {
  imports?: boolean;
  mailbox?: boolean;
  publicUrl?: string;
  /** Whoever carries letters. */
  providers?: GivenProviders | undefined;
  /** Whoever takes payments. */
  connectors?: PaymentConnectors | undefined;
}

export class Story {
  readonly db: OpenDatabase;
  readonly sink: SmtpSink;
  private readonly env: TestWorkflowEnvironment;
  private readonly database: TestDatabase;
  private readonly deps: TestActivityDeps;
  private readonly time: VirtualClock;
  private workers: RunningWorkers | undefined;

  private readonly withImports: boolean;
  private readonly mailbox: Mailbox | undefined;

  private constructor(parts: {
    env: TestWorkflowEnvironment;
    database: TestDatabase;
    sink: SmtpSink;
    withImports: boolean;
    mailbox: Mailbox | undefined;
    publicUrl: string | undefined;
    providers: GivenProviders | undefined;
    connectors: PaymentConnectors | undefined;
  }) {
    this.env = parts.env;
    this.withImports = parts.withImports;
    this.database = parts.database;
    this.db = parts.database.db;
    this.sink = parts.sink;
    this.mailbox = parts.mailbox;
    this.time = virtualClock(parts.env);
    this.deps = activityDeps({
      db: this.db,
      sink: this.sink,
      clock: this.time.clock,
      ...(parts.mailbox ? { mailboxPort: parts.mailbox.port } : {}),
      ...(parts.providers === undefined ? {} : { providers: parts.providers }),
      connectors: parts.connectors,
      ...(parts.publicUrl === undefined ? {} : { publicUrl: parts.publicUrl }),
    });
  }

  /**
   * `imports`: a worker also takes ledger files; `mailbox`: mail goes to the local mailbox instead of the sink;
   * `publicUrl`: what links in messages begin with.
   */
  static async start({
    imports = false,
    mailbox = false,
    publicUrl,
    providers,
    connectors,
  }: StoryOptions = {}): Promise<Story> {
    const [env, database, sink] = await Promise.all([
      timeSkippingEnv(),
      createTestDatabase(),
      startSmtpSink(),
    ]);
    const story = new Story({
      env,
      database,
      sink,
      withImports: imports,
      publicUrl,
      providers,
      connectors,
      mailbox: mailbox ? await openMailbox(database.db) : undefined,
    });
    await story.startWorkers();
    return story;
  }

  async stop(): Promise<void> {
    await this.workers?.stop();
    await this.env.teardown();
    await this.deps.close();
    await this.mailbox?.close();
    await this.sink.close();
    await this.database.drop();
  }

  private async startWorkers(): Promise<void> {
    const activityQueues = [
      ...channels.filter((channel) => this.deps.channels[channel] !== undefined).map(channelQueue),
      ...[
        taskQueues.notices,
        taskQueues.codes,
        taskQueues.letters,
        taskQueues.payments,
        taskQueues.readings,
        taskQueues.inbound,
      ],
      ...(this.withImports ? [taskQueues.imports] : []),
    ];
    this.workers = await startWorkers({
      connection: this.env.nativeConnection,
      activities: createActivities(this.deps),
      interceptors: this.time.interceptors,
      activityQueues,
      // As many as the database has connections; a whole portfolio may be evaluated at one instant.
      cases: { maxConcurrentLocalActivityExecutions: 8 },
    });
  }

  /** Ends every case, so that the next story of the file starts in silence. */
  async endCases(): Promise<void> {
    const rows = await this.db.collectionCase.findMany({ select: { customerId: true } });
    await Promise.all(
      rows.map(({ customerId }) =>
        this.client.workflow
          .getHandle(caseWorkflowId(customerId))
          .terminate('the story has ended')
          .catch(() => undefined),
      ),
    );
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  get client(): Client {
    return this.env.client;
  }

  /** All payloads in the history of a workflow, decoded, and the words of its failures. */
  async historyText(workflowId: string): Promise<string> {
    const { events } = await this.client.workflow.getHandle(workflowId).fetchHistory();
    return JSON.stringify(events, (_name, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
    ).replaceAll('\\"', '"');
  }

  async now(): Promise<number> {
    return this.env.currentTimeMs();
  }

  async today(): Promise<IsoDate> {
    return localDayAndMinute(await this.now(), zone).day;
  }

  /** Moves to a time of a day in Paris, `HH:MM`; stories only go forward. */
  async until(day: IsoDate, clock = '06:00'): Promise<void> {
    await this.relayFacts();
    await this.sleepUntil(day, clock);
  }

  /** The same without relaying any fact: as if the relay or the worker had been away. */
  async sleepUntil(day: IsoDate, clock: string): Promise<void> {
    const [hour, minute] = clock.split(':').map(Number) as [number, number];
    const ms = instantOf(day, hour * 60 + minute, zone) - (await this.now());
    if (ms < 0) throw new Error(`the story is already past ${day} ${clock}`);
    if (ms > 0) await this.env.sleep(ms);
  }

  /** To the evening of a day: what was to leave on it has left. */
  async endOf(day: IsoDate): Promise<void> {
    await this.until(day, '20:00');
  }

  /** Facts written since are relayed to their cases. */
  async relayFacts(): Promise<void> {
    while ((await relayOnce({ db: this.db, temporal: this.client })) > 0);
  }

  async ask(customerId: string, by: { userId: string }, command: PersonCommand): Promise<CommandAnswer> {
    const { userId } = by;
    return this.command(customerId, { ...command, key: crypto.randomUUID(), by: { userId } } as CaseCommand);
  }

  /** As the API does it: answered from the database; the case has been signalled when this returns. */
  async command(customerId: string, command: CaseCommand): Promise<CommandAnswer> {
    const signals = createCaseSignals({ db: this.db, temporal: this.client });
    const { answer, wake } = await commandCase(this.db, { customerId, now: await this.now(), command });
    if (wake) signals.signal(wake);
    await signals.settled();
    return answer;
  }

  /** The action that stands open for a customer. */
  async openAction(customerId: string) {
    return this.db.agendaAction.findFirst({
      where: {
        customerId,
        state: { in: ['planned', 'proposed', 'confirmed', 'sending', 'failed', 'unknown'] },
      },
    });
  }

  /** Confirms what is proposed for a customer as a collector would, on what the screen shows now. */
  async confirm(customerId: string, by: { userId: string }): Promise<CommandAnswer> {
    const action = await this.openAction(customerId);
    if (!action) throw new Error('nothing is proposed');
    return this.ask(customerId, by, {
      kind: 'confirm',
      actionId: action.id,
      positionHash: action.positionHash,
    });
  }

  /** What has been performed, oldest first; the mails themselves are in `sink`. */
  async sent(customerId?: string): Promise<Sent[]> {
    const rows = await this.db.agendaAction.findMany({
      where: { state: 'done', ...(customerId ? { customerId } : {}) },
      orderBy: [{ performedOn: 'asc' }, { closedAt: 'asc' }],
    });
    return rows.map((row) => ({
      on: toIsoDate(row.performedOn!),
      step: row.stepKey!,
      customerId: row.customerId,
      totals: row.totals as Record<string, number>,
      items: (row.items as { lines: { number: string }[] }).lines.map(({ number }) => number),
    }));
  }

  /** `2035-01-05 friendly`, one a line: compares well with what a story expects. */
  async calendar(customerId: string): Promise<string[]> {
    return (await this.sent(customerId)).map(({ on, step }) => `${on} ${step}`);
  }

  /** Mails that arrived for a customer's contacts. */
  async mailsTo(customerId: string): Promise<string[]> {
    const contacts = await this.db.contact.findMany({ where: { customerId } });
    const addresses = contacts.map(({ email }) => email ?? '');
    return this.sink.accepted
      .filter(({ to }) => to.some((address) => addresses.includes(address)))
      .map(({ raw }) => raw);
  }

  async gates(customerId: string): Promise<string[]> {
    const row = await this.db.collectionCase.findUnique({ where: { customerId } });
    return ((row?.gates ?? []) as { gate: string }[]).map(({ gate }) => gate);
  }
}

function openMailbox(db: OpenDatabase): Promise<Mailbox> {
  return startMailbox({
    db,
    onTrouble: (error) => {
      throw error;
    },
  });
}
