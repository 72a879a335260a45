/** One-time codes of qualified letters: a real provider sends them to a telephone, here they stand on the page. */
import { randomInt } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { SandboxSending } from './letters.ts';
import type { Fault } from './rules.ts';
import type { SandboxWorld } from './sandbox.ts';

const base = '/electronic_qualified_registered_mail/v1/sendings/:id/otp';
const codeMs = 10 * 60_000;
const mostTries = 5;

export function codeRoutes(
  app: FastifyInstance,
  { letters, now }: SandboxWorld,
  find: (id: string) => SandboxSending | undefined,
): void {
  app.post<{ Params: { id: string } }>(base, async (request, reply) => {
    const sending = find(request.params.id);
    if (!sending)
      return reply.code(404).send({ code: 'SENDING_NOT_FOUND', message: 'Ressource SENDING introuvable' });
    if (sending.status !== 'DRAFT')
      return reply.code(400).send({
        errors: [{ code: 'SENDING_STATUS_IS_NOT_DRAFT', message: 'L’envoi n’est pas en état draft' }],
      });
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
    sending.otp = { code, until: new Date(now().getTime() + codeMs).toISOString(), tries: 0 };
    letters.save(sending);
    return reply.code(202).send({ expires_in: codeMs / 1000 });
  });
}

/** Undefined: it is the right code, which works no more. What is wrong is repeated in the text, as some providers do. */
export function codeFault(
  { letters, now }: SandboxWorld,
  sending: SandboxSending,
  given: unknown,
): Fault | undefined {
  const { otp } = sending;
  if (typeof given !== 'string' || given === '')
    return { code: 'EMPTY_OTP', message: 'Code OTP obligatoire' };
  if (otp === undefined || otp.tries >= mostTries || Date.parse(otp.until) <= now().getTime())
    return { code: 'EXPIRED_OTP', message: `Le code ${given} a expiré` };
  if (otp.code !== given) {
    otp.tries += 1;
    letters.save(sending);
    return { code: 'INVALID_OTP', message: `Le code ${given} est invalide` };
  }
  delete sending.otp;
  return undefined;
}
