import { counting } from '../../plural.ts';
import type { Text } from '../context.ts';

const count = counting('fr-FR');

export const understanding: Text['understanding'] = {
  tab: 'Lecture des réponses',
  model: {
    title: 'Un modèle à côté des règles',
    text: 'Des règles lisent chaque réponse sur cette machine. Un modèle peut la lire aussi et proposer davantage ; il ne décide rien, et ce qu’il dit ne compte que s’il cite les mots.',
    state: 'Modèle',
    uses: {
      off: 'Désactivé',
      redacted: 'Activé, noms et numéros de personnes masqués',
      full: 'Activé, voit tous les mots',
    },
    short: { off: 'Désactivé', redacted: 'Activé, masqué', full: 'Activé' },
    name: 'Nom',
    endpoint: 'Interrogé à',
    today: 'Aujourd’hui',
    calls: (n) => count(n, { one: '# réponse lue', other: '# réponses lues', zero: 'rien de lu' }),
    cost: (units, cap) => (cap === '' ? `coût ${units}` : `coût ${units} sur ${cap} au plus`),
    mostCalls: (n) => `${n} au plus par jour`,
    notConnected: 'Aucun n’est relié. Qui gère le serveur en relie un (AI_URL) ; rien ne part avant cela.',
    leaves: (endpoint) =>
      `Dès la prochaine réponse, les mots des clients et leurs postes ouverts partent vers ${endpoint}.`,
    masked: 'Les noms enregistrés, adresses, comptes bancaires et numéros de téléphone sont masqués avant.',
    notMasked: 'Rien n’est masqué.',
    stays: 'Dès la prochaine réponse, plus rien ne quitte cette machine. Ce qui a été proposé reste.',
  },
  precision: {
    title: 'Ce que les personnes ont fait des propositions',
    text: 'La précision est la part des propositions décidées qui ont été acceptées telles quelles. Choisissez un nombre pour voir les messages correspondants.',
    from: 'Du',
    until: 'Au',
    per: 'Compter par',
    pers: { intent: 'Type', language: 'Langue', by: 'Lu par', entity: 'Société' },
    only: { intent: 'Type', language: 'Langue', by: 'Lu par' },
    by: { form: 'Choisi sur la page', rules: 'Règles', model: 'Modèle' },
    states: { accepted: 'Acceptées', changed: 'Modifiées', dropped: 'Écartées', proposed: 'Non décidées' },
    precision: 'Précision',
    total: 'Ensemble',
    show: (what) => `Afficher les messages : ${what}`,
    none: 'Rien n’a été proposé sur cette période',
    noneText: 'Choisissez un jour plus ancien. Les propositions comptent au jour où la réponse a été lue.',
    sum: 'Décidées',
    sums: (decided, open) =>
      `${count(decided, { one: '# décidée', other: '# décidées' })}, ${count(open, { one: '# pas encore décidée', other: '# pas encore décidées' })}`,
  },
  made: {
    title: (what) => `Messages correspondants : ${what}`,
    close: 'Fermer la liste',
    received: 'Reçu',
    customer: 'Client',
    claim: 'Proposé',
    decided: 'Décidé',
    open: 'Ouvrir la réponse',
    none: 'Aucun message',
    noneText: 'Rien de tel n’a été proposé sur cette période.',
  },
  trial: {
    title: 'Relire les anciens messages',
    text: 'Les réponses de la période ci-dessus sont relues telles qu’elles sont arrivées, et ce qui diffère de ce qui a été proposé est listé. Rien n’en est modifié.',
    by: 'Lecture par',
    rules: 'Les règles d’aujourd’hui',
    model: (name) => `Le modèle ${name}`,
    noModel: 'Un modèle : aucun n’est relié',
    leaves: (endpoint, masked) =>
      `Les mots de ces réponses partent vers ${endpoint}, ${masked ? 'noms et numéros de personnes masqués' : 'sans masque, comme réglé ci-dessus'}. Cela coûte autant que de lire de nouvelles réponses et compte pour la journée.`,
    start: 'Relire',
    cancel: 'Arrêter',
    progress: (read, total) => `${read} sur ${total} relues`,
    starting: 'Lecture…',
    stopping: 'Arrêt…',
    stopped: 'Arrêté. Ce qui a été relu jusque-là est ci-dessous.',
    stoppedBy: {
      over_budget:
        'Le modèle a atteint son plafond du jour, en coût ou en appels. Ce qui a été relu jusque-là est ci-dessous.',
      not_connected: 'Aucun modèle n’est relié. Ce qui a été relu jusque-là est ci-dessous.',
    },
    nothing: 'Aucune réponse n’a été lue sur cette période.',
    read: 'Relues',
    same: 'Lues de même',
    differs: 'Lues autrement',
    accepted: 'Acceptées alors, affirmées de nouveau',
    dropped: 'Écartées alors, affirmées de nouveau',
    of: (part, whole) => `${part} sur ${whole}`,
    byRules: (n) =>
      count(n, {
        one: 'Pour une réponse, rien de ce que dit le modèle ne tient, ou il n’a pas répondu : les règles valent.',
        other:
          'Pour # réponses, rien de ce que dit le modèle ne tient, ou il n’a pas répondu : les règles valent.',
      }),
    list: 'Réponses lues autrement',
    before: 'Proposé alors',
    after: 'Lu maintenant',
    nothingClaimed: 'rien',
    gone: 'plus affirmé',
    added: 'nouveau',
    more: (n) => count(n, { one: 'Afficher une de plus', other: 'Afficher # de plus' }),
  },
};
