import type { Text } from '../en.ts';
import { importReading as en } from './en.ts';
import { counting } from '../../plural.ts';

const count = counting('fr-FR');

export const importReading: Text['importReading'] = {
  columns: {
    title: 'Comment les colonnes sont lues',
    text: 'Choisissez ce qu’est une colonne et relisez le fichier. Le choix est retenu pour cette source.',
    column: 'Colonne',
    samples: 'Premières valeurs',
    field: 'Lue comme',
    unused: 'Non utilisée',
    encoding: 'Encodage',
    currency: 'Devise des lignes qui n’en nomment pas',
    currencyAuto: 'Celle du client, sinon celle de la société',
    submit: 'Relire avec ces colonnes',
    twice: (field) => `Deux colonnes sont lues comme « ${field} ». Choisissez-en une.`,
  },
  missing: 'Le fichier n’a pas de colonne pour',
  several: 'Plusieurs colonnes conviennent pour',
  wayOn: {
    number:
      'Choisissez la colonne qui distingue les pièces. S’il n’y en a pas, exportez de nouveau les pièces ouvertes avec leur numéro.',
    customerNumber:
      'Choisissez la colonne qui distingue les clients ; un nom suffit s’il reste le même dans chaque fichier.',
    dueOn:
      'Choisissez la date d’échéance. Si l’export n’en a pas, ajoutez-la dans votre logiciel comptable et exportez de nouveau ; la date de pièce ne convient qu’aux factures payables au comptant.',
    openAmount:
      'Choisissez ce qui reste dû de chaque pièce, et non son total. Deux colonnes débit et crédit, ou un total et le montant réglé, conviennent aussi : choisissez-les ci-dessous.',
    receivedOn: 'Choisissez le jour où l’argent a été reçu.',
    amount: 'Choisissez le montant reçu.',
  },
  questions: {
    encoding: 'Dans quel encodage est le fichier ? Choisissez la ligne qui se lit bien.',
    creditSigns: 'Que veut dire un signe moins à côté d’un crédit ?',
    openAmount: 'Quel montant reste dû ?',
    identifiers: 'Un tableur a changé des numéros en nombres. Que sont-ils ?',
    zone: 'Ces dates sont des minuits d’un autre fuseau horaire. De quel jour s’agit-il ?',
    dateSerials: 'Ces dates sont des nombres, comme un tableur compte les jours. De quels jours s’agit-il ?',
  },
  hints: {
    encoding: '',
    creditSigns: '',
    openAmount: '',
    identifiers:
      'Si des chiffres sont perdus (1,23E+09), rejetez cet import, mettez la colonne au format texte et exportez de nouveau.',
    zone: '',
    dateSerials: 'Le format des cellules s’est perdu à l’export du fichier.',
  },
  creditSigns: {
    mark_decides: 'Le sens l’emporte : c’est un crédit dans tous les cas',
    minus_reverses: 'Le signe moins inverse le sens : c’est dû',
  },
  openAmount: {
    column: 'La colonne du montant ouvert, telle quelle',
    entry: 'Le montant de la ligne ; l’autre colonne est un solde progressif',
    minus_paid: 'Le montant moins ce qui est réglé',
  },
  identifiers: { number: 'Le numéro sans les zéros', as_written: 'Tels qu’ils sont écrits' },
  zone: { entity: 'Le jour dans le fuseau de la société', written: 'Le jour écrit' },
  dateSerials: {
    from_1900: 'Comptés depuis 1900, comme Excel',
    from_1904: 'Comptés depuis 1904, comme d’anciens Excel pour Mac',
    no_date: 'Pas des dates : ces lignes sont en erreur',
  },
  words: {
    type: 'Que signifient ces types de pièces ?',
    status: 'Une pièce dans cet état est-elle encore due ?',
    paymentStatus: 'Une pièce avec cet état de paiement est-elle encore due ?',
    paidFlag: 'Une pièce marquée ainsi est-elle encore due ?',
    openFlag: 'Une pièce marquée ainsi est-elle encore due ?',
    side: 'Quel sens ces marques désignent-elles ?',
    country: 'Quels sont ces pays ?',
    language: 'Quelles sont ces langues ?',
    currency: 'Quelles sont ces devises ?',
  },
  noCode: {
    country: 'Aucun : le pays de la société vaut pour les nouveaux clients',
    language: 'Aucune : les messages partent dans la langue de la société',
  },
  meanings: {
    invoice: 'Facture',
    credit_note: 'Avoir',
    debit_note: 'Note de débit',
    unapplied_payment: 'Paiement',
    by_sign: 'Selon le signe : due si positif, crédit si négatif',
    no_document: 'Pas une pièce : laisser la ligne de côté',
    open: 'Due, pour ce qui reste ouvert',
    closed: 'Pas due (payée, annulée, brouillon)',
    debit: 'Débit : le client le doit',
    credit: 'Crédit : vient en déduction',
  },
  inRows: (n) => count(n, { one: 'sur # ligne', other: 'sur # lignes' }),
  row: (n) => `Ligne ${n}`,
  notes: 'Ce que la lecture a relevé',
  showRows: 'Afficher les lignes',
  rowsGone: 'Les lignes ne sont plus conservées.',
  ofWholeFile: en.ofWholeFile,
  otherRemark: en.otherRemark,
  remarks: {
    no_currency_column: ({ example }) =>
      `Le fichier n’a pas de colonne de devise : celle du client est prise, sinon ${example}.`,
    no_issue_date_column: () =>
      'Le fichier n’a pas de date d’émission : les nouvelles pièces sont réputées émises à leur échéance, au plus tard à la date du fichier.',
    decimal_mark: ({ value }) =>
      value === 'comma'
        ? 'Les décimales suivent une virgule : 1.234,56.'
        : 'Les décimales suivent un point : 1,234.56.',
    date_order: ({ value }) =>
      value === 'ymd'
        ? 'Les dates se lisent année, mois, jour.'
        : value === 'mdy'
          ? 'Les dates se lisent mois, jour, année.'
          : 'Les dates se lisent jour, mois, année.',
    email_not_understood: ({ column, count: n, example }) =>
      count(Number(n), {
        one: `« ${column} » : # valeur contient autre chose qu’une adresse e-mail (${example}) ; cette partie est écartée.`,
        other: `« ${column} » : # valeurs contiennent autre chose que des adresses e-mail (${example}…) ; ces parties sont écartées.`,
      }),
    email_not_sendable: ({ column, count: n, example }) =>
      count(Number(n), {
        one: `« ${column} » : # adresse est conservée, mais rien ne peut y être envoyé (${example}).`,
        other: `« ${column} » : # adresses sont conservées, mais rien ne peut y être envoyé (${example}…).`,
      }),
    currency_not_understood: ({ column, count: n, example }) =>
      count(Number(n), {
        one: `« ${column} » : # valeur n’est pas une devise (${example}) et n’est pas reprise.`,
        other: `« ${column} » : # valeurs ne sont pas des devises (${example}…) et ne sont pas reprises.`,
      }),
    timeZone_not_understood: ({ column, count: n, example }) =>
      count(Number(n), {
        one: `« ${column} » : # valeur n’est pas un fuseau horaire (${example}) et n’est pas reprise.`,
        other: `« ${column} » : # valeurs ne sont pas des fuseaux horaires (${example}…) et ne sont pas reprises.`,
      }),
    customer_rows_differ: ({ column, count: n, example }) =>
      count(Number(n), {
        one: `« ${column} » : # ligne dit autre chose que la première de son client (${example}) ; la première compte.`,
        other: `« ${column} » : # lignes disent autre chose que la première de leur client (${example}…) ; la première compte.`,
      }),
    number_used_again: ({ count: n, example }) =>
      count(Number(n), {
        one: `# numéro est réutilisé (${example}) : la pièce a une autre date et compte comme nouvelle, dès la première étape.`,
        other: `# numéros sont réutilisés (${example}…) : les pièces ont d’autres dates et comptent comme nouvelles, dès la première étape.`,
      }),
    address_differs: ({ count: n, example }) =>
      count(Number(n), {
        one: `# ligne donne une adresse qui n’est pas celle de son client (${example}). Rien ne change avant votre décision, ci-dessous.`,
        other: `# lignes donnent des adresses qui ne sont pas celles de leurs clients (${example}…). Rien ne change avant votre décision, ci-dessous.`,
      }),
    running_balance: ({ column }) =>
      `« ${column} » se cumule de ligne en ligne : c’est un solde progressif, et les montants des lignes sont pris.`,
    open_from_sides: ({ debit, credit }) => `Le montant ouvert est « ${debit} » moins « ${credit} ».`,
    open_from_paid: ({ total, paid }) => `Le montant ouvert est « ${total} » moins « ${paid} ».`,
    both_sides: ({ count: n }) =>
      count(Number(n), {
        one: '# ligne a un montant au débit et au crédit ; la différence compte.',
        other: '# lignes ont un montant au débit et au crédit ; la différence compte.',
      }),
    due_before_issue: ({ count: n, example }) =>
      count(Number(n), {
        one: `# pièce est échue avant son émission (${example}).`,
        other: `# pièces sont échues avant leur émission (${example}…).`,
      }),
    date_far_off: ({ column, count: n, example }) =>
      count(Number(n), {
        one: `« ${column} » : # date est très éloignée (${example}). Vérifiez-la avant d’appliquer.`,
        other: `« ${column} » : # dates sont très éloignées (${example}…). Vérifiez-les avant d’appliquer.`,
      }),
    sum_rows: ({ count: n }) =>
      count(Number(n), {
        one: '# ligne de total n’est pas lue.',
        other: '# lignes de total ne sont pas lues.',
      }),
    rows_joined: ({ count: n }) =>
      count(Number(n), {
        one: '# ligne appartient à la pièce d’une autre ligne de même échéance ; leurs montants s’ajoutent.',
        other:
          '# lignes appartiennent aux pièces d’autres lignes de même échéance ; leurs montants s’ajoutent.',
      }),
    no_document: ({ count: n }) =>
      count(Number(n), {
        one: '# ligne n’est pas une pièce et n’est pas lue.',
        other: '# lignes ne sont pas des pièces et ne sont pas lues.',
      }),
  },
};
