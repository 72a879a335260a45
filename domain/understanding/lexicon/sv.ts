/** Swedish. */
import type { Lexicon } from './lexicon.ts';

const paidForm =
  '(betald|betalda|betalt|betalats|reglerad|reglerats|reglerat|overford|overfort|inbetald|inbetalt)';
const payment =
  '(betalning(en|ar|arna)?|inbetalning(en)?|overforing(en)?|pengarna|belopp(et)?|likvid(en)?|utbetalning(en)?)';
const goods =
  '(vara|varan|varor|varorna|gods|godset|leverans(en)?|material(et)?|produkt(en|er|erna)?|artikl\\w*|pall\\w*|bestallning(en)?|paket(et)?|delar(na)?|maskin(en)?|arbetet|tjansten)';

// prettier-ignore
export const sv: Lexicon = {
  language: 'sv',
  commonWords: 'och i att det en ett som vi ni for pa med har inte ar till av den faktura fakturan hej er var kommer tack kan att'.split(' '),
  abbreviations: 'nr fakt ref tel t.ex bl.a ca st dvs m.fl fr.o.m t.o.m ev enl'.split(' '),
  noise: ['tack\\w* .. (paminnelse\\w*|mail\\w*|mejl\\w*|meddelande\\w*|info\\w*|talamod\\w*|betalning\\w*)', '(fatt|mottagit|tagit emot) .. (paminnelse\\w*|mail\\w*|mejl\\w*)', '(betalningspaminnelse\\w*|betalningsvillkor\\w*|betalningspaminn\\w*)', '(sa snart som mojligt|snarast( mojligt)?|om mojligt)', 'om (ni|du) .. (fragor|undrar)'],
  goods: [goods],
  insolvency: ['(konkurs\\w*|rekonstruktion\\w*|insolven\\w*|likvidation\\w*|konkursforvaltar\\w*|obestand)'],
  bankDetails: ['(bankuppgifter\\w*|bankgiro\\w*|kontonummer\\w*|kontouppgifter\\w*|iban|plusgiro\\w*|betaluppgifter\\w*)', '(nytt|andrat|vilket|annat) .. (konto|bankkonto|bank)'],
  paymentPlan: ['(avbetalning\\w*|delbetal\\w*|avbetala\\w*|betalningsplan\\w*|betalplan\\w*|anstand|uppskov|amorter\\w*)', '(pa|i) .. (manader|delbetalningar|omgangar|delar)', '[^ ]{1,12} (kr|kronor) (per|i) manad(en)?'],
  refusal: ['(kommer|tanker|kan|vill|ska|avser) .. (inte|aldrig|ej) .. (betala\\w*|reglera\\w*)', '(betalar|betala) (vi |jag |den |denna |fakturan |er )*(inte|aldrig|ej)', '(vagrar|nekar|avvisar|bestrider betalning)', 'ingen betalning .. (kommer|sker|gors)', 'inte ett ore'],
  unpaid: [`(inte|annu inte|ej|aldrig) (blivit |ar )?${paidForm}`, '(obetald\\w*|obetalt)', `(nar|om|sa snart) .. ${paidForm}`],
  paid: [`(ar|har|blev|blivit|redan|hade|har redan|vi har) (redan |blivit |nu |aven )*${paidForm}`, 'betalades', '(vi|jag) (betalade|reglerade|overforde)', '(betalade|reglerade|overforde) ', `${payment} .. (gjord\\w*|gjort|skickad\\w*|skickats|utford\\w*|genomford\\w*|gatt|gick|ivag|gjordes|skickades|har gatt)`, '(gjorde|gjort|skickat|skickade) .. (betalning\\w*|overforing\\w*)'],
  futureWords: ['(kommer|ska|skall|blir)'],
  payPresent: ['(betalar)'],
  paidAlone: [paidForm],
  chequeSent: ['check\\w* .. (post\\w*|skicka\\w*)'],
  promise: ['(kommer|ska|skall|avser|tanker|raknar|hoppas|planerar|kan|bor) .. (att )?(betala\\w*|regleras?|overfora\\w*|bli betald\\w*)', 'betalas ', '(betalar|reglerar|overfor) (vi|den|fakturan|pa|i|senast|imorgon|hela|allt|ut|in|er)', `${payment} (kommer|sker|gar|gors|planerad|ar planerad|planeras|ska|skickas|ar schemalagd|pa|senast|i|ligger|ar inlagd|inlagd|v|vecka|imorgon|skall)`, '(ligger|inlagd\\w*|lagts|lagt|lagd|med|planerad\\w*|upplagd\\w*|bokad\\w*) .. (betalning\\w*|betalkorning\\w*|betalningsfil\\w*)', '(betalkorning\\w*|betalningskorning\\w*|betalfil\\w*|betaldag\\w*|betalningsdatum|betalplanering)', '(resten|resterande|mellanskillnaden|andra halften) .. (betal\\w*|pa|i|senast|kommer|den)', '(ni|du) .. (far|har|erhaller) .. (pengar\\w*|betalning\\w*|belopp\\w*)'],
  dispute: {
    price: ['(pris\\w*|timpris\\w*) .. (fel\\w*|stammer inte|inte (stammer|korrekt|ratt)|for hog\\w*|avviker|avtalat|overenskommet|skiljer|felaktig\\w*)', '(fel|felaktigt|hogre|avtalat|gammalt) pris\\w*', '(prisavvikelse\\w*|prisdifferens|prisfel|overdebiter\\w*)', '(rabatt\\w*) .. (saknas|inte|glom\\w*|avtalad\\w*)', '(saknas|utan|glomt) .. rabatt\\w*', '(stammer inte|avviker|overensstammer inte) .. (offert\\w*|avtal\\w*|pris\\w*|order\\w*)', '(debiterat|fakturerat) .. (for mycket|istallet for .. kr)', '(frakt\\w*) .. (inte|fel|fri)'],
    quantity: ['(antal\\w*|mangd\\w*|kvantitet\\w*) .. (fel\\w*|stammer inte|inte|avviker)', '(fel|felaktigt) (antal|mangd)', '(saknas|saknades|fattas|fattades) .. ([0-9]+|en|ett|tva|tre|fyra|delar|kartonger|pallar)', '[0-9]+ .. (saknas|fattas)', '(levererat|fatt|mottagit|levererades|levererats|kom) .. (istallet for|i stallet for|bara|endast)', '(bara|endast) .. (levererat|fatt|mottagit|levererades|levererats|kom|fick)', '[0-9]+ .. (istallet for|i stallet for) .. [0-9]+', '(dellever\\w*|ofullstandig\\w*)', 'fick (bara|endast) '],
    quality: ['(trasig\\w*|skadad\\w*|skadat|defekt\\w*|felaktig\\w* (vara|varor|produkt\\w*|leverans)|reklam\\w*|brist\\w*|sondrig\\w*|rostig\\w*|repig\\w*|undermalig\\w*|gick sonder|skador)', '(dalig|bristande) kvalit\\w*', 'kvalit\\w* .. (inte|dalig|brist\\w*)', '(fungerar|funkar) inte', '(returner\\w*|retur\\w*)', '(arbetet|jobbet) .. (inte (klart|fardigt|avslutat|utfort|godkant)|slarv\\w*)'],
    delivery: [`(inte|aldrig|annu inte|ej) .. (fatt|mottagit|levererat|levererats) .. ${goods}`, `${goods} .. (inte|aldrig|ej) .. ?(levererats|levererad\\w*|levererat|kommit|mottagits|fatt|anlant|utfort|dykt)`, '(inte|aldrig|ej) (blivit )?levererad\\w*', '(vantar|inväntar|invantar) .. (leverans\\w*|varor\\w*|gods\\w*|material\\w*)', '(forsenad\\w*|sen|uteblivna?) leverans\\w*', 'leverans\\w* .. (forsen\\w*|sen|utebliv\\w*)', '(saknar|saknas|behover|skicka) .. (foljesedel\\w*|leveransbevis|fraktsedel)'],
    missing_order: ['(saknas|saknar|utan|inget|fel|ange|behover|mangla\\w*) .. (ordernummer|inkopsnummer|inkopsorder\\w*|po-nummer|bestallningsnummer|referens\\w*|po nummer|rekvisition\\w*|markning)', '(ordernummer|inkopsorder\\w*|po-nummer|bestallningsnummer|markning) .. (saknas|fel\\w*|inte|kravs)', '(aldrig|inte|ej) .. (bestallt|bestallde|bestallts)'],
    other: ['(bestrid\\w*|ifragasatt\\w*|tvist\\w*|invand\\w*|protest\\w*)', '(godkanner|accepterar|haller) .. inte', '(dubbel\\w*|tva ganger) ?(fakturer\\w*|debiter\\w*)?', '(vantar|invantar|behover|skicka\\w*|onskar|avvaktar|utlovad\\w*) .. (kredit\\w*|kreditfaktura\\w*)', 'kredit\\w* .. (saknas|inte|utlovad\\w*|vantar|avvaktar)', 'krediter(a|as|at)', '(faktura\\w*|moms\\w*|adress\\w*|belopp\\w*) .. (ar fel|fel\\w*|stammer inte|inkorrekt\\w*)', '(fel|felaktig\\w*) .. (faktura\\w*|moms|adress|belopp|bolag|mottagare)', '(avbestall\\w*|annuller\\w*|uppsagd\\w*|sagt upp)', 'inte (var|vart|vara|oss)', 'inte skyldig\\w*'],
    already_paid: [],
  },
  copyRequest: ['(skicka\\w*|maila|mejla|sanda|fa|behover|onskar|vill ha|eftersanda|skickar) .. (kopi\\w*|fakturakopi\\w*|dubblett|pdf)', '(kopi\\w*|fakturakopi\\w*) (pa|av) ', '(skicka|skickar|maila|mejla|sanda|skicka\\w*) .. (faktura\\w*|den|dem) .. ?(igen|pa nytt|en gang till|om)?', '(inte|aldrig|ej) .. (fatt|mottagit|hittar|hittat|sett|har) .. faktur\\w*', '(hittar|har|ser) .. inte .. faktur\\w*', 'faktura\\w* .. (inte|aldrig|ej) .. (fatt|mottagit|kommit|hittar|registrer\\w*|natt)', '(kontoutdrag|reskontrautdrag)'],
  contactChange: ['(slutat|slutade|inte langre|ej langre|jobbar inte|arbetar inte|gatt i pension)', '(ny|nytt|nya|andrad|andra|ratt|fel|byt\\w*|uppdatera\\w*) .. (kontakt\\w*|mailadress\\w*|mejladress\\w*|e-?post\\w*|adress\\w*|fakturaadress|kontaktperson\\w*|person)', '(kontakta|skicka|maila|mejla|vanligen kontakta|vand\\w*) .. ({mail}|i fortsattningen|framover|hadanefter|min kollega|ekonomi\\w*)', '(i fortsattningen|framover|fran och med nu|hadanefter) .. (kontakt\\w*|skicka\\w*|{mail}|faktur\\w*)', '(tagit over|ersatter|efterträdare)'],
  ongoing: ['(for|under|i|vantar pa|inväntar|invantar|ligger for|pa) (intern |var )*(attest\\w*|godkannande\\w*|behandling|granskning|utredning|kontroll|handlaggning|bearbetning|svar)', '(attest\\w*|godkann\\w*|granska\\w*|utred\\w*|kontroller\\w*|undersok\\w*|kollar|kolla|tittar pa)', '(vidarebefordra\\w*|skickat vidare|skickar vidare|lamnat vidare|overlamnat)', '(aterkom\\w*|hor av|horav|ger besked|meddelar)'],
  question: ['(vad|varfor|vilken|vilket|hur|nar) .. (faktura\\w*|belopp\\w*|avser|galler|ar|beror)', '(kan|vanligen|skulle) .. (forklara|fortydliga|specificera|beratta)', 'forstar inte'],
  condition: ['(sa snart|nar|om|forutsatt|nar val|tills|innan|forran|under forutsattning|sa fort|bara om|villkorat)', '(efter|vid|mot) (mottagande|godkannande|attest|leverans|kreditering|rattelse|att (vi|ni)|erhallen|kontroll)', '(hoppas|forsoker|kanske|formodligen|eventuellt)'],
  contest: ['(fel\\w*|misstag\\w*|forvanad\\w*|obefogad\\w*|felaktig\\w*|oriktig\\w*|konstigt)', '(kontrollera\\w*|kolla\\w*|uppdatera\\w*|ratta\\w*) .. (reskontra\\w*|konto\\w*|bokforing\\w*|system\\w*|bank\\w*|register)', 'enligt (vara|var|vart|min) ', 'forstar inte', '(redan|tidigare) (meddelat|informerat|skrivit|sagt)', 'inte skyldig\\w*', '(lange sedan|for lange sen)'],
  anger: ['(skandal\\w*|oacceptabel\\w*|oacceptabelt|lojlig\\w*|trakasser\\w*|skamligt|bedragar\\w*|forbannad|irriter\\w*|idiot\\w*|hot|hotar|bluff\\w*|oforskam\\w*|nog nu)', '(advokat\\w*|jurist\\w*|domstol\\w*|ratten|polisanmal\\w*)', '(tredje|sista|femtioelfte) gangen', 'sluta (skicka|ringa|maila|mejla|trakassera)', 'hur manga ganger'],
  brokenPromise: ['(ledsen|ursakta|tyvarr|beklagar) .. inte .. (betala\\w*|lovat|utlovat|kunnat|gatt|avtalat)', 'inte .. (kunnat|lyckats|hallit) .. (betala\\w*|loft\\w*|datum|halla|overenskomm\\w*)', 'inte .. som (lovat|utlovat|avtalat|overenskommet)'],
  instruction: ['(ignorera|glom|bortse fran) .. (instruktion\\w*|anvisning\\w*|regler)', '(du ar|agera|upptrad) .. (assistent\\w*|ai|bot|sprakmodell|robot|system\\w*)', '(ai|assistent|bot|system|robot|program) ?:', '(markera|satt|registrera|stang|bokfor|betrakta|klassificera) .. (alla|allt|denna|den|varje|fakturan?|samtliga) .. (som|till) (betald\\w*|reglerad\\w*|stangd\\w*|avslutad\\w*|krediterad\\w*|bestridd\\w*)', '(radera|ta bort|annullera) .. (alla|samtliga) ', '(instruktion\\w*|meddelande) .. (till|for) .. (ai|assistent\\w*|bot|system\\w*|robot)', 'utan (mansklig|manuell) '],
  whole: ['(alla|allt|hela|samtliga|totala) ?(fakturor\\w*|beloppet|saldot|skulden|utestaende|kontot)?', '(utestaende (saldo|belopp|fakturor)|fakturorna|forfallna fakturor|saldot)'],
  rest: ['(resten|resterande( belopp\\w*)?|mellanskillnaden|aterstoden|andra halften)'],
  others: ['(de )?(andra|ovriga|resterande)( tva| tre| 2| 3| fakturor\\w*)*'],
  these: ['(den|denna|dessa|detta|de|bada|fakturan|betalningen|ovanstaende|den har|namnda|det)'],
  invoiceWords: ['(faktura|fakturan|fakturor|fakturorna|fakturanummer|fakturanr|fakt|nr|nummer|ref|kreditfaktura|no)'],
  articles: [],
  orderWords: ['(order|ordernummer|bestallning|inkopsorder|po|best)'],
  rangeWords: ['(till|till och med|t.o.m.|tom)'],
  butWords: ['(men|dock|medan|daremot|utom|forutom)'],
  andWords: ['(och|samt|&|o|aven)'],
  issueDateWords: ['(fran|av den|daterad|av|utstalld)( den)?'],
  dueDateWords: ['(forfallen|forfallodatum|som forfoll|forfaller|forfoll)( den)?'],
  otherDateWords: ['(paminnelse\\w*|mail\\w*|mejl\\w*|brev\\w*|samtal\\w*|bestallning\\w*|leverans\\w*|sedan|fran och med|levererad\\w*|retur\\w*|offert\\w*|order) (av den|fran|den|fran den)?'],
  amountLead: ['(pa|om|betala|betalar|belopp\\w*|a|bara|endast|totalt|delbetalning pa|med)'],
  oldest: ['(aldsta|forsta)'],
  newest: ['(senaste|sista|nyaste)'],
  dates: {
    months: ['januari|jan', 'februari|feb', 'mars|mar', 'april|apr', 'maj', 'juni|jun', 'juli|jul', 'augusti|aug', 'september|sept|sep', 'oktober|okt', 'november|nov', 'december|dec'],
    weekdays: ['mandag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lordag', 'sondag'],
    numbers: ['en|ett', 'tva', 'tre', 'fyra', 'fem', 'sex', 'sju', 'atta', 'nio', 'tio', 'elva', 'tolv'],
    daySuffix: 'e|:e|:a',
    nextWeekday: 'following_week',
    rules: {
      today: ['idag', 'i dag', 'ikvall', 'under dagen', 'i eftermiddag', 'imorse', 'i morse'], tomorrow: ['imorgon', 'i morgon', 'imorron'], overmorrow: ['i overmorgon', 'overmorgon'], yesterday: ['igar', 'i gar'], before_yesterday: ['i forrgar', 'forrgar'],
      weekday: ['(nu )?((pa|till|senast|denna|kommande|nu pa|senast pa) )?{w}(en)?', 'pa {w}'], weekday_next: ['nasta {w}'], weekday_last: ['i {w}s', 'forra {w}(en)?', '(i )?{w} forra veckan'], weekday_next_week: ['{w} (i )?nasta vecka', 'nasta vecka pa {w}'], weekday_last_week: ['{w} forra veckan', 'forra veckan pa {w}'],
      this_week: ['(i )?(slutet av |senare )?(denna|den har|av) ?vecka(n)?', 'i veckan', 'slutet av veckan', 'fore helgen'], next_week: ['(i )?(slutet av |under )?nasta vecka', 'kommande vecka'], last_week: ['forra veckan'],
      this_month: ['(i )?(slutet av|sista) (denna |den har )?manad(en)?', '(vid )?manadsskiftet', 'denna manad', 'manadens slut'], next_month: ['(i )?(slutet av )?nasta manad'], last_month: ['forra manaden'], this_month_middle: ['(i )?mitten av manaden'],
      month: ['(i )?(slutet av|under|i|fran|for|sista) {m}', '{m}faktura\\w*'], month_middle: ['(i )?mitten av {m}'], month_first_week: ['forsta veckan i {m}'], this_year: ['(i )?slutet av (aret|ar)', '(fore )?arsskiftet', 'i ar'], week_number: ['(vecka|v)(.|nr)? ?{n}'],
      in_days: ['(inom|om) {n} (arbets|bank)?dagar'], in_weeks: ['(inom|om) {n} vecko?r?', '(inom|om) en vecka'], in_months: ['(inom|om) {n} manad(er)?'], days_ago: ['for {n} dagar sedan'], weeks_ago: ['for {n} veckor sedan'],
      day_of_month: ['(den|senast den|senast|fore den|till den) {d}(:?e|:a)?( denna manad| i manaden| den har manaden)?(?! ?[a-z0-9%])', '{d}:?e( denna manad)?'], day_of_next_month: ['(den )?{d}(:?e)? nasta manad'],
      terms_end_of_month: [], terms_days: ['{n} dagar (fran|efter) fakturadatum', '{n} dagar netto'],
      vague: ['(i )?(borjan av|forsta halften av) (nasta vecka|nasta manad|{m}|veckan|manaden|aret|nasta ar)', '(inom|de) (kort|narmaste dagarna|narmaste veckorna|narmsta dagarna)', '(efter|fore|mellan) (jul\\w*|nyar|helgerna|semestern)', 'nasta ar', 'snart'],
    },
  },
};
