import type { Connection } from '@temporalio/client';

const answerMs = 10_000;

/** One question to the server, which answers in milliseconds or is away: without an end a start would hang for ever. */
export function answered<T>(connection: Connection, question: () => Promise<T>): Promise<T> {
  return connection.withDeadline(Date.now() + answerMs, question);
}

/** gRPC: NOT_FOUND, as the server says it; calls of a handle that are not wrapped by the client. */
export function isNotFound(error: unknown): boolean {
  return (error as { code?: number }).code === 5;
}
