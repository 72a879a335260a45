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
  self: {
    title: 'Réponses envoyées automatiquement',
    text: 'La réponse préparée à un e-mail part sans intervention, seulement pour les types activés, et seulement vers des contacts connus dont le domaine authentifie l’e-mail.',
    none: 'Aucune : chaque réponse attend une personne.',
    on: 'Activées',
    consequence: (address, customer) =>
      `Une réponse part dix minutes après la lecture de l’e-mail ; d’ici là, elle peut être arrêtée sur la page de la réponse. Au plus ${address} par jour à une même adresse et ${customer} à un même client. On ne répond jamais à un programme. La réponse du client attend tout de même une personne et suspend les relances. Ce qui demande davantage, et ce qu’un modèle a lu, attend une personne.`,
    does: {
      copy_request: 'Copies : les documents demandés sont envoyés, avec un lien vers la page du client',
      paid: 'Paiement : remerciement s’il est enregistré, sinon demande de la date et de la référence bancaire',
      dispute: 'Litige : accusé de réception, avec le nom de la personne qui s’en occupe',
      promise: 'Promesse : la date et le montant sont confirmés, ou demandés',
      ongoing: 'En cours : accusé de réception',
    },
    needsCheck:
      'Les expéditeurs ne sont pas vérifiés ici : rien ne part automatiquement tant qu’ils ne le sont pas.',
    leaves: (when) => `Sans intervention : part à ${when}`,
    left: 'Sans intervention',
    stop: 'Arrêter cette réponse',
    stopped: 'La réponse n’est pas envoyée.',
  },
};
