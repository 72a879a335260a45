import type { Text } from '../en.ts';

export const captureCard: Text['captureCard'] = {
  title: 'Réponses par e-mail',
  on: 'Activées',
  off: 'Désactivées',
  isOn: 'Les messages à ce client demandent de répondre à l’adresse ci-dessous. Ce qui y est envoyé ou transféré est classé ici.',
  none: 'L’adresse est créée avec le premier message qui en a besoin. Créez-la maintenant pour la communiquer.',
  isOff:
    'Les messages à ce client demandent de répondre à l’expéditeur. Les réponses aux adresses déjà envoyées restent classées.',
  companyOff:
    'La société ne collecte pas les réponses par e-mail. Un administrateur l’active dans les paramètres.',
  switchOn: 'Activer',
  switchOff: 'Désactiver',
  switchedOn: 'Les prochains messages indiquent l’adresse.',
  switchedOff: 'Les prochains messages demandent de répondre à l’expéditeur.',
  address: 'Adresse de réponse',
  copy: 'Copier l’adresse',
  copied: 'Copié.',
  notCopied: 'Le navigateur ne permet pas la copie\u00a0: sélectionnez l’adresse.',
  others: 'Adresses plus anciennes qui reçoivent encore',
  since: (day) => `depuis le ${day}`,
  withdraw: 'Retirer…',
  withdrawNamed: (address) => `Retirer ${address}`,
  withdrawTitle: 'Retirer cette adresse\u00a0?',
  withdrawText: (address) =>
    `${address} ne reçoit plus rien\u00a0: le serveur de l’auteur le lui dit. Les autres adresses de ce client restent.`,
  withdrawLast: 'C’est la seule\u00a0: le prochain message en crée une nouvelle.',
  withdrawSubmit: 'Retirer l’adresse',
  withdrawn: 'L’adresse ne reçoit plus rien.',
  make: 'Créer l’adresse',
  made: 'Adresse créée.',
  renew: 'Nouvelle adresse…',
  renewTitle: 'Créer une nouvelle adresse\u00a0?',
  renewText: (address) =>
    `${address} et toutes les autres adresses de ce client ne reçoivent plus rien\u00a0: le serveur de l’auteur le lui dit. Les prochains messages indiquent la nouvelle.`,
  renewSubmit: 'Créer une nouvelle adresse',
};
