/** Proofs as PDF, made when they are asked for. */
import type { FastifyInstance } from 'fastify';
import { pagePdf, type PdfLine } from '../../prisma/seed/page-pdf.ts';
import { services } from './letters.ts';
import type { SandboxWorld } from './sandbox.ts';

const titles: Record<string, string> = {
  DEPOSIT_PROOF: 'Preuve de dépôt',
  CONTENT_PROOF: 'Preuve de contenu',
  ACKNOWLEDGEMENT_OF_RECEIPT: 'Avis de réception',
  ACKNOWLEDGMENT_OF_RECEIPT: 'Avis de réception électronique',
  UNDELIVERED_MAIL: 'Pli non distribué',
  REFUSAL_PROOF: 'Preuve de refus',
  NOT_CLAIMED_PROOF: 'Preuve de non-réclamation',
  UNDELIVERED_PROOF: 'Preuve de non-remise',
};

export function documentRoutes(app: FastifyInstance, { letters }: SandboxWorld): void {
  for (const service of services)
    app.get<{ Params: { id: string; recipientId: string; download: string } }>(
      `/${service}/sendings/:id/recipients/:recipientId/:download`,
      async (request, reply) => {
        const { id, recipientId, download } = request.params;
        const sending = letters.get(id);
        const recipient = sending?.recipients.find((one) => one.id === recipientId);
        const proof = recipient?.proofs[download];
        if (sending === undefined || recipient === undefined || proof === undefined)
          return reply
            .code(404)
            .send({ code: 'RECIPIENT_NOT_FOUND', message: 'Ressource RECIPIENT introuvable' });
        const title = titles[proof.type] ?? proof.type;
        const rows = [
          'SANDBOX - NOTHING WAS POSTED',
          `Envoi ${sending.id}`,
          `Référence client ${String(sending.fields['custom_id'] ?? '')}`,
          ...(recipient.registeredNumber ? [`Numéro de recommandé ${recipient.registeredNumber}`] : []),
          `Date ${proof.date}`,
          ...sending.documents.map(({ sha256 }) => `SHA-256 ${sha256}`),
        ];
        const lines: PdfLine[] = [
          { text: title, x: 60, y: 90, size: 20, bold: true },
          ...rows.map((text, index) => ({ text, x: 60, y: 130 + index * 22, size: 10 })),
        ];
        return reply.type('application/pdf').send(Buffer.from(pagePdf(lines, title)));
      },
    );
}
