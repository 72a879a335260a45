/** Words that point at items without naming them, by language: *the one of September*, *both*, *all three*. */

export interface PointingWords {
  /** In front of a month or a day: *the one (of September)*. */
  theOne: readonly string[];
  /** Two items. */
  both: readonly string[];
  /** *The big one*, *the small one*. */
  biggest?: readonly string[];
  smallest?: readonly string[];
  /** In front of a number of items: *all (three)*. */
  all: readonly string[];
}

// prettier-ignore
export const pointingWords: Readonly<Record<string, PointingWords>> = {
  en: { biggest: ['the (big|large|bigger|larger|biggest|largest|high|highest) (one(?!s)|invoice|bill|amount)', 'the (biggest|largest|highest)'], smallest: ['the (small|little|smaller|smallest|lowest) (one(?!s)|invoice|bill|amount)', 'the (smallest|lowest)'], theOne: ['(the|that|this|those) (ones?|bills?|stuff|amounts?)', '(the )?ones?', 'that', 'those'], both: ['both( of (them|these|those|the invoices))?', 'the two( of them)?'], all: ['(all|the|these|those)( of the| the)?'] },
  fr: { biggest: ['la (plus )?(grosse|grande|importante)( facture)?', 'le plus gros (montant)?'], smallest: ['la (plus )?petite( facture)?'], theOne: ['celles?( |-ci |-la )?', 'ceux', 'celui', 'la', 'les'], both: ['les deux', 'toutes les deux', 'tous les deux'], all: ['(toutes |tous )?(les|ces)'] },
  de: { biggest: ['(die |der |den )?(große|größte|größere|dicke|hohe|höchste)n?( rechnung| posten| betrag)?(?! [a-z]+rechnung)'], smallest: ['(die |der |den )?(kleine|kleinste|kleinere)n?( rechnung| posten| betrag)'], theOne: ['(die|der|den|das|jene|diejenige|dem)', '(die |der )?eine'], both: ['(die )?beide[nrsm]?', 'die zwei'], all: ['(alle|die|diese|sämtliche)'] },
  es: { biggest: ['la (mas )?(grande|gorda|alta)( factura)?', 'la factura (mas )?(grande|gorda|alta)', 'la de mayor importe'], smallest: ['la (mas )?(pequena|chica)( factura)?', 'la factura (mas )?(pequena|chica)'], theOne: ['(la|las|lo|el|los|aquella|esa)'], both: ['(las|los) dos', 'amb[ao]s'], all: ['(tod[ao]s )?(las|los|estas|esas)'] },
  it: { biggest: ['(la|quella) (piu )?(grande|grossa|alta)( fattura)?', 'la fattura (piu )?(grande|grossa|alta)'], smallest: ['(la|quella) (piu )?piccola( fattura)?', 'la fattura (piu )?piccola'], theOne: ['(quella|quelle|quello|la|le)'], both: ['entramb[eai]', 'tutt[ei] e due', 'le due', 'ambedue'], all: ['(tutt[ei] e|le|queste|tutte le)'] },
  nl: { biggest: ['de (grote|grootste|hoge|hoogste)( factuur| rekening| post)?'], smallest: ['de (kleine|kleinste|laagste)( factuur| rekening| post)?'], theOne: ['(die|degene|deze|dat)'], both: ['beide(n)?', 'allebei', 'de twee'], all: ['(alle|de|deze)'] },
  pl: { biggest: ['(ta|te|tej|za te)? ?(duz|wieksz|najwieksz)(a|e|ej)( faktur\\w*)?'], smallest: ['(ta|te|tej)? ?(mal|mniejsz|najmniejsz)(a|e|ej)( faktur\\w*)?'], theOne: ['(ta|te|tę|tą|tamta|tamtą|tej|tych)'], both: ['(obie|oba|obydwie|obydwa|obu|obydwu)'], all: ['(wszystkie|te|za wszystkie)'] },
  pt: { biggest: ['(a|da|na) (maior|grande)( fatura| nota)?', 'a (fatura|nota) (maior|grande)'], smallest: ['(a|da) (menor|pequena)( fatura| nota)?'], theOne: ['(a|as|o|os|aquela|essa|esta)'], both: ['(as|os) duas', 'amb[ao]s'], all: ['(tod[ao]s )?(as|os|estas)'] },
  tr: { biggest: ['(en )?(buyuk|yuksek) (olan\\w*|fatura\\w*)'], smallest: ['(en )?(kucuk|dusuk) (olan\\w*|fatura\\w*)'], theOne: [], both: ['(her )?ikisi(ni|nin|ni de)?', 'iki faturayi( da)?', 'her iki (fatura\\w*|odeme\\w*)'], all: ['her'] },
  ro: { biggest: ['(factura |cea )(mai )?(mare|mari)'], smallest: ['(factura |cea )(mai )?mica'], theOne: ['(cea|cele|aia|pe cea|pe cele|acea)'], both: ['(amandoua|ambele|amandoi|cele doua)'], all: ['(toate|toti|cele|toate cele)'] },
  hr: { biggest: ['(veliki|veci|najveci|velik|velikog|najveceg)( racun\\w*)?'], smallest: ['(mali|manji|najmanji|malog)( racun\\w*)?'], theOne: ['(onaj|onu|ona|onog|taj|one|oni|ono)'], both: ['(oba|obje|obadva)( racuna)?'], all: ['(sva|sve|svih|ta)'] },
  sv: { biggest: ['den (stora|storre|storsta)( fakturan)?'], smallest: ['den (lilla|mindre|minsta)( fakturan)?'], theOne: ['(den|det|de)'], both: ['(bada|bagge)( tva)?( fakturor\\w*)?', 'de (bada|tva)'], all: ['(alla|de|dessa)'] },
  ja: { biggest: ['(一番|最も)?(大きい|高額な|大きな)(請求書|方|ほう|金額)?'], smallest: ['(一番|最も)?(小さい|少額の)(請求書|方|ほう)?'], theOne: [], both: ['両方(とも)?', '(2|二|２)件(とも|分)', '二つとも'], all: [] },
  zh: { biggest: ['(金额)?(最大|大额|较大|大)的?(那|这)?(张|張|笔|筆)'], smallest: ['(金额)?(最小|小额|较小|小)的?(那|这)?(张|張|笔|筆)'], theOne: [], both: ['(两|兩|二|2)(张|張|笔|筆|份|个|個)(都|发票|發票|一起|均)?', '(这|這)(两|兩)(张|張|笔|筆)'], all: [] },
};
