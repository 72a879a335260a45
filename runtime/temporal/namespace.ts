/** What every Temporal backend must have before a worker starts: retention and search attributes. */
import type { Connection } from '@temporalio/client';
import { answered } from './deadline.ts';
import { missingSearchAttributes, searchAttributes } from '../../workflows/messages/search-attributes.ts';

/** Numbers of temporal.api.enums.v1.IndexedValueType. */
const indexedValueTypes = {
  TEXT: 1,
  KEYWORD: 2,
  INT: 3,
  DOUBLE: 4,
  BOOL: 5,
  DATETIME: 6,
  KEYWORD_LIST: 7,
} as const;
type IndexedValueType = keyof typeof indexedValueTypes;

/** A development server deletes closed runs, predecessors of running cases included, after 24 hours by default. */
export const embeddedRetentionDays = 3650;

/** The backend has something that a worker must not run against; the message says what to do. */
export class NamespaceRefused extends Error {}

/**
 * Adds the search attributes that are missing and compares the types of all: the server accepts a second type for
 * a name in silence, and a workflow that then writes the attribute hangs for ever. Safe to repeat.
 */
export async function registerSearchAttributes(
  connection: Connection,
  namespace: string,
  keys: readonly { name: string; type: IndexedValueType }[] = Object.values(searchAttributes),
): Promise<void> {
  const existing = await listSearchAttributes(connection, namespace);
  const missing = keys.filter(({ name }) => existing[name] === undefined);
  if (missing.length > 0) await addSearchAttributes(connection, namespace, missing);
  const now = missing.length > 0 ? await listSearchAttributes(connection, namespace) : existing;
  for (const { name, type } of keys) {
    if (now[name] === indexedValueTypes[type]) continue;
    const is = Object.entries(indexedValueTypes).find(([, value]) => value === now[name])?.[0] ?? 'absent';
    throw new NamespaceRefused(
      `Temporal's search attribute ${name} must be of type ${type} but is ${is} in the namespace ${namespace}. ` +
        `Remove it (temporal operator search-attribute remove --name ${name} --namespace ${namespace}) and start ` +
        `again, or use another namespace (TEMPORAL_NAMESPACE).`,
    );
  }
}

/** gRPC: PERMISSION_DENIED, UNIMPLEMENTED: where nobody may ask, it is not known. */
const mayNotAsk = new Set([7, 12]);

/**
 * For processes that work on a namespace and do not prepare it: a case that writes an attribute that is not there hangs.
 *
 * @throws NamespaceRefused with what to do when search attributes are missing
 */
export async function requirePrepared(connection: Connection, namespace: string): Promise<void> {
  const existing = await listSearchAttributes(connection, namespace).catch((error: unknown) => {
    if (mayNotAsk.has((error as { code?: number }).code ?? 0)) return undefined;
    throw error;
  });
  const missing = existing === undefined ? [] : missingSearchAttributes(existing);
  if (missing.length === 0) return;
  throw new NamespaceRefused(
    `Temporal's namespace ${namespace} is not prepared: the search attributes ${missing.join(', ')} are missing. ` +
      'Run "node runtime/prepare.ts" with the settings of this process, then start it again.',
  );
}

/** Adds without comparing; the time-skipping test server can do no more. */
export async function addSearchAttributes(
  connection: Connection,
  namespace: string,
  keys: readonly { name: string; type: IndexedValueType }[] = Object.values(searchAttributes),
): Promise<void> {
  await answered(connection, () =>
    connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(keys.map(({ name, type }) => [name, indexedValueTypes[type]])),
    }),
  );
}

async function listSearchAttributes(
  connection: Connection,
  namespace: string,
): Promise<Record<string, number>> {
  const { customAttributes } = await answered(connection, () =>
    connection.operatorService.listSearchAttributes({ namespace }),
  );
  return customAttributes;
}

/** Keeps closed runs for at least `days`; a longer retention stays as it is. */
export async function raiseRetention(connection: Connection, namespace: string, days: number): Promise<void> {
  if ((await retentionDays(connection, namespace)) >= days) return;
  await answered(connection, () =>
    connection.workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: protobufDuration(days) },
    }),
  );
}

/**
 * Id of the namespace, made together with it: another one is another store, which knows nothing of what waited in
 * the one before. Undefined where the server does not say (the time-skipping test server).
 */
export async function storeIdOf(connection: Connection, namespace: string): Promise<string | undefined> {
  const { namespaceInfo } = await answered(connection, () =>
    connection.workflowService.describeNamespace({ namespace }),
  );
  return namespaceInfo?.id || undefined;
}

/** Retention of closed runs in days. */
export async function retentionDays(connection: Connection, namespace: string): Promise<number> {
  const { config } = await answered(connection, () =>
    connection.workflowService.describeNamespace({ namespace }),
  );
  return Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 86_400;
}

/** The generated types want a Long; the wire takes the number of seconds as well. */
function protobufDuration(days: number): { seconds: never } {
  return { seconds: (days * 86_400) as never };
}
