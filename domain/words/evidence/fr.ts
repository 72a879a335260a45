import type { EvidenceWords } from './words.ts';

export const fr: EvidenceWords = {
  subject: 'Preuve d’une lettre électronique suivie',
  level:
    'Niveau\u00a0: lettre électronique suivie, scellée et tracée par le système de l’expéditeur. Ce n’est pas une lettre recommandée électronique au sens du règlement (UE) nº\u00a0910/2014 (eIDAS).',
  selfMade:
    'Le sceau a été apposé avec un certificat émis par cette installation elle-même\u00a0: il prouve que rien n’a été modifié depuis, et personne ne se porte garant du nom qu’il porte.',
  vouched: 'Le sceau a été apposé avec le certificat indiqué ci-dessous.',
  timed: 'Une autorité d’horodatage a daté le sceau.',
  sealReason: 'Scellé par le système de l’expéditeur',
  facts: {
    sender: 'Expéditeur',
    recipient: 'Destinataire',
    subject: 'Objet',
    reference: 'Référence',
    pages: 'Pages',
    submitted: 'Envoyée',
    until: 'À retirer jusqu’au',
    content: 'SHA-256 de la lettre',
    sealed: 'SHA-256 de la lettre scellée',
    outcome: 'Issue',
  },
  heads: {
    at: 'Quand (UTC)',
    what: 'Quoi',
    who: 'Qui',
    hash: 'Chaîne, SHA-256',
  },
  events: {
    DEPOSITED: 'Scellée et envoyée',
    NOTIFIED: 'Lien remis au serveur de messagerie du destinataire',
    NOT_NOTIFIED: 'Le serveur de messagerie a refusé le message',
    IDENTIFIED: 'Destinataire identifié par un code à usage unique, lettre affichée',
    SIGNED: 'Signée',
    DECLINED: 'Refusée',
    NOT_CLAIMED: 'Non réclamée',
  },
  reason: 'Motif donné',
  pending: 'En cours',
  how: 'Chaque événement porte le SHA-256 du précédent\u00a0; evidence.json les contient tels qu’ils ont été enregistrés. Le sceau des deux PDF se vérifie avec tout logiciel qui lit les signatures PDF, ou avec OpenSSL.',
};
