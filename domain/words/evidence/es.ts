import type { EvidenceWords } from './words.ts';

export const es: EvidenceWords = {
  subject: 'Prueba de una carta electrónica con seguimiento',
  level:
    'Nivel: carta electrónica con seguimiento, sellada y registrada por el sistema del remitente. No es una carta certificada electrónica según el Reglamento (UE) n.º 910/2014 (eIDAS).',
  selfMade:
    'El sello se hizo con un certificado emitido por esta misma instalación: prueba que nada ha cambiado desde entonces, y nadie responde del nombre que lleva.',
  vouched: 'El sello se hizo con el certificado indicado abajo.',
  timed: 'Una autoridad de sellado de tiempo ha fechado el sello.',
  sealReason: 'Sellado por el sistema del remitente',
  facts: {
    sender: 'Remitente',
    recipient: 'Destinatario',
    subject: 'Asunto',
    reference: 'Referencia',
    pages: 'Páginas',
    submitted: 'Enviada',
    until: 'A recoger hasta',
    content: 'SHA-256 de la carta',
    sealed: 'SHA-256 de la carta sellada',
    outcome: 'Resultado',
  },
  heads: {
    at: 'Cuándo (UTC)',
    what: 'Qué',
    who: 'Quién',
    hash: 'Cadena, SHA-256',
  },
  events: {
    DEPOSITED: 'Sellada y enviada',
    NOTIFIED: 'Enlace entregado al servidor de correo del destinatario',
    NOT_NOTIFIED: 'El servidor de correo rechazó el mensaje',
    IDENTIFIED: 'Destinatario identificado por un código de un solo uso, carta mostrada',
    SIGNED: 'Firmada',
    DECLINED: 'Rechazada',
    NOT_CLAIMED: 'No reclamada',
  },
  reason: 'Motivo indicado',
  pending: 'Abierta',
  how: 'Cada suceso lleva el SHA-256 del anterior; evidence.json los contiene tal como se registraron. El sello de ambos PDF se comprueba con cualquier programa que lea firmas PDF, o con OpenSSL.',
};
