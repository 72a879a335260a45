/**
 * What clerks write in passing, by language: how they say that something is booked, broken, late, with somebody else, or
 * not theirs. Joined to the lexicons by `all.ts`.
 */
import type { SpokenWords } from './spoken.ts';

// prettier-ignore
export const clerkWords: Readonly<Record<string, SpokenWords>> = {
  en: {
    bankDetails: ['(are you|do you|you are|you) (still )?bank(ing)? with'],
    refusal: ['no intention (of|to) (pay|settl)\\w*'],
    paid: ['(wire|transfer|ach|bacs|payment) (for|of) .. (went|gone) (out|through)'],
    ongoing: ['(passed|sent|forwarded|given) .. (on )?to (them|him|her)'],
    dispute: {
      price: ['(price|rate) .. (was|is|should be|should have been) (lower|less|cheaper)', '(old|wrong|previous) (price|rate|price list|tariff)'],
      quality: ['(installed|fitted|assembled|wired|printed|cut|painted) (wrongly|incorrectly|badly|upside down)', '(packed up|stopped working|conked out|broke down|gave up the ghost|broke) ?(after|within|on day)?', '(leaks|leaking|leaked)'],
      other: ["(said|promised|agreed|were going)( (you|that you|we))?( would|.d| to)? credit"],
    },
  },
  fr: {
    promise: ['(passera|passe|sera) (au|en) mandat\\w*', 'mandater(a|ons|ont)'],
    ongoing: ['service fait .. (pas|non|attente)', '(pas|non) (encore )?(certifie|vise|valide)e?s?'],
    dispute: {
      missing_order: ['(rien|jamais) .. command(e|ee|ees|es)', "n'avons pas command\\w*"],
    },
  },
  de: {
    noise: ['(ihr|ihrem|ihres|das|dieses) schreiben'],
    refusal: ['(bezahlt|gezahlt|überwiesen|beglichen) (wird|werden) (die|das|der|diese|sie|hier)? ?(nicht|nie|nichts)'],
    paid: ['(wurde|wurden|ist|sind) .. (gebucht|abgebucht)'],
    ongoing: ['(an die|an unsere|an den|an unseren) .. weitergeleitet'],
    copyRequest: ['keine (rechnung|faktura) .. (eingegangen|erhalten|bekommen|vorliegen|vorliegt|angekommen|da)'],
    contest: ['(prüfen|prüft|schauen) sie (das|dies|es)? ?(endlich|mal|doch)'],
    anger: ["(langsam|jetzt|mir) reicht(.s| es)"],
  },
  es: {
    promise: ['(poner\\w*|pondremos|pondre|ponemos) al (dia|corriente)', 'va(n)? en la (remesa|nomina|tanda)'],
    payPresent: ['(te|os|le|les) (los? |las? )?(paso|mando|ingreso|hago)'],
    paid: ['(comprobante|justificante|resguardo) de (la |una )?(transferencia|pago|ingreso|abono)'],
    ongoing: ['(esta|estan|queda|quedan) retenid\\w*', 'no (cuenta|dispone) (con|de) recepcion'],
    copyRequest: ['(mandamela|enviamela|pasamela|mandadmela|enviadmela|mandenmela|envienmela|mandamelo|reenviamela)'],
    dispute: {
      price: ['(no|nada|tampoco) (estamos|estoy) (conforme|de acuerdo)s? con .. (precio|importe|tarifa)'],
    },
  },
  it: {
    promise: ['(e|sono|va|vanno) (gia )?(nella|in) distinta', 'vi (giriamo|giro)'],
    paid: ['(contabile|ricevuta|copia|cro) (del|di) bonifico'],
    contactChange: ['(amministrazione|contabilita|ufficio \\w+) .. (sara|verra|viene|e) (ora )?(seguit|gestit)[aoei] (da|dal|dalla)'],
    dispute: {
      price: ['va(nno)? stornat\\w*', 'listino (vecchio|errato|sbagliato|precedente)', '(vecchio|precedente) listino'],
      quality: ['(era|erano|e|sono|arrivat\\w*) (umid|bagnat|marc|rott|ammuffit|scadut)[aoei]'],
    },
  },
  nl: {
    paid: ['betaalbaar gesteld'],
    dispute: {
      missing_order: ['(ontbreekt|ontbreken|mist|missen|zonder|geen) .. (verplichtingen|inkoop|inkooporder|order|bestel|bestelbon)nummers?', '(verplichtingen|inkoop|order|bestel)nummer (ontbreekt|mist)'],
    },
  },
  pt: {
    noise: ['(eu |nos )?(te|lhe|lhes|vos) (aviso|avisamos|avisarei)'],
    payPresent: ['(e|sao) pag[ao]s?'],
    ongoing: ['(esta|estao|ficou|fica) com (o|a|os|as) (juridic|financeir|engenheir|direc|diretor|diretori|gerent|gerenc|chef|obra|armaz|compra)\\w*'],
  },
  tr: {
    payPresent: ['(yollarim|yollariz|yatiririm|yatiririz|atarim|atariz|gonderirim|gondeririz|hallederim|hallederiz|cikarim|cikariz)'],
    dispute: { delivery: ['gec (geldi|gelmis\\w*|teslim\\w*|ulasti|kaldi)'] },
  },
  ro: {
    promise: ['(intra|intrata|introducem|bagam|punem) (la|in|pe) (plata|plati|lista de plati)'],
    ongoing: ['(e|este|sunt|se afla) la (semnat|semnatura|semnare)'],
    copyRequest: ['(trimiteti|trimite|retrimiteti|trimiteti-ne)-(o|le)', 'trimiteti-(ne|mi)-(o|le)'],
    dispute: { price: ['factura\\w* .. (in plus|mai mult|prea mult)'] },
  },
  hr: {
    dispute: {
      price: ['(zaracunal|obracunal|naplatil|fakturiral)\\w* .. (previse|vise|previse)'],
      quantity: ['(nedostajal|nedostaj|falil)\\w*'],
    },
  },
  ja: {
    dispute: {
      already_paid: ['(とっくに|とうに|だいぶ前に|ずいぶん前に).{0,8}(支払|払|振込|振り込)'],
      price: ['(多く|余分に|余計に)請求'],
      delivery: ['納(品|期).{0,8}(遅れ|遅延|遅く)'],
    },
  },
  zh: {
    promise: ['(全部|一起|统一|一并)(付清|结清|付掉|付款)'],
    dispute: { delivery: ['(晚|迟|遲)(到|送|交)', '(延误|延誤|逾期)(交货|到货|交貨|送货)'] },
  },
};
