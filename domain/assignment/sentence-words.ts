/** The words of each language by which a typed sentence is recognised; see sentence.ts. */
import type { InterfaceLanguage } from '../vocabulary/languages.ts';

export interface SentenceWords {
  /** At least; `more`: strictly more. */
  atLeast: string;
  more: string;
  atMost: string;
  less: string;
  between: string;
  and: string;
  days: string;
  overdue: string;
  balance: string;
  noCollector: string;
  collector: string;
  scenario: string;
  pagesOn: string;
  pagesOff: string;
  captureOn: string;
  captureOff: string;
  noEmail: string;
  email: string;
  promised: string;
  disputed: string;
  held: string;
  notExcluded: string;
  excluded: string;
  paused: string;
  createdSince: string;
  changedSince: string;
  parent: string;
  language: string;
  /** What joins the rest and says nothing by itself. */
  filler: string;
}

/** Alternatives of regular expressions, tried without regard to capitals; longer ones first. */
export const sentenceWords: Record<InterfaceLanguage, SentenceWords> = {
  en: {
    atLeast: 'at least|from|minimum|>=|≥',
    more: 'more than|over|above|exceeding|older than|>',
    atMost: 'at most|up to|maximum|<=|≤',
    less: 'less than|under|below|<',
    between: 'between',
    and: 'and|to',
    days: 'days?',
    overdue: 'overdue|late|past due',
    balance: 'balance|open amount|open|owing|owed',
    noCollector: 'without (?:a |any )?collector|(?:with )?no collector|unassigned',
    collector: 'collector|assigned to|followed by',
    scenario: 'scenario',
    pagesOn: '(?:with )?interactive pages?(?: (?:switched )?on)?',
    pagesOff: '(?:without|no) interactive pages?|interactive pages? (?:switched )?off',
    captureOn: '(?:with )?(?:reply capture|replies captured)(?: (?:switched )?on)?',
    captureOff: '(?:without|no) reply capture|reply capture (?:switched )?off',
    noEmail: '(?:without|no) (?:an? )?e-?mail(?: address| contact)?',
    email: 'with (?:an? )?e-?mail(?: address| contact)?',
    promised: 'promised|with (?:a )?promises?(?: to pay)?',
    disputed: 'disputed|(?:with|in) (?:a )?disputes?',
    held: 'on hold|held',
    notExcluded: 'not excluded',
    excluded: 'excluded',
    paused: 'paused',
    createdSince: '(?:created|new) since',
    changedSince: 'changed since',
    parent: 'parent|children of|subsidiaries of',
    language: 'speaking|language|in',
    filler: 'all|any|customers?|clients?|accounts?|which|who|that|are|is|have|has|with|and|in|from|of|the|a|an|for|by|amounts?|only',
  },
  fr: {
    atLeast: 'au moins|à partir de|minimum|>=|≥',
    more: 'plus de|supérieurs? à|supérieures? à|au-dessus de|depuis plus de|dépassant|>',
    atMost: 'au plus|jusqu.à|maximum|<=|≤',
    less: 'moins de|inférieurs? à|inférieures? à|sous|<',
    between: 'entre',
    and: 'et|à',
    days: 'jours?',
    overdue: 'de retard|en retard|échus?|échues?|d.échu|impayés?',
    balance: 'de solde|solde|ouverts?|dus?',
    noCollector: 'sans chargé(?:e)? de recouvrement|sans chargé|sans gestionnaire|non attribués?',
    collector: 'chargé(?:e)? de recouvrement|gestionnaire|attribués? à|suivis? par',
    scenario: 'scénario',
    pagesOn: '(?:avec )?(?:les )?pages? interactives?(?: activées?)?',
    pagesOff: 'sans pages? interactives?|pages? interactives? désactivées?',
    captureOn: '(?:avec )?(?:la )?collecte des réponses(?: activée)?',
    captureOff: 'sans collecte des réponses|collecte des réponses désactivée',
    noEmail: 'sans (?:adresse )?(?:e-?mail|courriel|adresse électronique)',
    email: 'avec (?:une? )?(?:adresse )?(?:e-?mail|courriel|adresse électronique)',
    promised: 'promis|avec (?:une )?promesses?(?: de paiement)?',
    disputed: '(?:en|avec un) litiges?|contestés?|contestées?',
    held: 'en attente|bloqués?|suspendus?',
    notExcluded: 'non exclus',
    excluded: 'exclus',
    paused: 'en pause',
    createdSince: '(?:créés?|nouveaux) depuis(?: le)?',
    changedSince: 'modifiés? depuis(?: le)?',
    parent: 'filiales de|maison mère|parent',
    language: 'parlant|langue|en',
    filler: 'tous|toutes|les|le|la|l|des|du|de|d|clients?|comptes?|qui|sont|ont|ayant|avec|et|en|au|aux|à|un|une|pour|montants?|seulement|depuis',
  },
}; // prettier-ignore
