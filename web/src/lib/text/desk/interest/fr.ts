import type { Text } from '../en.ts';
import { counting } from '../../plural.ts';

const count = counting('fr-FR');

export const interest: Text['interest'] = {
  tab: 'Taux d’intérêt',
  text: 'Les intérêts de retard se calculent à partir de taux publiés, chacun avec sa source ; un taux absent ou inexact se saisit ici et compte aussitôt.',
  used: (rate) => `Les créances de cette société se calculent à partir de : ${rate}.`,
  usedFixed:
    'Cette société a convenu d’un taux qui lui est propre : ses créances ne se calculent pas avec cette table.',
  usedNone: 'La loi du pays de cette société n’est pas connue ici : saisissez un taux sous « Conditions ».',
  known: (date) => `Les changements jusqu’au ${date} y figurent ; au-delà, le dernier taux est prolongé.`,
  rate: 'Taux',
  rates: {
    ecb_main_refinancing: 'Banque centrale européenne, refinancement principal',
    de_base_rate: 'Allemagne, Basiszinssatz',
    gb_reference_rate: 'Royaume-Uni, Bank Rate du semestre',
    nbp_reference_rate: 'Banque nationale de Pologne, taux de référence',
    fr_legal_rate: 'France, taux légal',
    es_legal_rate: 'Espagne, taux légal',
    it_legal_rate: 'Italie, taux légal',
    nl_legal_rate: 'Pays-Bas, taux légal',
    be_legal_rate: 'Belgique, taux légal',
  },
  columns: { from: 'En vigueur le', percent: 'Pour cent par an', source: 'Source', state: 'État' },
  percent: (value) => `${value} %`,
  published: 'Publié',
  unconfirmed: 'Non confirmé',
  unconfirmedHint:
    '« Non confirmé » : aucune publication n’a été trouvée pour le chiffre ou sa date. Vérifiez-le avant de réclamer sur cette base, et saisissez-le avec sa source.',
  toCheck:
    'À vérifier : que le chiffre a été publié, et le jour à partir duquel il compte. Puis le saisir avec sa source.',
  entered: 'Saisi',
  enteredBy: (by, date) => `par ${by}, ${date}`,
  fields: { percent: 'Pour cent par an', source: 'Source' },
  add: 'Saisir un taux',
  addTitle: 'Saisir un taux',
  from: 'En vigueur le',
  percentField: 'Pour cent par an',
  percentHint: 'Par exemple 2,15 ; sans la majoration prévue par la loi.',
  percentWrong: 'Un nombre avec quatre décimales au plus, par exemple 2,15.',
  source: 'Source',
  sourceHint: 'Où il est publié : une page, un journal officiel avec son numéro et sa date.',
  incomplete: 'Ce qui change s’affiche ici dès que taux, date, chiffre et source sont saisis.',
  loading: 'Examen de tout ce qui est échu …',
  standing: (percent, date) => `À cette date compte jusqu’ici ${percent}, en vigueur depuis le ${date}.`,
  standingNone: 'La table n’a jusqu’ici aucun taux pour cette date.',
  notUsed:
    'Les créances de cette société ne se calculent pas à partir de ce taux : rien ne change pour elles.',
  nothing: (n) =>
    count(n, {
      one: 'Les intérêts de la seule pièce échue restent les mêmes.',
      other: 'Les intérêts de # pièces échues restent les mêmes.',
      zero: 'Rien n’est échu : il comptera pour la suite.',
    }),
  changes: (n) =>
    count(n, {
      one: 'Les intérêts de # pièce échue changent :',
      other: 'Les intérêts de # pièces échues changent :',
    }),
  change: (before, after) => `${before} deviennent ${after}.`,
  saved: 'Le taux compte désormais.',
  remove: 'Retirer',
  removed: 'Le taux a été retiré ; le taux publié compte de nouveau.',
  restored: 'Le taux compte de nouveau.',
  heading: 'Intérêts de retard à ce jour',
  total: (interest, days) =>
    `${interest} d’intérêts pour ${count(days, { one: '# jour', other: '# jours' })}`,
  compensation: (amount) => `${amount} d’indemnité`,
  none: 'Aucun retard à facturer jusqu’ici.',
  notClaimed: 'abandonné',
  lines: {
    caption: 'Calcul des intérêts de retard',
    from: 'Du',
    through: 'Au',
    days: 'Jours',
    principal: 'Principal',
    rate: 'Taux',
    amount: 'Intérêts',
  },
  sum: 'Somme',
  rateOf: (reference, margin) => `${reference} + ${margin}`,
  agreedRate: 'convenu',
  roundings: { total: 'Arrondi une fois, sur la somme.', segment: 'Chaque ligne est arrondie.' },
  by: (statute) => `Selon ${statute}.`,
  inMessages: 'Une relance l’imprime quand son texte contient #late_charges.',
  remarks: {
    rate_unconfirmed:
      'Un des taux n’a pas été confirmé par sa publication. Vérifiez-le dans les paramètres, sous « Intérêts », avant de le réclamer.',
    rate_beyond_table: 'La table ne va pas jusqu’à ce jour : le dernier taux connu est prolongé.',
    conversion_needed:
      'L’indemnité est due dans une autre monnaie que la pièce : une relance ne l’ajoute pas. Convertissez-la comme le dit la loi de la société, et saisissez la somme convenue dans les paramètres, sous « Conditions ».',
  },
  obstacles: {
    law_unknown:
      'La loi du pays de la société n’est pas connue ici. Un taux convenu avec les clients se saisit dans les paramètres, sous « Conditions ».',
    no_statutory_interest: 'Ce client ne doit pas d’intérêts selon la loi.',
    notice_needed: 'Selon la loi, les intérêts courent après une mise en demeure.',
    before_rate_table: 'La pièce était échue avant le début de la table des taux.',
  },
  charges: { interest: 'Intérêts', compensation: 'Indemnité' },
  added: {
    heading: 'Ajouté par les relances',
    text: 'Ces montants font partie de ce que réclament les relances et la page du client, tant que la pièce est réclamée. Un paiement, un avoir ou une contestation ultérieurs ne les changent pas.',
    line: (what, amount) => `${what} : ${amount}`,
    since: (level, day) => `niveau ${level}, calculé jusqu’au ${day}`,
    closed: 'La pièce est soldée : ils restent enregistrés et ne sont plus réclamés.',
    less: (amount) =>
      `Recalculés, les intérêts à ce jour sont de ${amount}. Ce qui a été ajouté demeure ; renoncez-y s’il ne faut plus le réclamer.`,
  },
  waive: 'Renoncer …',
  waiveTitle: 'Renoncer aux intérêts ou à l’indemnité',
  waiveText:
    'Rien n’est réclamé pour cette pièce, ni aujourd’hui ni plus tard, jusqu’à nouvel ordre. L’historique garde le motif.',
  what: 'Quoi',
  reason: 'Motif',
  chooseOne: 'Choisissez au moins un élément.',
  doWaive: 'Renoncer',
  waived: (what) => `Renonciation : ${what}.`,
  waivedBecause: (what, reason) => `Renonciation (${what}) : ${reason}`,
  claimAgain: 'Réclamer de nouveau',
  claimedAgain: (what) => `De nouveau réclamé : ${what}.`,
};
