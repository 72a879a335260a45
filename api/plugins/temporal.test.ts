import type { Client } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { RefusedError } from '../../domain/errors.ts';
import type { CaseCommand, CommandAnswer } from '../../workflows/messages.ts';
import { createCaseGateway, openTemporal } from './temporal.ts';

const target = { customerId: 'c', legalEntityId: 'e' };
const command: CaseCommand = { kind: 'resume', key: 'click', by: { userId: 'u', name: 'n' } };
const grpc = (code: number) => Object.assign(new Error(`grpc ${code}`), { code });

interface Sent {
  updateId?: string;
}

/** The two functions of the client that the gateway uses. */
function clientThat(answers: (CommandAnswer | Error)[]) {
  const sent: Sent[] = [];
  const client = {
    withDeadline: async (_deadline: number, work: () => Promise<unknown>) => work(),
    workflow: {
      executeUpdateWithStart: async (_definition: unknown, options: Sent) => {
        sent.push(options);
        const answer = answers[Math.min(sent.length, answers.length) - 1];
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
  } as unknown as Client;
  return { client, sent };
}

describe('commands to a case', () => {
  it.each([9, 14])('S-8 gRPC code %i is asked again under the same id until it is answered', async (code) => {
    const wrapped = new Error('update failed', { cause: grpc(code) });
    const { client, sent } = clientThat([grpc(code), wrapped, { ok: true }]);
    const gateway = createCaseGateway({ client }, { pauseMs: 1 });
    expect(await gateway.command(target, command)).toEqual({ ok: true });
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ updateId }) => updateId)).size).toBe(1);
    expect(sent[0]?.updateId).toMatch(/^click\//);
  });

  it('S-8 the same click sent again is a new request: what the server remembers of a failed one is not its answer', async () => {
    const { client, sent } = clientThat([
      { ok: false, code: 'service_unavailable', params: {} },
      { ok: true },
    ]);
    const gateway = createCaseGateway({ client });
    expect(await gateway.command(target, command)).toMatchObject({ ok: false });
    expect(await gateway.command(target, command)).toEqual({ ok: true });
    expect(sent[0]?.updateId).not.toBe(sent[1]?.updateId);
  });

  it('N-2 Temporal away: service_unavailable within the deadline, not an internal error', async () => {
    const { client } = clientThat([grpc(14)]);
    const gateway = createCaseGateway({ client }, { deadlineMs: 40, pauseMs: 5 });
    await expect(gateway.command(target, command)).rejects.toEqual(new RefusedError('service_unavailable'));
  });

  it('N-2 a server that is really away: the same, and the health check says so', async () => {
    const temporal = openTemporal({ address: '127.0.0.1:1', namespace: 'default' });
    expect(await temporal.reachable()).toBe(false);
    const gateway = createCaseGateway(temporal, { deadlineMs: 1_500 });
    await expect(gateway.command(target, command)).rejects.toEqual(new RefusedError('service_unavailable'));
    await temporal.close();
  });

  it('a refusal is an answer; an error that repeating does not heal is not repeated', async () => {
    const refusal: CommandAnswer = { ok: false, code: 'not_paused', params: {} };
    expect(await createCaseGateway(clientThat([refusal])).command(target, command)).toEqual(refusal);
    const { client, sent } = clientThat([grpc(3)]);
    await expect(createCaseGateway({ client }).command(target, command)).rejects.toThrow('grpc 3');
    expect(sent).toHaveLength(1);
  });
});
