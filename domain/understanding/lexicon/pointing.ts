/** Words that point at items without naming them, by language: *the one of September*, *both*, *all three*. */

export interface PointingWords {
  /** In front of a month or a day: *the one (of September)*. */
  theOne: readonly string[];
  /** Two items. */
  both: readonly string[];
  /** In front of a number of items: *all (three)*. */
  all: readonly string[];
}

// prettier-ignore
export const pointingWords: Readonly<Record<string, PointingWords>> = {
  en: { theOne: ['(the|that|this|those) (ones?|bills?|stuff|amounts?)', '(the )?ones?', 'that', 'those'], both: ['both( of (them|these|those|the invoices))?', 'the two( of them)?'], all: ['(all|the|these|those)( of the| the)?'] },
  fr: { theOne: ['celles?( |-ci |-la )?', 'ceux', 'celui', 'la', 'les'], both: ['les deux', 'toutes les deux', 'tous les deux'], all: ['(toutes |tous )?(les|ces)'] },
  de: { theOne: ['(die|der|den|das|jene|diejenige|dem)', '(die |der )?eine'], both: ['(die )?beide[nrsm]?', 'die zwei'], all: ['(alle|die|diese|sämtliche)'] },
  es: { theOne: ['(la|las|lo|el|los|aquella|esa)'], both: ['(las|los) dos', 'amb[ao]s'], all: ['(tod[ao]s )?(las|los|estas|esas)'] },
  it: { theOne: ['(quella|quelle|quello|la|le)'], both: ['entramb[eai]', 'tutt[ei] e due', 'le due', 'ambedue'], all: ['(tutt[ei] e|le|queste|tutte le)'] },
  nl: { theOne: ['(die|degene|deze|dat)'], both: ['beide(n)?', 'allebei', 'de twee'], all: ['(alle|de|deze)'] },
  pl: { theOne: ['(ta|te|tę|tą|tamta|tamtą|tej|tych)'], both: ['(obie|oba|obydwie|obydwa|obu|obydwu)'], all: ['(wszystkie|te|za wszystkie)'] },
  pt: { theOne: ['(a|as|o|os|aquela|essa|esta)'], both: ['(as|os) duas', 'amb[ao]s'], all: ['(tod[ao]s )?(as|os|estas)'] },
  tr: { theOne: [], both: ['(her )?ikisi(ni|nin|ni de)?', 'iki faturayi( da)?', 'her iki (fatura\\w*|odeme\\w*)'], all: ['her'] },
  ro: { theOne: ['(cea|cele|aia|pe cea|pe cele|acea)'], both: ['(amandoua|ambele|amandoi|cele doua)'], all: ['(toate|toti|cele|toate cele)'] },
  hr: { theOne: ['(onaj|onu|ona|onog|taj|one|oni|ono)'], both: ['(oba|obje|obadva)( racuna)?'], all: ['(sva|sve|svih|ta)'] },
  sv: { theOne: ['(den|det|de)'], both: ['(bada|bagge)( tva)?( fakturor\\w*)?', 'de (bada|tva)'], all: ['(alla|de|dessa)'] },
  ja: { theOne: [], both: ['両方(とも)?', '(2|二|２)件(とも|分)', '二つとも'], all: [] },
  zh: { theOne: [], both: ['(两|兩|二|2)(张|張|笔|筆|份|个|個)(都|发票|發票|一起|均)?', '(这|這)(两|兩)(张|張|笔|筆)'], all: [] },
};
