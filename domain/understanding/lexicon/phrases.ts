/**
 * Turns of phrase that the words of letters and of speech leave out, by language: asking for an invoice by its number
 * alone, a new address for what is to come, a payment whose amount stands between its words, where the money goes.
 * Joined to the lexicons by `all.ts`.
 */
import type { SpokenWords } from './spoken.ts';

/** A number with at most a short word in front of it. */
const number =
  '((the|la|las|le|les|die|den|de|a|o|il|invoice|inv|bill|facture|fac|rechnung|re|rg|factura|fattura|ft|factuur|fakture?|fatura|racun|nr|no|number|numero|nummer). )*[^ ]{0,10}[0-9]{2,}[^ ]{0,12}';

// prettier-ignore
export const phrases: Readonly<Record<string, SpokenWords>> = {
  en: {
    paymentPlan: ['[0-9][0-9.,]* (a|per|each|every) (month|week)(?! (on|from|today|later|ago|after))'],
    payPresent: ['(gets?|is being|are being) (paid|settled|cleared)', '(made|makes) the cut'],
    copyRequest: [`(send|e-?mail|mail|forward|pass|resend|re-send|get|share) (me |us |over |across |through |again )*${number} (again|over|across|once more|by e-?mail|to me|to us)(?! to you)`, `(resend|re-send|re-issue|reissue) (me |us )?${number}`],
    contactChange: ['(.s|is|has|have) (gone|left|moved on|retired|been replaced)', '(looking after|taking over|handling|handle|look after|running) (the )?(accounts|payables|accounts payable|invoices|payments|books) (now|from now)', '(future|all|new|further) (future )?(invoices|bills|statements|correspondence|reminders) .. (to|at) .. {mail}', '(from now on|going forward|in future|henceforth) .. {mail}', '{mail} .. (from now on|going forward|in future|instead)', '(no longer|not|stopped) (work|works|working) (here|for us|for the company|with us|at)', '(left|has left|have left) (the|our) (company|business|firm|team|organi[sz]ation)', '(taken over|takes over|took over) (from|for|the|her|his|accounts)'],
    paid: ['(went|gone|sent|paid) (out|off|over|through|across) (this morning|yesterday|earlier|last|on)', '(payment|invoice|it|amount|inv) .. left (by|via|on|this|our|from|yesterday|last)', '(paid|handed|given) .. (in cash|cash|by card|with card)( .. (to|at) .. (driver|rep|desk|colleague))?', '(your|the) (driver|rep|salesman|man|colleague) .. (took|collected|has) .. (cash|cheque|money|it)', '(we|i)(.ve| have) (just )?put .. (on|through) .. (the |my |our )?card', '(payment|transfer|wire|bacs|remittance) (of|for) .. (made|sent|done|executed|issued|completed) (this morning|today|yesterday|on|last)', "(money|payment|funds) .. left (our|my|the) (account|bank)", '(have|has|had|\'ve) (now |just |already )?(put|pushed|sent) (it|this|that|the payment|payment|[^ ]*[0-9]+) through'],
    promise: ['(money|payment|funds|transfer|it|they) (for [^ ]{1,12} )?(is|are) on (its|their|the) way', '(scheduled|planned|booked|diarised|pencilled in|lined up|queued) (for|on) ', '(clear|cleared|square|settle) (the|your|our) account', '(you can|you may|please) (expect|count on|look out for) .. (payment|money|funds|it)', '(payment|money) .. (lands?|landing|hits?) '],
    ongoing: ['(waiting|awaiting|wait) (for|on)? ?(the |a |our |my )?(approval|sign-?off|signature|authori[sz]ation|green light|go-?ahead)', '(with|sitting with|sent to|passed to|gone to) (our|my|the) (\\w+ )?(manager|boss|director|buyer|site|project manager|procurement|purchasing|head office) (for|to) (sign|approv|check|review|authori)\\w*'],
    dispute: {
      price: ['(billed|charged|invoiced) (us )?(at )?[^a-z]{0,4}[0-9.,]+ .. (but|while|whereas|although|against) .. (quote|quotation|offer|agreed|contract|order|price list)', '(quote|quotation|offer|order|contract|po) (says|said|states|shows|was|is) [^a-z]{0,4}[0-9]'],
      quality: ['(smashed|crushed|shattered|ruined|soaked|wet|mangled|snapped|chipped|warped|corroded|stained|spoilt|off)( (goods|pallets?|boxes|units?|parts?))? (on arrival|when|in transit)', '(came|arrived|turned up|delivered|were|was) (in )?(\\w+ )?(smashed|crushed|shattered|ruined|soaked|mangled|chipped|warped|spoilt|in pieces|in bits)'],
      delivery: ['(never|not|yet to) (reach|reached|show|showed|come|came|make it)( (to )?(us|me|up|here|our))?', '(yet to|still to) (arrive|be delivered|receive (the |any )?(goods|order|delivery))', '(lost|went missing|gone missing) (in transit|in the post|on the way)'],
    },
  },
  fr: {
    paymentPlan: ['[0-9][0-9.,]* (euros |€ |eur )?(par|chaque) (mois|semaine)'],
    copyRequest: [`(renvoyer|renvoyez|re-?envoyer|transmettre|envoyer|retransmettre|remettre|faire suivre|repasser) (moi |nous |a nouveau |de nouveau |encore )*${number}`],
    contactChange: ['(factures|relances|courriers|correspondance) .. (a l\'adresse|a|sur) .. {mail}', '(nouvelle|nouveau) .. {mail}', '{mail} .. (desormais|dorenavant|a l\'avenir|a present)'],
    paid: ['(votre|le) (commercial|chauffeur|livreur|representant|technicien|collegue) .. (a|l.a) (pris|recupere|emporte|encaisse|recu)', '(cheque|especes|argent) .. entre vos mains', '(viens|venons|vient) (juste )?de (payer|regler|virer|solder|faire (le|un) (virement|cheque|paiement))', '(fait partir|envoye) .. hier', '(virement|paiement|reglement|versement) (de|d\'un montant de|pour) .. (fait|effectue|parti|emis|passe|execute|realise)e? (ce matin|hier|ce jour|aujourd\'hui|lundi|mardi|mercredi|jeudi|vendredi|le|la semaine)'],
    payPresent: ['(partira|partiront|part|partent|passera|passeront|passe|inclus\\w*|mise?s?|integre\\w*) (au|dans|avec|en|sur) (le |la |notre |nos |prochain\\w* )*(virements?|paiements?|reglements?|campagne|lot|train)', '(comptez|tablez|compter) sur (un |le |notre )?(paiement|reglement|virement)', '(echeance|reglement|paiement|virement) (le|au|pour le|prevue? le|:)'],
    dispute: { price: ['(pas|plus) (au|le|aux|les) bons? (prix|tarifs?|taux)', '(avait|avions|etait) (dit|convenu|annonce|parle|negocie|fixe) .. [0-9]'], quality: ['(casse|brise|ecrase|trempe|mouille|eventre|tordu|explose|ebreche)e?s?'] },
  },
  de: {
    paymentPlan: ['[0-9][0-9.,]* (euro |eur |€ )?(im|pro|je|jeden) (monat|woche)'],
    copyRequest: [`(schicken|senden|mailen|schick|zusenden|leiten) (sie )?(mir |uns )?(bitte )?${number} (noch ?mals?|noch einmal|erneut|zu|bitte|per mail)`],
    contactChange: ['(künftige|zukünftige|weitere|alle|neue) (rechnungen|mahnungen|belege|post) .. {mail}', '{mail} .. (künftig|ab sofort|ab jetzt|in zukunft)', '(arbeitet|ist|arbeite|bin) .. nicht mehr (bei|im|hier|für|da)'],
    paid: ['(fahrer|vertreter|monteur|kollege|aussendienst) .. (mitgenommen|kassiert|erhalten|bekommen)', '(bar|in bar|cash) .. (mitgenommen|kassiert|erhalten|gegeben|übergeben)', '(gerade|eben|soeben|gerade eben) .. (gezahlt|bezahlt|überwiesen|angewiesen)', '(zahlung|überweisung|betrag) (über|von|für|zu) .. (ausgeführt|veranlasst|getätigt|erledigt|raus|angewiesen)'],
    payPresent: ['(gleichen|gleiche|zahlen|weisen|weise|zahle|überweisen|lösen) .. (aus|an|ein|ab)', '(eingeplant|terminiert|vorgesehen|vorgemerkt|angesetzt|disponiert|geplant)', '(rechnen|rechne) (sie )?.. (zahlung|geld|eingang|mit)', '(können|dürfen) sie .. rechnen', '(kommt|kommen|folgt|folgen) (ende|anfang|mitte|am|bis|nächste|kommende|diese|im|mit|dann|zum)'],
    dispute: { price: ['(abgemacht|vereinbart|ausgemacht|besprochen|angeboten) (waren|war|sind|hatten) .. [0-9]', '(passt|stimmt) (der )?preis'], quality: ['(durchnässt|nass|zerdrückt|zerstört|zersplittert|verschimmelt|schimmlig|verzogen|verkratzt|eingedrückt|angestossen)\\w*'] },
  },
  es: {
    paymentPlan: ['[0-9][0-9.,]* (euros |eur |€ )?(al|por|cada) (mes|semana)'],
    copyRequest: [`(reenviar|reenvia|reenvie|reenvien|remitir|enviar|envia|mandar|pasar|facilitar)(me|nos|mela|nosla)?( (me|nos|otra vez|de nuevo|nuevamente|por favor))* ${number}`, '(reenviar|enviar|mandar|pasar)(mela|nosla|melas|noslas)'],
    contactChange: ['(facturas|correspondencia|reclamaciones) .. (a|al) .. {mail}', '{mail} .. (a partir de ahora|en adelante|en lo sucesivo)'],
    paid: ['(acabo|acabamos|acaba) de (pagar|abonar|transferir|hacer (la|el|una|un) (transferencia|pago|ingreso|bizum))(la|lo|las|los)?', '(chofer|comercial|repartidor|transportista) .. (llevo|cobro|recogio)', '(transferencia|pago|ingreso|giro) (de|por) .. (hech[oa]|realizad[oa]|efectuad[oa]|emitid[oa]|ordenad[oa])'],
    payPresent: ['(sale|salen|va|van|entra|entran|incluid[oa]s?) (en|con) (la |el |nuestr[oa] |proxim[oa] )*(remesa|transferencias?|pagos?|lote)', '(programad[oa]s?|planificad[oa]s?|previst[oa]s?|prevista su salida|agendad[oa]s?) (para|el|en)'],
    dispute: { price: ['mal (de|el) precio', '(habiamos|hemos) (quedado|acordado|pactado|hablado|dicho) (en|de|a)? ?[0-9]', '(quedamos|acordamos) (en|a) [0-9]'], quality: ['(aplastad|mojad|reventad|abollad|partid|destrozad|empapad)[oa]s?'] },
  },
  it: {
    paymentPlan: ['[0-9][0-9.,]* (euro |eur |€ )?(al|ogni|per) (mese|settimana)'],
    copyRequest: [`(rimandar|rinviar|reinviar|mandar|inviar|girar|inoltrar|rispedir|trasmetter)(mi|ci|mela|cela) (di nuovo |nuovamente |ancora |per favore )*${number}`, `(rinviare|reinviare|rimandare|inviare|inoltrare|rispedire) (di nuovo |nuovamente )*${number}`, '(reinviar|rinviar|rispedir|inviar|mandar)(mela|cela|mele|cele)'],
    contactChange: ['(fatture|solleciti|comunicazioni) .. (a|all\'indirizzo|al) .. {mail}', '{mail} .. (d\'ora in poi|da ora|in futuro)'],
    paid: ['(ho|abbiamo) appena (pagato|saldato|fatto il bonifico|bonificato|versato)', '(autista|rappresentante|agente|fattorino) .. (ritirato|incassato|preso)', '(bonifico|pagamento|versamento) (di|da|per) .. (fatto|eseguito|effettuato|disposto|partito|inviato)'],
    payPresent: ['(parte|partono|va|vanno|esce|escono|inserit[aeio]|inclus[aeio]) (con|nei|nel|in|al) .. (bonific[oi]|pagament[oi]|distinta|disposizion[ei])', '(programmat|pianificat|previst|schedulat|in pagamento)[aeio]? (per|il|al|entro)', 'in pagamento'],
    dispute: { price: ['(eravamo|avevamo) (d.accordo|concordato|pattuito|detto) .. [0-9]'], quality: ['(schiacciat|bagnat|frantumat|spaccat|sfondat|ammaccat|distrutt)[aeio]'] },
  },
  nl: {
    paymentPlan: ['[0-9][0-9.,]* (euro |eur |€ )?(per|elke|iedere) (maand|week)'],
    copyRequest: [`(sturen|mailen|doorsturen|toesturen|stuur|mail) (mij |ons |u )?${number}( nog een keer| nogmaals| opnieuw| even)?`, `${number} (nog een keer|nog eens|nogmaals|opnieuw) (sturen|mailen|toesturen|doorsturen)`],
    contactChange: ['(toekomstige|alle|nieuwe|volgende) (facturen|herinneringen|post) .. (naar|aan) .. {mail}', '{mail} .. (voortaan|vanaf nu|in het vervolg)', '(werkt|werk) (hier|bij ons|er) niet (meer|langer)'],
    paid: ['(zojuist|net|zonet) .. (betaald|overgemaakt|voldaan)', '(chauffeur|vertegenwoordiger|bezorger) .. (meegenomen|gekregen|ontvangen)', '(overboeking|betaling|overschrijving) (van|voor) .. (gedaan|uitgevoerd|verzonden|verricht)'],
    payPresent: ['(gaat|gaan|staat|staan|ingepland|gepland|klaargezet|klaar) (mee |klaar |gepland |ingepland )?(in de betaalrun|met de betaalrun|in de run|voor|op)', '(kunt|mag|kan) (u|je) .. (verwachten|tegemoet zien)'],
    dispute: { price: ['(hadden|was|waren) .. (afgesproken|overeengekomen)', '(verkeerde|niet de juiste) prijs'], quality: ['(kapot|stuk|nat|geplet|gedeukt|gescheurd|verbogen|doorweekt)(te|e)?'], missing_order: ['(ontbreekt|mist|mis|zonder|geen) (ons |onze |het |de )?(inkoopnummer|bestelnummer|ordernummer|po-nummer|referentie)'] },
  },
  pl: {
    paymentPlan: ['[0-9][0-9.,]* (euro |eur |zl |pln )?miesiecznie'],
    copyRequest: [`(przeslac|przeslanie|wyslac|podeslac|przesylac|prosze o|doslac) (mi |nam |ponownie |jeszcze raz )*${number}`],
    contactChange: ['(od teraz|odtad|w przyszlosci|na przyszlosc|kolejne|wszystkie|dalsze) .. {mail}', '(faktur\\w*|korespondencj\\w*) .. na adres .. {mail}', '{mail} .. (od teraz|w przyszlosci)'],
    paid: ['(wlasnie|dopiero co) (zaplacilem|zaplacilam|oplacilem|oplacilam|przelalem|przelalam|zaplacilismy|przelalismy)', '(kierowca|przedstawiciel|handlowiec) .. (zabral|odebral|wzial)', '(przelew\\w*|platnosc|wplata) (na kwote|na|w kwocie|za) .. (wykonan\\w*|zlecon\\w*|wyslan\\w*|zrobion\\w*|poszedl)'],
    payPresent: ['(platnosc|przelew|zaplata|wplata) (w|we|na|do|dnia|zaplanowan\\w*|ustawion\\w*|[0-9])', '(zaplanowan|ustawion|przewidzian|wstawion)\\w* (na|do)'],
    dispute: { quality: ['(pobit|zgniecion|polaman|rozbit|mokr|zalan|poszarpan)\\w*'] },
  },
  pt: {
    paymentPlan: ['[0-9][0-9.,]* (euros |eur |€ |reais )?(por|ao|cada) (mes|semana)'],
    copyRequest: [`(reenviar|enviar|mandar|remeter|facultar|encaminhar)(-me|-nos|-ma|-mas)? (novamente |de novo |outra vez )*${number}`, '(reenviar|enviar|mandar)-(ma|mas|no-la|nos)'],
    contactChange: ['(faturas|facturas|correspondencia|cobrancas) .. (para|a) .. {mail}', '{mail} .. (a partir de agora|doravante|no futuro)'],
    paid: ['(acabei|acabamos|acabou) de (pagar|transferir|liquidar|fazer (a|o) (transferencia|pagamento|pix))', '(motorista|vendedor|comercial) .. (levou|recebeu)', '(transferencia|pagamento|deposito) (de|no valor de) .. (feit[oa]|efetuad[oa]|realizad[oa]|executad[oa])'],
    payPresent: ['pago', '(segue|seguem|vai|vao|entra|entram|sai|saem) (no|na|nos|com) (o |a |proxim[oa] |nosso |nossa )*(pagamentos?|transferencias?|lote|remessa)', '(agendad|programad|previst|planead)[oa]s? (para|em|no)'],
    dispute: { price: ['(tinhamos|ficou|ficamos|haviamos) (combinado|acordado|em|falado) .. [0-9]'], quality: ['(partid|molhad|esmagad|amassad|rasgad|rachad|amolgad)[oa]s?'] },
  },
  tr: {
    paymentPlan: ['(ayda|haftada) [0-9][0-9.,]*'],
    copyRequest: [`${number}'?\\w* (faturasini |numarali faturayi )?(tekrar|yeniden|bir daha) (gonder\\w*|ilet\\w*|mail\\w*)`],
    contactChange: ['(bundan sonra|bundan boyle|artik|gelecekteki) .. {mail}', '(fatura\\w*) .. {mail} (adresine|adresimize)'],
    paid: ['(az once|simdi|demin|yeni) .. (odedim|odedik|yatirdim|yatirdik|gonderdim|gonderdik)', '(havale|odeme|transfer) .. (bu sabah|dun|bugun) .. (yapildi|yaptik|gonderildi|cikti)'],
    dispute: { quality: ['(kirik|ezik|islak|parcalanmis|yirtik|catlak)\\w*'] },
  },
  ro: {
    paymentPlan: ['[0-9][0-9.,]* (euro |lei |eur |ron )?(pe|in fiecare) (luna|saptamana)'],
    copyRequest: [`(retrimit\\w*|retransmit\\w*|trimit\\w*|transmit\\w*) (din nou |inca o data |va rog )*${number}`],
    contactChange: ['(de acum inainte|pe viitor|in viitor|viitoarele) .. {mail}', '(facturile|corespondenta) .. (la|pe adresa|catre) .. {mail}'],
    paid: ['(tocmai) (am|a) (platit|achitat|virat|facut plata)', '(virament\\w*|plata|transfer\\w*) (de|in valoare de) .. (efectuat\\w*|facut\\w*|trimis\\w*|executat\\w*)'],
    payPresent: ['(plata|viramentul) (pe|in|la|va|programat\\w*|[0-9])', '(programat|planificat|prevazut)\\w* (pe|pentru|in|la)'],
    dispute: { quality: ['(spart|stricat|ud|zdrobit|rupt|crapat|indoit)[aei]?'] },
  },
  hr: {
    paymentPlan: ['[0-9][0-9.,]* (eura |eur |€ )?(mjesecno|tjedno|na mjesec)'],
    copyRequest: [`(ponovno|ponovo|jos jednom|opet) (poslati|posaljite|dostaviti|proslijediti) ${number}`, `(poslati|posaljite|dostavite|dostaviti) (mi |nam |ponovno |jos jednom )*${number}`],
    contactChange: ['(ubuduce|od sada|nadalje|buduce|sve) .. {mail}', '(racune|racuni|opomene) .. (na adresu|na) .. {mail}'],
    paid: ['(upravo) (sam|smo|je) (platio|platila|platili|uplatio|uplatila|uplatili)', '(uplata|placanje|doznaka) (od|u iznosu) .. (izvrsen\\w*|obavljen\\w*|poslan\\w*|proveden\\w*)'],
    payPresent: ['(placanje|uplata|isplata) (u|do|na|predviden\\w*|planiran\\w*|[0-9])', '(predviden|planiran|zakazan)\\w* (za|do|u)'],
    dispute: { quality: ['(razbijen|slomljen|mokr|zgnjecen|potrgan|napuknut)\\w*'] },
  },
  sv: {
    paymentPlan: ['[0-9][0-9.,]* (kr |kronor |euro )?(i|per) (manaden|manad|veckan)'],
    copyRequest: [`(skicka|mejla|maila|sanda) (mig |oss |over )*${number} (igen|pa nytt|en gang till|en gang)`, `(skicka|mejla|maila) om ${number}`],
    bankDetails: ['(vilket|vilka|till vilket) (konto|kontonummer|bankgiro|bankkonto)'],
    contactChange: ['(framover|i fortsattningen|hadanefter|i framtiden|fran och med nu|alla|kommande) .. {mail}', '(faktur\\w*) .. (till|pa) .. {mail}', '(jobbar|arbetar) (inte|ej) (langre )?(kvar|har|hos)'],
    paid: ['(har|jag|vi) (har )?(precis|just|nyss|nu) (betalat|fort over|swishat|skickat|gjort betalningen)', '(swishat|swishade)', '(betalning|overforing) (pa|av|om) .. (gjord|skickad|utford|genomford)'],
    payPresent: ['(swishar|for over)', '(inlagd|planerad|bokad|schemalagd)\\w* (till|for|den|pa)', '(ni|du) kan (rakna med|forvanta)'],
    dispute: { price: ['(vi )?(kom overens|sa|avtalade) .. [0-9]', 'fel pris'], quality: ['(trasig|sondrig|krossad|blot|bucklig|repig|sprucken|sprack)\\w*'] },
  },
  ja: {
    paymentPlan: ['(月|毎月)..ずつ', 'ずつ(の)?(支払|お支払|で|お願い)'],
    contactChange: ['(今後|以後|次回|これから)(の)?(請求書)?..{mail}'],
  },
  zh: {
    paymentPlan: ['每(个)?月..(付|还|還)'],
    bankDetails: ['(哪个|哪個|什么|什麼)(银行)?(账户|账号|帳戶|帳號)'],
    contactChange: ['(以后|今后|以後|今後|往后)..{mail}'],
    copyRequest: ['(能否|请|麻烦|可否)?(再|重新)(发|寄|传|发送|开)(一份|一次|一下)?'],
  },
};
