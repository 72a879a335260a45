/**
 * How payments, papers and people are spoken of in accounts payable, by language: payment orders and runs, present
 * tenses that carry a day, second copies, new addresses. Joined to the lexicons by `all.ts`.
 */
import type { SpokenWords } from './spoken.ts';

// prettier-ignore
export const paymentWords: Readonly<Record<string, SpokenWords>> = {
  en: {
    noise: ["so (you|it|they)('ll| will| should) (see|have|get|receive|be with|show|hit|reach|arrive|land)( it| them| this)?", '[0-9]{1,2}(st|nd|rd|th)? (and [0-9]{1,2}(st|nd|rd|th)? )?of (each|every) month'],
    paid: ['(went|gone|go) (out )?(in|with) (last|yesterday|this morning|today)', '(cut|issued|mailed|released) (a|the|your|our) (check|cheque|payment)', '(have|has) (just )?remitted', 'remitted (the|this|last|yesterday|today|on)'],
    chequeSent: ['(cheque|check)s? .. (was|were|been|got) (cut|posted|mailed|drawn|signed|written|sent|issued)', '(cut|mailed|posted) .. (cheque|check)s?', "in (today|yesterday|tomorrow|this morning)'s (mail|post)"],
    promise: ['(in|on) the (queue|schedule|run|list|batch|diary) (for|on|to)', '(good to go|ready to go|lined up|teed up|set up|released|approved|loaded) .. (for|on|in|and will|with)', 'should (drop|land|hit|arrive|show up|clear)( .. (account|bank|with you))?', '(falls?|fall) due on our'],
    ongoing: ['(sat|sitting|stuck|parked|lying) (with|on|at) '],
    refusal: ['(stopped|blocked|frozen|put a stop on) (the )?payments?'],
    contactChange: ['no longer (handle|deal|do|look)\\w* .. (payables|accounts|invoices|payments|ap)', '(direct|address|send|submit) (all|any|future) (invoices|bills|queries|statements|correspondence) to'],
  },
  fr: {
    noise: ['les? [0-9]{1,2}( et (le )?[0-9]{1,2})? de chaque mois'],
    paid: ['(partie?s?|emise?s?|executee?s?|passee?s?) en (virement|paiement|reglement)', '(mise?s?|passee?s?) en paiement .. valeur'],
    promise: ['(mise?s?) en paiement', '(vous sera|vous seront|sera|seront) (vire|credite|adresse|verse)e?s?', '(au|sur le) mandat (du|de)', '(aurez|recevrez|verrez) (le|votre|les|notre) (reglement|virement|paiement)', '(proposee?s?|inscrite?s?|prevue?s?|retenue?s?) (au|pour le|dans le|a la) (reglement|paiement|mandatement|campagne)'],
    ongoing: ['(attend|attends|attendons) .. (signe|vise|valide|bon a (payer|tirer)|accord|visa|aval|feu vert)\\w*'],
  },
  de: {
    noise: ['(jeweils )?(am|zum) [0-9]{1,2}. (und [0-9]{1,2}. )?(jedes|eines jeden) monats'],
    paid: ['(verrechnet|abgezogen) .. (bei|mit) .. zahlung', '(bei|mit) der zahlung vom'],
    payPresent: ['(dabei|drin|vorgemerkt|eingeplant|eingestellt|drauf)', '(im|in den) (nächsten|kommenden|heutigen|morgigen)?( )?(zahllauf|zahlungslauf|lauf)'],
    refusal: ['(weiger|verweiger)(e|n|t|en) (mich|uns|sich|wir|ich|die|jede|jegliche)?', '(lehne|lehnen|lehnt) .. (zahlung|bezahlung|rechnung|forderung) .. ab'],
    copyRequest: ['(brauche|brauchen|benötige|benötigen|bräuchte|bräuchten) .. (rechnungskopie|kopie|zweitschrift|beleg|pdf)'],
    ongoing: ['(hängt|hängen|liegt|klemmt|steckt) .. (prüfung|freigabe|kollege\\w*|einkauf|fachabteilung|chef|bauleit\\w*)', '(ich|wir) melde[n]? (mich|uns)'],
  },
  es: {
    noise: ['(el |los )?(dias? )?[0-9]{1,2}( y [0-9]{1,2})? de cada mes', '(gastos|costes|recargos?|intereses|comision\\w*) (de|por) (reclamacion\\w*|gestion|demora|mora|devolucion|cobro)'],
    payPresent: ['(la|las|lo|los|se|os|te) (cargamos|incluimos|metemos|pagamos|abonamos|giramos|liquidamos|saldamos|hacemos|mandamos|paga|pagan|abona|abonan|liquida|cancelamos)', '(queda|quedan|quedara|quedaran|dejo|dejamos|dejare|dejaremos) (pagad|abonad|liquidad|saldad|transferid|canceladd?)[oa]s?', '(toca|cae|caen|vence|vencen) .. (dia de pago|remesa)', 'dia de pago', '(pago|abono|transferencia) (programad[oa]|previst[oa]|agendad[oa])'],
    paid: ['(tienes|teneis|tienen|tiene) (ya )?(pagad|abonad|cobrad|ingresad)[oa]s?', 'se (cancelo|cancelaron|pago|pagaron|abono|abonaron|transfirio|transfirieron|liquido|liquidaron|deposito|depositaron|giro|giraron)', '(ya )?(esta|estan) transferid[oa]s?'],
    copyRequest: ['(mandame|mandadme|mandanos|mandadnos|enviame|enviadme|envianos|enviadnos|pasame|pasadme|pasanos|reenviame|reenviadme|reenvianos)(la|las|lo|los)?', '(no (me|nos) ha llegado|no (me|nos) llego) (la|ninguna|vuestra|su) [^ ]*[0-9]'],
    contactChange: ['al (correo|email|mail) nuevo', '(nuevo|nuestro nuevo) (correo|email|mail)'],
  },
  it: {
    noise: ['(il |al )?[0-9]{1,2}( e (il |al )?[0-9]{1,2})? di ogni mese', '(spese|costi|interessi) (di|per) (sollecito|mora|recupero)'],
    paid: ['assegn\\w* .. (consegnat|dat|lasciat)\\w* .. (vostr\\w*|agente|autista|rappresentante)'],
    payPresent: ['(la|le|lo|li|vi) (saldo|saldiamo|paghiamo|pago|chiudo|chiudiamo|chiudono|bonifico|bonifichiamo|liquidiamo|liquido|salda|paga|mettiamo)', '(in|nella) distinta', 'in scadenza', '(ci vuole|serve) (ancora )?(un po|tempo|qualche)'],
    contactChange: ['(passa|passano|passera) (allo|a|alla|al) (studio|nuov\\w*|coleg\\w*|nostr\\w*|ufficio)', '(scrivete|rivolgetevi|contattate) (a|al|alla|allo|loro)', 'codice destinatario .. (cambiat|nuov|aggiornat)\\w*'],
    copyRequest: ['(rinviar|rimandar|reinviar|rispedir|inoltrar|ritrasmetter)(la|le|lo|cela|mela|ci|mi|e)?'],
  },
  nl: {
    payPresent: ['(staat|staan) (klaar|ingepland|gepland|ingeboekt|genoteerd|op de rol)', '(komen|komt|volgt|volgen|gaat|gaan) (eind|begin|met|in de|half|deze|volgende|morgen|mee)', '(voldoe|voldoen) (wij|we|ik)?', '(wij|we|ik) voldoe[n]?'],
    refusal: ['(houd|houden|houdt) .. (betaling|factuur|bedrag)', '(betaling|betalingen) (opgeschort|aangehouden|on hold)', 'niet tot betaling (over)?gaan'],
    copyRequest: ['(nogmaals|opnieuw|nog (een keer|eens)) (mailen|sturen|toesturen|zenden|doorsturen|opsturen)'],
    paid: ['(had|heb|hebben|hadden) (ik |wij |we )?(allang|al lang|reeds|al) (betaald|overgemaakt|voldaan)'],
  },
  pl: {
    noise: ['(do |z )?[0-9]{1,2}\\.? kazdego miesiaca(?! rat)'],
    paid: ['(przelew|wplata|platnosc) .. (wyszed|wyszl|poszed|poszl|zostal|wykonan|wykonal|zlecon|zlecil)\\w*', '[0-9]+ (posz|wysz)(lo|la|ly|edl)'],
    promise: ['(ureguluje|ureguluja|oplaci|zaplaci|przeleje) (dzial|ksiegowosc|centrala|kolezanka|kolega)', '(puscimy|puszcze|puszczamy|zrobimy|zrobie|zlecimy|zlece|wyslemy) .. (przelew\\w*)'],
    ongoing: ['(zablokowan|wstrzyman|zawieszon)\\w* .. (akcept|weryf|spraw)\\w*'],
  },
  pt: {
    noise: ['(ao |no )?dias? [0-9]{1,2}( e [0-9]{1,2})? de cada mes', '(custos|encargos|juros|despesas) (de|por) (cobranca|mora|notificacao)'],
    ongoing: ['(aguard|esper)\\w* .. (visto|aprovacao|assinatura|aceite|validacao|autorizacao|despacho|parecer|conferencia)', '(sem|pendente de|falta|falta o) (aceite|visto|aprovacao|conferencia)'],
    copyRequest: ['(gerar|emitir|enviar|mandar|reemitir) .. (outro|novo|nova|segunda|2a) ?(boleto|via)?', '(segunda|2a) via', 'boleto (atualizado|novo)'],
    payPresent: ['(segue|seguem|vai|vao|entra|entram|cai) (para a semana|na (proxima|remessa)|no (lote|pagamento|dia)|amanha|hoje|esta|este)', '(programad|agendad|previst)[oa]s? (para|em|no|na)'],
    refusal: ['(pagamento|pagamentos) (suspens|bloquead|retid)[oa]s?'],
  },
  tr: {
    promise: ['(yatiririm|yatiririz|yatiracagiz|yatiracagim|odenecektir|odenecek|havale edecegiz|eft yapacagiz|gonderecegiz|odeyecegiz|odeyecegim|odenir|odeniyor)'],
    contactChange: ['(adres|e-?posta|mail)\\w* (degisti|degismistir|guncellendi|yenilendi)'],
    paid: ['(eft|havale) (ile )?(gonderildi|yapildi|edildi|ettik|yaptik)'],
  },
  ro: {
    paid: ['ordin\\w* de plata .. (a plecat|plecat|a fost|emis|semnat|trimis|procesat|executat)', '(am|a) (virat|platit|achitat)(-o|-le)?', 'op[-\\w]* .. (atasat|anexat|alaturat)\\w*'],
    payPresent: ['(o|le|il|va) (platim|achit|achitam|platesc|viram|virez)', '(achit|platesc|virez)(?! nu)', '(programat|planificat|cuprins|inclus)\\w* la plata'],
    promise: ['(se va face|se va efectua|vom face|facem) (plata|viramentul)?'],
    ongoing: ['(e|este|sunt|se afla) la (semnat|semnatura|aprobare|verificat|director|sef)\\w*'],
    copyRequest: ['(trimite\\w*|trimiteti\\w*|retrimite\\w*) (din nou|iar|inca o data)'],
  },
  hr: {
    payPresent: ['(u|na) nalogu', '(u planu|u rasporedu) (placanja|isplate)', '(placaju|placa|placamo|podmirujemo|podmirujem|uplacujem|uplacujemo) ?(se)?', '(ide|idu|ici ce) (na placanje|u isplatu|na isplatu|s)'],
    ongoing: ['na (ovjeri|potpisu|odobrenju|provjeri|likvidaturi)( kod)?', 'cekamo (odobrenje|ovjeru|potpis|suglasnost)'],
    promise: ['(platit|podmirit|uplatit|isplatit|doznacit) (ce|cu|cemo)'],
    contactChange: ['vise ne radi\\w* (u|na|kod|ovdje)', '(pisite|javite se|obratite se) (kolegi|kolegici|na|odjelu)'],
  },
  sv: {
    noise: ['(?<=kolla |kontrollera )(era|ert|sin|sina) (inbetalning|betalning)\\w*( innan ni)?', 'den [0-9]{1,2}(:?e)? (och [0-9]{1,2}(:?e)? )?varje manad'],
    payPresent: ['(gar|kommer|skickas|betalas|tas|tar) (ivag|ut|med|pa|om|i|nasta|den|imorgon)', '(slutattesterad|attesterad)\\w* och (betalas|gar)'],
    paid: ['(gick|har gatt|ar|skickades) (ivag|ut|over|via) (i ?gar|i ?dag|i ?fredags|den|forra|via)', '(swishade|swishat) (jag|vi)?'],
    copyRequest: ['(skicka|mejla|maila|sanda) .. (fakturan|faktura) .. (igen|pa nytt|en gang till)'],
    contactChange: ['(ny|nya|annan) (faktura|mejl|e-?post|mail)?adress\\w*'],
  },
  ja: {
    payPresent: ['(振り込み|振込み|お支払い|支払い)(予定|いたし|します|させて)'],
    refusal: ['支払い?(は|を)?(保留|見合わせ|差し控え|停止)'],
    noise: ['毎月\\d{1,2}日(払い|締め)?'],
  },
  zh: {
    noise: ['(更正|修改|改正|改|核对)(后|好|完)?(再)?重(新)?开(具)?(发票)?', '每月\\d{1,2}[号日]'],
    promise: ['(再|就|即|马上|立即|安排)(付款|付清|打款|汇款|转账)', '(先)(付|打|转|汇)'],
    paid: ['(已|已经|都已|都|早就|早)(于|在)?.{0,10}(付清|付款|付了|打款|汇出|转账|转出)'],
    ongoing: ['(走|在走|正在走)(审批|付款|请款)?流程'],
  },
};
