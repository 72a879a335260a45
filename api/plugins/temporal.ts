/** The way to the cases: one update per command, repeated under the same id until it is answered. */
import { randomUUID } from 'node:crypto';
import { Client, Connection, WithStartWorkflowOperation, type ConnectionOptions } from '@temporalio/client';
import { RefusedError } from '../../domain/errors.ts';
import {
  caseCommand,
  caseWorkflowId,
  missingSearchAttributes,
  searchAttributes,
  taskQueues,
  workflowTypes,
  type CaseCommand,
  type CaseStart,
  type CommandAnswer,
} from '../../workflows/messages.ts';

export interface TemporalAccess {
  /** Never connected eagerly: a server that is away must not keep the API from starting. */
  client: Client;
  /** Whether the server answers within a second. */
  reachable(): Promise<boolean>;
  /** Whether the namespace has what cases need; true also where the server lets nobody ask, false when it is away. */
  prepared(): Promise<boolean>;
  close(): Promise<void>;
}

export interface TemporalOptions {
  address: string;
  namespace: string;
  tls?: ConnectionOptions['tls'];
  apiKey?: string;
}

export function openTemporal({ address, namespace, tls, apiKey }: TemporalOptions): TemporalAccess {
  const connection = Connection.lazy({ address, tls, apiKey });
  const client = new Client({ connection, namespace });
  return {
    client,
    async reachable() {
      try {
        await connection.withDeadline(Date.now() + 1_000, () => connection.workflowService.getSystemInfo({}));
        return true;
      } catch {
        return false;
      }
    },
    async prepared() {
      try {
        const { customAttributes } = await connection.withDeadline(Date.now() + 1_000, () =>
          connection.operatorService.listSearchAttributes({ namespace }),
        );
        return missingSearchAttributes(customAttributes).length === 0;
      } catch (error) {
        return mayNotAsk.has((error as { code?: number }).code ?? 0);
      }
    },
    close: () => connection.close(),
  };
}

/** gRPC: PERMISSION_DENIED, UNIMPLEMENTED. */
const mayNotAsk = new Set([7, 12]);

/** What a person asks of a case, answered by its workflow. */
export interface CaseGateway {
  /**
   * Sends the command and waits for its answer; starts the case's workflow when it does not run. Throws
   * `service_unavailable` when there is no answer within the deadline: the same key may be sent again.
   */
  command(target: CaseTarget, command: CaseCommand): Promise<CommandAnswer>;
}

export interface CaseTarget {
  customerId: string;
  legalEntityId: string;
}

export interface GatewayOptions {
  deadlineMs?: number;
  pauseMs?: number;
}

export function createCaseGateway(
  { client }: Pick<TemporalAccess, 'client'>,
  { deadlineMs = 10_000, pauseMs = 150 }: GatewayOptions = {},
): CaseGateway {
  return {
    async command(target, command) {
      const deadline = Date.now() + deadlineMs;
      // Of this request alone: the server remembers the outcome under it, also that of a try that failed, while the
      // same click sent again later is to be carried out. Twice it is not: the case knows the keys it has answered.
      const updateId = `${command.key}/${randomUUID()}`;
      for (;;) {
        try {
          return await client.withDeadline(deadline, () =>
            sendCommand(client, target, { command, updateId }),
          );
        } catch (error) {
          // A case that continues as new loses updates in flight, one of which may have been applied: the
          // same id is asked again, and the workflow knows which keys it has answered.
          if (!isWorthRepeating(error)) throw error;
          if (Date.now() + pauseMs >= deadline) throw new RefusedError('service_unavailable');
        }
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    },
  };
}

function sendCommand(
  client: Client,
  { customerId, legalEntityId }: CaseTarget,
  { command, updateId }: { command: CaseCommand; updateId: string },
) {
  const start: CaseStart = { v: 1, customerId };
  return client.workflow.executeUpdateWithStart(caseCommand, {
    args: [command],
    updateId,
    startWorkflowOperation: new WithStartWorkflowOperation(workflowTypes.collectionCase, {
      workflowId: caseWorkflowId(customerId),
      taskQueue: taskQueues.scenario,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [start],
      typedSearchAttributes: [{ key: searchAttributes.entity, value: legalEntityId }],
    }),
  });
}

/** gRPC: CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE: the server is not there, or has no room. */
const away = new Set([1, 4, 8, 14]);

export function isTemporalAway(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code, details } = at as { code?: unknown; details?: unknown };
    if (typeof code === 'number' && typeof details === 'string' && away.has(code)) return true;
  }
  return false;
}

/** gRPC: CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, FAILED_PRECONDITION, ABORTED, UNAVAILABLE. */
const repeatable = new Set([1, 2, 4, 8, 9, 10, 14]);

function isWorthRepeating(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'number' && repeatable.has(code)) return true;
    if (at.name === 'WorkflowUpdateRPCTimeoutOrCancelledError') return true;
    // What the SDK throws for an update that the end of a run aborted.
    if ((at as { type?: unknown }).type === 'AcceptedUpdateCompletedWorkflow') return true;
  }
  return false;
}
