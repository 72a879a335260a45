/**
 * The database as a visitor of a page without account may see it: another role, bound to one customer by row
 * security (prisma/access/visitor-role.sql, ADR 14). A query that forgets its customer finds nothing here.
 */
import { createPrismaClient, type Db, type DatabaseOptions, type PrismaClient } from './client.ts';
import type { LinkKind } from '../domain/vocabulary/visitors.ts';

/** What a link opens; the policies compare rows with it. */
export interface VisitorScope {
  kind: LinkKind;
  linkId: string;
  legalEntityId: string;
  customerId: string;
  /** Empty: all items of the customer. */
  itemIds: readonly string[];
  questionId: string | null;
  /** The answer that an integration link integrates. */
  commentId?: string | null;
  /** The letter that the link opens. */
  letterId?: string | null;
}

export interface VisitorDatabase {
  /** A client each of whose statements runs in a transaction of the visitor. */
  as(scope: VisitorScope): PrismaClient;
  close(): Promise<void>;
}

/** Connections of its own, so that visitors who come in numbers keep nobody of the house waiting. */
export function createVisitorDatabase(options: DatabaseOptions): VisitorDatabase {
  const client = createPrismaClient(options);
  return {
    as: (scope) => visitorClient(client, scope),
    close: () => client.$disconnect(),
  };
}

/** Role and settings of the transaction: they end with it, whoever has the connection next. */
async function enter(tx: Db, scope: VisitorScope): Promise<void> {
  const { kind, linkId, legalEntityId, customerId, itemIds, questionId, commentId, letterId } = scope;
  const items = itemIds.length === 0 ? '' : `{${itemIds.join(',')}}`;
  await tx.$executeRaw`
    SELECT set_config('role', 'relance_visitor', true), set_config('relance.kind', ${kind}, true),
      set_config('relance.link', ${linkId}, true), set_config('relance.entity', ${legalEntityId}, true),
      set_config('relance.customer', ${customerId}, true), set_config('relance.items', ${items}, true),
      set_config('relance.question', ${questionId ?? ''}, true),
      set_config('relance.comment', ${commentId ?? ''}, true),
      set_config('relance.letter', ${letterId ?? ''}, true)`;
}

type Call = (...given: unknown[]) => Promise<unknown>;

/** The client of another pool as a visitor's: role and settings are those of each transaction. */
export function visitorClient(client: PrismaClient, scope: VisitorScope): PrismaClient {
  const within = (work: (tx: Db) => Promise<unknown>, options?: object) =>
    client.$transaction(async (tx) => {
      await enter(tx, scope);
      return work(tx);
    }, options);
  return new Proxy({} as PrismaClient, {
    get(_target, name) {
      if (typeof name !== 'string' || name === 'then') return undefined;
      if (name === '$transaction')
        return (work: (tx: Db) => Promise<unknown>, options?: object) => within(work, options);
      if (name === '$queryRaw' || name === '$executeRaw')
        return (...given: unknown[]) => within((tx) => (tx[name] as Call)(...given));
      if (name.startsWith('$')) throw new Error(`${name} is not there for visitors`);
      return modelOf(name, within);
    },
  });
}

/** `db.comment.findMany(…)`, each in a transaction of its own. */
function modelOf(model: string, within: (work: (tx: Db) => Promise<unknown>) => Promise<unknown>): object {
  return new Proxy(
    {},
    {
      get: (_target, method) => (args: unknown) =>
        within((tx) =>
          (tx as unknown as Record<string, Record<string | symbol, Call>>)[model]![method]!(args),
        ),
    },
  );
}
