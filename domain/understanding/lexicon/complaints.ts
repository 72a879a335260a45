/**
 * What is wrong with goods, prices and reminders, in the words of clerks and storekeepers, by language. Joined to the
 * lexicons by `all.ts`.
 */
import type { SpokenWords } from './spoken.ts';

// prettier-ignore
export const complaintWords: Readonly<Record<string, SpokenWords>> = {
  en: {
    contest: ['(check|look at|verify) (ur|your|yr) (bank|account|books|records|statement)', '(ages|long|weeks|months) ago', '(stop|quit) (chasing|reminding)', 'unjustified'],
    dispute: {
      price: ['(billed|charged|invoiced) .. (each|apiece|per unit|a unit|a piece)', '(credit|refund) (us )?(for )?the difference', '(discount|rebate) .. (missing|not (been )?(applied|deducted|given|shown))'],
      quality: ['(gone|went|going|sent|sending) back', '(water|smoke|transit|frost)[ -]?damaged?', '(failed|failing|did not pass|didn.t pass) .. (inspection|test|acceptance)', '(wrong|incorrect) (size|colou?r|model|type|material|grade)'],
      delivery: ['(show|have|see|mark) .. as not (received|delivered|arrived)', '(still )?in transit', 'tracking (says|shows)'],
    },
  },
  fr: {
    contest: ['(injustifiee?s?|a tort|etonne\\w*|surpris\\w*) ', '(mettre|mettez) (vos|votre|a jour) (comptes?|compta\\w*|fichiers?|a jour)'],
    dispute: {
      price: ['(remise|escompte|ristourne|tarif) .. (negocie|convenu|accorde|prevu|oublie|manqu)\\w*'],
      quality: ['(mal|fausse|mauvaise)(ment)? (imprime|coupe|monte|pose|regle|coloris|reference|taille)e?s?', '(inutilisables?|non conformes?|moisie?s?|rouillee?s?|perimee?s?)'],
      quantity: ['(recu|livre)s? [0-9]+ (sur|au lieu de|contre) [0-9]+', '(manquait|manque|manquent|manquaient) [^ ]+ (cartons?|palettes?|pieces?|colis|unites?|rouleaux|sacs?)'],
    },
  },
  de: {
    contest: ['(unberechtigt|ungerechtfertigt|unbegründet)\\w*', 'zu unrecht', '(zweite|dritte|vierte) (mahnung|erinnerung|mal)'],
    dispute: {
      quality: ['(nie|nicht) gepasst', 'passen (gar |überhaupt )?nicht', 'zur abholung', '(unbrauchbar|verschimmelt|verrostet|undicht|fehlerhaft)\\w*', 'falsche[nrs]? (farbe|größe|modell|maß|ausführung|typ)'],
      price: ['(rabatt|skonto|nachlass|bonus) .. (fehlt|nicht (berücksichtigt|abgezogen|gewährt)|vergessen)', '(fehlt|fehlen) .. (rabatt|skonto|nachlass|bonus)'],
    },
  },
  es: {
    contest: ['(improcedente|indebid|injustificad)\\w*', '(hace (tiempo|siglos|meses|mucho))'],
    dispute: {
      price: ['(descuento|rappel|bonificacion|dto) .. no (aparece|figura|viene|se ha|esta|consta|lo)', '[0-9.,]+ ?(€|euros|eur)? de (diferencia|mas)'],
      quantity: ['[0-9]+ .. menos (de las|de los|que|de lo)', '(faltan|faltaban|falta|faltaron) [0-9]+'],
      delivery: ['no .. (consta|consto|constaba) .. (entrega|recepcion|llegada)', 'no .. (llego|ha llegado|llegaron) .. (genero|material|mercancia|pedido)'],
      quality: ['(inservible|caducad|oxidad|podrid|defectuos)\\w*'],
    },
  },
  it: {
    contest: ['(ingiustificat|infondat|improprio)\\w*', 'continuate a sollecitar\\w*', 'perche .. sollecit\\w*'],
    dispute: {
      price: ['(manca|mancano|dimenticat\\w*|senza) .. (sconto|abbuono|bonus)', '(sconto|abbuono) .. (non applicat|mancant|non risult|non compar)\\w*'],
      quality: ['collaudo .. (negativ|fallit|non superat)\\w*', '(inutilizzabil|difettos|arrugginit|ammuffit)\\w*', 'pezzi (sbagliati|giusti)'],
      quantity: ['(ricevut|arrivat|consegnat)[ieao] [0-9]+ .. su [0-9]+'],
    },
  },
  nl: {
    contest: ['(kijk|check|controleer) (ff|even|eens|aub|svp)? ?(na|uw|je|jullie)?', '(allang|al lang|onterecht|ten onrechte)'],
    dispute: {
      price: ['(geoffreerd|afgesproken|offerte) .. [0-9]', '(korting|bonus) .. (niet|ontbreekt|vergeten|mist)'],
      quality: ['(verkeerd|fout|slecht|scheef) (gesneden|gedrukt|gemonteerd|gemaakt|geplaatst|afgewerkt|gelegd)', '(onbruikbaar|beschimmeld|verroest|kapot|defect)\\w*'],
    },
  },
  pl: {
    contest: ['(bezpodstawn|niesluszn|nieuzasadnion)\\w*', '(dawno|juz dawno)'],
    dispute: {
      other: ['(brakuje|brak) (podpisanego |waznego )?(protokol|specyfikacj|zalacznik|dokument|listy)\\w*'],
      quality: ['(zaplesnia|przeterminowan|zardzewia|niesprawn|bezuzyteczn)\\w*'],
      quantity: ['(dostalem|dostalismy|otrzymalismy|przyszlo|dojechalo) [0-9]+ .. zamiast [0-9]+'],
    },
  },
  pt: {
    contest: ['(vejam|veja|verifiquem) (la|isso|as vossas|os vossos)', '(indevid|injustificad)\\w*', 'ha que tempos'],
    dispute: {
      price: ['(acima|superior|mais alto) (do|ao|que o) (contratad|acordad|combinad|orcad|pedid)\\w*', '(desconto) .. (nao|falta|esquecid)\\w*', '(falta|faltou) (o )?desconto'],
      quality: ['por (defeito|avaria)', '(inutilizave|estragad|bolorent)\\w*'],
    },
  },
  tr: {
    contest: ['haksiz( yere)?', '(kayitlarinizi|hesabinizi|ekstrenizi) .. (kontrol|inceley|bak)\\w*', '(coktan|haftalar once|aylar once)'],
    dispute: { quality: ['(kirik|bozuk|arizali|kusurlu|yirtik|islak|paslanmis) (cikti|geldi|ciktilar|geldiler)'], quantity: ['[0-9]+ .. eksik'] },
  },
  ro: {
    contest: ['(nejustificat|neintemeiat)\\w*', '(extrasul|contul|evidentele)'],
    dispute: { quality: ['(nu functioneaza|nefunctional|mucegait|ruginit|expirat)\\w*'], price: ['(in oferta|oferta) .. (era|este|scrie) .. [0-9]', '(discountul|reducerea) .. (lipseste|nu)'] },
  },
  hr: {
    contest: ['ne razumije(m|mo) zasto', '(neopravdan|neosnovan)\\w*', '(opet|ponovno) (ga |ih |me |nas )?(potraz|traz|salj|opom)\\w*', '(provjerite|pogledajte) (svoj|svoje|vase|uplate|izvod|knjig)\\w*'],
    dispute: { quality: ['(pljesniv|ostecen|neispravn|slomljen|pokvaren)\\w*'], quantity: ['[0-9]+ .. manje (od|nego)'] },
  },
  sv: {
    contest: ['(kolla|kontrollera) (era|ert|ditt|erat)', '(felaktig|oberattigad|obefogad)\\w* (paminnelse|krav|inkasso)', '(for lange|lange) sedan'],
    dispute: {
      missing_order: ['saknar (referens|bestallningsnummer|ordernummer|inkopsnummer|markning|po)\\w*', '(referens|bestallningsnummer|ordernummer|markning) saknas'],
      quality: ['(trasig|defekt|mogl|rostig|obrukbar)\\w*'],
      price: ['(rabatt\\w*) .. (saknas|inte|glomd)', '(saknas|glomt) .. rabatt'],
    },
  },
  ja: {
    contest: ['(二重|重複)請求', '(何度も|再三)(催促|督促)', '既に(お)?支払'],
    dispute: { quality: ['(不良品|破損|カビ|錆)'], quantity: ['(不足|足りな|少な)'], price: ['(値引き|割引).{0,8}(反映|適用|されて)(されて)?(いない|いません|おりません|ない)'] },
  },
  zh: {
    contest: ['(还在|還在|怎么还|怎麼還|老是|又)(催|来催)', '(查|核对|看)一?下.{0,4}(账|賬|帐)'],
    dispute: { quantity: ['(少送|少发|少發|少了|短少|缺了|漏发|漏發)'], price: ['(折扣|优惠|返点).{0,6}(没|未|漏)'], quality: ['(破损|破損|发霉|生锈|不合格|次品)'] },
  },
};
