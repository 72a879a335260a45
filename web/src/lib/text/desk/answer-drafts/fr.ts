import type { Text } from '../en.ts';
import { counting } from '../../plural.ts';

const count = counting('fr-FR');

export const answerDrafts: Text['answerDrafts'] = {
  title: 'Réponse préparée',
  lead: 'D’après ce qui est connu aujourd’hui, dans la langue de l’auteur. Rien ne part avant votre envoi.',
  kinds: {
    copy_request: 'Copies',
    paid: 'Paiement',
    contact_change: 'Nouveau contact',
    dispute: 'Litige',
    promise: 'Promesse',
    ongoing: 'En cours',
    payment_plan: 'Échéancier',
  },
  take: 'Modifier la réponse',
  takeOne: (kind) => `Modifier la réponse\u00a0: ${kind}`,
  send: 'Envoyer la réponse préparée',
  sent: 'Réponse en route.',
  to: (address) => `À ${address}`,
  onPage: 'Elle figure seulement sur la page du client\u00a0: aucune adresse n’est connue.',
  enclosed: (n) => count(n, { one: '# document joint', other: '# documents joints' }),
  papers: 'Documents joints',
  removePaper: (number) => `Ne pas envoyer ${number}`,
  missing: (numbers) => `Aucun fichier pour ${numbers}\u00a0: ajoutez-le au poste, ou envoyez-le séparément.`,
  stranger:
    'Cette adresse n’est pas connue\u00a0: aucun document n’y est envoyé. Ajoutez d’abord le contact.',
  needsPerson: 'Le texte demande davantage\u00a0: lisez-le avant l’envoi.',
  contact: (name) => `Nouveau contact\u00a0: ${name}`,
  addContact: 'Ajouter le contact',
  contactAdded: 'Contact ajouté.',
};
