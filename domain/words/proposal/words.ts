/** What a collector reads about the items of a reply and what to do next, in the languages of the interface. */
import type { InterfaceLanguage } from '../../vocabulary/languages.ts';
import type { ReplyStep } from '../../vocabulary/proposals.ts';

export interface ProposalWords {
  situation: {
    open: string;
    /** Partly paid. */
    rest: string;
    cleared: string;
    credit: string;
    late: (days: number) => string;
    dueToday: string;
    due: string;
    promised: string;
    promisedPart: string;
    disputed: string;
    disputedPart: string;
    held: string;
    heldForGood: string;
    step: string;
  };
  /** What to do, and why. */
  steps: Record<ReplyStep, { text: string; why: string }>;
}

const en: ProposalWords = {
  situation: {
    open: '{open} open',
    rest: '{open} of {original} open',
    cleared: 'settled',
    credit: 'credit of {open}',
    late: (days) => (days === 1 ? '1 day late' : `${days} days late`),
    dueToday: 'due today',
    due: 'due {on}',
    promised: 'promised for {on}',
    promisedPart: '{part} promised for {on}',
    disputed: 'disputed: {reason}',
    disputedPart: '{part} disputed: {reason}',
    held: 'not chased before {until}',
    heldForGood: 'not chased',
    step: 'step {rank} reached',
  },
  steps: {
    verify_bank_details: {
      text: 'Check by phone, under a number you know, who asks for other bank details',
      why: 'The words are about bank details: nothing of them is taken over.',
    },
    stop_chasing: {
      text: 'Stop the chase and register the claim',
      why: 'The words announce insolvency.',
    },
    settle_dispute: {
      text: 'Settle the dispute with the answer of your colleague',
      why: 'It answers the question about an open dispute.',
    },
    call: { text: 'Call the customer', why: 'The words refuse to pay.' },
    clarify_dispute: {
      text: 'Name who clarifies the dispute, and until when',
      why: 'Something is disputed; it is out of the chase until somebody has clarified it.',
    },
    answer: { text: 'Answer the question', why: 'The words ask something.' },
    decide_plan: {
      text: 'Decide whether to accept payment in parts',
      why: 'The words ask to pay in parts.',
    },
    ask_for_date: { text: 'Ask for the day of payment', why: 'Payment is promised without a day.' },
    check_payment: { text: 'Look for the payment', why: 'The words say that it is paid; it is open here.' },
    send_copy: { text: 'Send the invoice', why: 'The words ask for a copy.' },
    update_contact: { text: 'Bring the contact up to date', why: 'The words name somebody else.' },
    accept_promise: {
      text: 'Accept the promise: the chase waits for its day',
      why: 'Payment is promised with a day.',
    },
    wait: { text: 'Wait and ask again', why: 'It is being worked on.' },
    read_words: { text: 'Read the words', why: 'They hold something that no rule reads.' },
  },
};

const fr: ProposalWords = {
  situation: {
    open: '{open} à payer',
    rest: '{open} à payer sur {original}',
    cleared: 'soldée',
    credit: 'avoir de {open}',
    late: (days) => (days === 1 ? '1 jour de retard' : `${days} jours de retard`),
    dueToday: 'échéance aujourd’hui',
    due: 'échéance le {on}',
    promised: 'paiement promis pour le {on}',
    promisedPart: '{part} promis pour le {on}',
    disputed: 'en litige\u00a0: {reason}',
    disputedPart: '{part} en litige\u00a0: {reason}',
    held: 'pas de relance avant le {until}',
    heldForGood: 'pas de relance',
    step: 'étape {rank} atteinte',
  },
  steps: {
    verify_bank_details: {
      text: 'Vérifier par téléphone, à un numéro connu, qui demande d’autres coordonnées bancaires',
      why: 'Le message parle de coordonnées bancaires\u00a0: rien n’en est repris.',
    },
    stop_chasing: {
      text: 'Arrêter les relances et déclarer la créance',
      why: 'Le message annonce une procédure collective.',
    },
    settle_dispute: {
      text: 'Régler le litige avec la réponse de votre collègue',
      why: 'Elle répond à la question sur un litige ouvert.',
    },
    call: { text: 'Appeler le client', why: 'Le message refuse de payer.' },
    clarify_dispute: {
      text: 'Désigner qui traite le litige, et jusqu’à quand',
      why: 'Un litige est annoncé\u00a0; ces lignes ne sont plus relancées tant qu’il n’est pas réglé.',
    },
    answer: { text: 'Répondre à la question', why: 'Le message pose une question.' },
    decide_plan: {
      text: 'Décider d’accepter ou non un paiement en plusieurs fois',
      why: 'Le message demande à payer en plusieurs fois.',
    },
    ask_for_date: { text: 'Demander la date du paiement', why: 'Un paiement est promis sans date.' },
    check_payment: {
      text: 'Chercher le paiement',
      why: 'Le message indique que c’est payé\u00a0; ici, c’est encore ouvert.',
    },
    send_copy: { text: 'Envoyer la facture', why: 'Le message demande une copie.' },
    update_contact: { text: 'Mettre le contact à jour', why: 'Le message indique une autre personne.' },
    accept_promise: {
      text: 'Accepter la promesse\u00a0: les relances attendent sa date',
      why: 'Un paiement est promis avec sa date.',
    },
    wait: { text: 'Attendre et redemander', why: 'C’est en cours de traitement.' },
    read_words: { text: 'Lire le message', why: 'Il contient quelque chose qu’aucune règle ne lit.' },
  },
};

const texts: Record<InterfaceLanguage, ProposalWords> = { en, fr };

export function proposalWords(language: InterfaceLanguage): ProposalWords {
  return texts[language];
}
