import type { Text } from '../en.ts';

/** Les paiements des clients par un prestataire : comment on le relie, et s’il fonctionne. */
export const takenPayments: Text['takenPayments'] = {
  connection: 'Paiements',
  providers: { stripe: 'Stripe' },
  purposes: {
    stripe:
      'Les clients règlent les factures de leur choix sur leur page : par carte, prélèvement ou virement.',
  },
  sandbox: 'Bac à sable : aucun argent ne circule.',
  sandboxText:
    'Il répond comme le service de paiement et le remplace sur cette machine. Sa page joue le rôle de la banque.',
  unset: {
    stripe:
      'Pour encaisser des paiements, définissez STRIPE_SECRET_KEY et STRIPE_WEBHOOK_SECRET là où tourne le serveur, ou STRIPE_SECRET_KEY_FILE et STRIPE_WEBHOOK_SECRET_FILE avec les noms des fichiers qui les contiennent, puis redémarrez. D’ici là, les clients lisent vos coordonnées bancaires sur leur page.',
  },
  lost: 'Il est relié, mais le serveur n’a plus ses identifiants : les clients ne peuvent pas payer sur leur page, et les paiements en cours ne sont plus suivis.',
  off: 'Les clients lisent vos coordonnées bancaires sur leur page et ne peuvent pas y payer tant qu’il n’est pas relié.',
  change: 'Modifier…',
  changeOf: (name) => `Modifier les paiements par ${name}`,
  disconnect: 'Délier',
  disconnectTitle: (name) => `Ne plus encaisser par ${name} ?`,
  disconnectText:
    'Dès maintenant, plus aucun paiement ne peut être commencé sur la page du client. Les paiements en cours se poursuivent et sont suivis jusqu’au bout. Les choix faits ici sont conservés.',
  disconnected: 'Les paiements sont déliés.',
  saved: 'La connexion est enregistrée.',
  methodsTitle: 'Moyens de paiement',
  methods: { card: 'Carte', direct_debit: 'Prélèvement', transfer: 'Virement' },
  states: {
    opened: 'En train d’être payée',
    in_progress: 'Paiement en cours',
    settled: 'Payé',
    returned: 'Repris',
    failed: 'Échoué',
    expired: 'Non payé à temps',
    cancelled: 'Abandonné',
  },
  waitsForLedger: 'Payée, pas encore dans le grand livre',
  ofItem: {
    opened: (amount, since) =>
      `Le client est en train de payer ${amount} sur sa page, depuis le ${since}. Tant que l’issue n’est pas connue, la pièce n’est pas relancée.`,
    in_progress: (amount, since) =>
      `Un paiement de ${amount} est en route, depuis le ${since}. Il compte comme règlement une fois arrivé.`,
    settled: (amount, since) =>
      `${amount} ont été payés sur la page le ${since}. Le prochain import de la balance doit le montrer.`,
  },
  methodsHint: 'Le client voit ceux que la devise des factures permet.',
  methodsNeeded: 'Cochez au moins un moyen de paiement.',
  bookingTitle: 'Qui enregistre le règlement',
  bookings: { at_once: 'Relance', by_ledger: 'L’import du grand livre' },
  bookingHints: {
    at_once:
      'Relance l’enregistre dès que le service de paiement a reçu l’argent. Un import qui apporte le même règlement est rapproché de celui-ci.',
    by_ledger:
      'Relance n’enregistre rien : les factures restent hors relance jusqu’à ce qu’un import les montre réglées. Après quinze jours, quelqu’un est prié de vérifier.',
  },
  consequence: 'Cela vaut pour les paiements commencés à partir de maintenant.',
  hook: 'Adresse de notification',
  hookText:
    'Saisissez cette adresse chez le service de paiement pour qu’il annonce ce qui se passe. Sans elle, les paiements sont interrogés et connus plus tard.',
  switchedOn: 'Activés chez le prestataire :',
  nothingOn: 'Aucun moyen de paiement n’y est activé.',
  missing: (methods) =>
    `Coché ici, mais pas activé chez le prestataire : ${methods}. Activez-le là-bas, ou décochez-le ici.`,
  tried:
    'Essayé : l’authentification et la liste des moyens de paiement activés. Aucun argent n’a été demandé.',
  fields: { methods: 'Moyens de paiement', booking: 'Qui enregistre le règlement' },
};
