/** Polish. */
import type { Lexicon } from './lexicon.ts';

const paidForm = '(zaplacon\\w*|oplacon\\w*|uregulowan\\w*|przelan\\w*|rozliczon\\w*|splacon\\w*)';
const paidVerb =
  '(zaplacili\\w*|oplacili\\w*|uregulowali\\w*|przelali\\w*|zaplacil\\w*|oplacil\\w*|przelal\\w*|uregulowal\\w*)';
const payment = '(platnos\\w*|przelew\\w*|zaplat\\w*|wplat\\w*|srodki|kwot\\w*|pieniadze)';
const goods =
  '(towar\\w*|dostaw\\w*|material\\w*|produkt\\w*|przesylk\\w*|zamowieni\\w*|palet\\w*|czesci|sztuk\\w*|karton\\w*|urzadzen\\w*|maszyn\\w*|uslug\\w*)';

// prettier-ignore
export const pl: Lexicon = {
  language: 'pl',
  commonWords: 'i w na nie jest do z za sie prosze dzien dobry faktura faktury fakture zostanie czy mamy o po dziekuje pozdrawiam od ze'.split(' '),
  abbreviations: 'nr fakt ul sp tel p pan r godz tj np itp m.in zam dot'.split(' '),
  noise: ['(dziek\\w*) .. (przypomnieni\\w*|wiadomos\\w*|mail\\w*|informacj\\w*|cierpliwos\\w*|wplat\\w*|zrozumieni\\w*)', '(otrzymal\\w*|dostal\\w*) .. (przypomnieni\\w*|wiadomos\\w*|mail\\w*|wezwani\\w*)', '(przypomnieni\\w*|wezwani\\w*|termin\\w*|warunk\\w*|potwierdzeni\\w*) (o )?(platnosci|zaplaty|przelewu|do zaplaty)', '(jak najszybciej|w miare mozliwosci|jesli to mozliwe|jak tylko to mozliwe)', '(jesli|gdyby|w razie) .. pytan\\w*'],
  goods: [goods],
  insolvency: ['(upadlos\\w*|restrukturyzac\\w*|syndyk\\w*|likwidac\\w*|niewyplacaln\\w*|bankruc\\w*|uklad\\w* z wierzycielami|postepowani\\w* (ukladow\\w*|sanacyjn\\w*))'],
  bankDetails: ['(numer\\w* (konta|rachunku)|dane bankowe|danych bankowych|rachun\\w* bankow\\w*|kont\\w* bankow\\w*|iban|swift)', '(now\\w*|inn\\w*|zmian\\w*|jakie|ktor\\w*) .. (konto|konta|rachunek|rachunku)'],
  paymentPlan: ['(raty|ratach|ratami|rat|ratalny\\w*|rozlozy\\w*|rozlozeni\\w*|odroczeni\\w*|prolongat\\w*|harmonogram splat\\w*)', '[^ ]{1,12} (zl|pln) miesiecznie'],
  refusal: ['nie (zaplac\\w*|oplac\\w*|bedziemy placic|bede placic|zamierzam\\w* (placic|zaplacic)|mozemy zaplacic|jestesmy w stanie zaplacic|ureguluj\\w*|placimy|zostanie (zaplacon\\w*|oplacon\\w*)|mamy zamiaru (placic|zaplacic)|mamy srodkow)', '(odmawia\\w*|wstrzymuj\\w*|wstrzymal\\w*) .. (zaplat\\w*|platnos\\w*)'],
  unpaid: [`(jeszcze nie|nie) (zostal\\w* |jest |sa )?(${paidForm.slice(1, -1)}|${paidVerb.slice(1, -1)})`, 'nieoplacon\\w*', `(jesli|gdy|po) .. ${paidForm}`],
  paid: [`(zostal\\w*|jest|sa|byl\\w*|juz) (juz |w calosci |przez nas )*${paidForm}`, paidVerb, `${payment} .. (wykonan\\w*|wyslan\\w*|zrealizowan\\w*|zlecon\\w*|poszedl|poszla|wyszedl|wyszla|dokonan\\w*|zrobion\\w*|zaksiegowan\\w*)`, `(wykonali\\w*|wyslali\\w*|zrobili\\w*|zlecili\\w*|dokonali\\w*|wykonal\\w*|zrobil\\w*|zlecil\\w*) .. ${payment}`],
  futureWords: ['(bedzie|beda|zostanie|zostana)'],
  payPresent: ['(placimy|oplacamy|przelewamy)'],
  paidAlone: [paidForm],
  chequeSent: ['czek .. (wyslan\\w*|poczt\\w*)', '(wyslal\\w*) .. czek'],
  promise: [`(zostan\\w*|bedzie|beda|ma byc|maja byc) (w calosci |wszystkie )?${paidForm}`, '(zaplacimy|oplacimy|uregulujemy|przelejemy|zaplace|oplace|ureguluje|przeleje|splacimy|placimy|zrobimy|wykonamy|dokonamy|zlecimy|wyslemy)( .. (przelew\\w*|platnos\\w*|wplat\\w*|zaplat\\w*))?', `${payment} .. (nastapi|zostanie|bedzie|beda|zaplanowan\\w*|planowan\\w*|wyjdzie|pojdzie|zrealizujemy|wykonamy|dotrze|wplynie|wplyna|ruszy|dokonamy|jest w drodze)`, `${payment} (w|do|na|nastapi|zaplanowan\\w*|jutro|dzisiaj|dzis|bedzie|pod koniec|najpozniej|planowan\\w*|reszt\\w*)`, '(zaplanowan\\w*|planujemy|zamierzam\\w*|postaramy|mozemy|powinnis\\w*|chcemy|zobowiazuj\\w*|ustawion\\w*|przewidzian\\w*) .. (zaplac\\w*|oplac\\w*|zaplat\\w*|platnos\\w*|uregulow\\w*|przela\\w*|przelew\\w*)', '(otrzymacie|otrzymaja|dostaniecie|otrzyma) .. (przelew\\w*|pieniadze|srodki|platnos\\w*|kwot\\w*)', '(reszt\\w*|pozostal\\w*) .. (do|w|na|pod koniec)(?= )', 'do zaplaty (w|na|do|jutro)'],
  dispute: {
    price: ['(cen\\w*|stawk\\w*) .. (nie (zgadza\\w*|jest zgodn\\w*|odpowiada\\w*)|niezgodn\\w*|bledn\\w*|zla|zle|za wysok\\w*|inn\\w*|ustalon\\w*|uzgodnion\\w*|niepraw\\w*|wyzsz\\w*)', '(bledn\\w*|zla|zle|niewlasciw\\w*|nieprawidlow\\w*|niezgodn\\w*|korekt\\w*|roznic\\w* w) (cen\\w*|stawk\\w*)', '(rabat\\w*|upust\\w*) .. (nie|brak\\w*|pomini\\w*|nieuwzgledn\\w*|zapomni\\w*)', '(brak|bez|nie uwzgledni\\w*) .. (rabat\\w*|upust\\w*)', '(niezgodn\\w*|nie zgadza\\w*|inna niz) .. (ofert\\w*|umow\\w*|zamowien\\w*|cennik\\w*)', '(zawyzon\\w*|za drogo)'],
    quantity: ['(ilos\\w*|liczb\\w*) .. (nie zgadza\\w*|niezgodn\\w*|bledn\\w*|zla|inn\\w*|mniej\\w*)', '(bledn\\w*|zla|niezgodn\\w*|niewlasciw\\w*) ilos\\w*', '(brakuje|brakowalo|brak|brakuja) .. ([0-9]+|dwoch|trzech|jednej|jednego|sztuk|palet\\w*|karton\\w*|czesci)', '(otrzymal\\w*|dostal\\w*|dostarczon\\w*|przyszl\\w*) .. (zamiast|tylko|mniej)', 'tylko [0-9]+ .. (zamiast|dostarcz\\w*|otrzymal\\w*|sztuk)', '[0-9]+ .. zamiast .. [0-9]+', '(niekompletn\\w*|niepeln\\w*) (dostaw\\w*)?', 'niedobor\\w*'],
    quality: ['(uszkodz\\w*|wadliw\\w*|wad\\w+|reklam\\w*|zepsut\\w*|usterk\\w*|zniszczon\\w*|pekniet\\w*|porysowan\\w*|niesprawn\\w*|przeterminowan\\w*|zardzewial\\w*)', '(zla|niska|slaba) jakos\\w*', 'jakos\\w* .. (nie|zla|slaba)', 'nie dziala\\w*', '(zwrot\\w*|zwrocil\\w*|odeslal\\w*) .. (towar\\w*|material\\w*|produkt\\w*)?', 'niezgodn\\w* z zamowieniem'],
    delivery: [`(nie|nigdy|jeszcze nie) .. (otrzymal\\w*|dostal\\w*|dotar\\w*|dostarczon\\w*|przyszl\\w*) .. ${goods}`, `${goods} .. (nie|nigdy|jeszcze nie) .. (otrzymal\\w*|dostal\\w*|dotar\\w*|dostarczon\\w*|przyszl\\w*|dojecha\\w*|zrealizowan\\w*|wykonan\\w*)`, 'nie (zostal\\w* )?(dostarczon\\w*|dotarl\\w*|zrealizowan\\w*)', '(czekamy|oczekujemy|czekam) .. (dostaw\\w*|towar\\w*|material\\w*|przesylk\\w*)', '(opozni\\w*|brak) .. dostaw\\w*', 'dostaw\\w* .. (opozni\\w*|po terminie)', '(brak|potrzebujemy|przesl\\w*|podpisan\\w*) .. (wz|potwierdzeni\\w* dostawy|dowod\\w* dostawy|protokol\\w* odbioru)'],
    missing_order: ['(brak\\w*|bez|nie ma|podac|podanie|potrzebujemy|zly|bledn\\w*|uzupelni\\w*) .. (numer\\w* zamowienia|nr zamowienia|zamowieni\\w*|po)', '(numer\\w*|nr) zamowienia .. (brak\\w*|nie|bledn\\w*|niepraw\\w*)', '(nie|nigdy) .. (zamawial\\w*|zamowil\\w*|zlecal\\w*|zlecil\\w*)'],
    other: ['(kwestionuj\\w*|sporn\\w*|sprzeciw\\w*|nie zgadza\\w* sie|nie akceptuj\\w*|nie uznaj\\w*|niezasadn\\w*)', '(podwojn\\w*|dwa razy|dwukrotnie|zdublowan\\w*)', '(czekamy|oczekujemy|prosimy|prosze|brak|potrzebujemy|wystaw\\w*|czekam|otrzym\\w*) .. (korekt\\w*|not\\w* kredytow\\w*|faktur\\w* korygujac\\w*)', '(korekt\\w*) .. (nie|brak\\w*|wystaw\\w*|jeszcze|otrzym\\w*)', '(faktur\\w*|vat|adres|nip|kwot\\w*|dane) .. (bledn\\w*|niepraw\\w*|zle|zla|niepoprawn\\w*|blad)', '(blad|bledy|bledna) .. faktur\\w*', '(anulowan\\w*|zrezygnowal\\w*|wypowiedzian\\w*)', 'nie nasz\\w*', 'nic (wam )?nie jestesmy winni'],
    already_paid: [],
  },
  copyRequest: ['(przesl\\w*|przesyl\\w*|wysl\\w*|wysyl\\w*|otrzym\\w*|potrzeb\\w*|prosz\\w*|prosimy|podesl\\w*|dosl\\w*|udostepni\\w*) .. (kopi\\w*|duplikat\\w*|skan\\w*|pdf)', '(kopi\\w*|duplikat\\w*|skan\\w*) (faktur\\w*|tej|tych)', '(ponown\\w*|jeszcze raz|raz jeszcze) .. (przesl\\w*|wysl\\w*|faktur\\w*|wyslan\\w*|przeslan\\w*)', '(przesl\\w*|wysl\\w*|podesl\\w*|dosl\\w*) .. (faktur\\w*|ponownie|jeszcze raz)', '(nie|nigdy) .. (otrzymal\\w*|dostal\\w*|mamy|mam|widz\\w*|znalaz\\w*|znajduj\\w*|dotarl\\w*|posiadam\\w*) .. (faktur\\w*|fv|dokument\\w*)', 'faktur\\w* .. (nie|nigdy) .. (otrzymal\\w*|dostal\\w*|dotarl\\w*|mamy|widz\\w*|wplyn\\w*|znalaz\\w*|znajduj\\w*|posiadam\\w*)'],
  contactChange: ['(juz nie|nie) .. (pracuj\\w*|zajmuj\\w*|odpowiadam)', '(odszed\\w*|odeszl\\w*|emerytur\\w*)', '(now\\w*|zmian\\w*|wlasciw\\w*|aktualizac\\w*|prawidlow\\w*|zmieni\\w*) .. (kontakt\\w*|adres\\w*|mail\\w*|e-?mail\\w*|osob\\w*)', '(kierowac|wysyl\\w*|kontakt\\w*|pisac|kierowan\\w*|przesyl\\w*) .. ({mail}|od teraz|w przyszlosci|do dzialu|do kolezanki|do kolegi|do ksiegowosci)', '(od teraz|w przyszlosci|od dzis) .. (kontakt\\w*|adres\\w*|{mail}|wysyl\\w*|faktur\\w*)', '(niewlasciwa|zla) osob\\w*'],
  ongoing: ['(w trakcie|w|na|do|oczekuj\\w*|czeka\\w*|przekazan\\w*) (na |do |w )?(trakcie )?(akceptacj\\w*|weryfikacj\\w*|zatwierdz\\w*|realizacj\\w*|sprawdzani\\w*|obieg\\w*|ksiegowani\\w*|podpis\\w*|opis\\w*|analiz\\w*|wyjasniani\\w*|procesowani\\w*)', '(przekaza\\w*|przesla\\w*|wysla\\w*) .. (ksiegowos\\w*|dzial\\w*|kolezan\\w*|kierownik\\w*|dyrektor\\w*|zarzad\\w*)', '(sprawdz\\w*|weryfikuj\\w*|wyjasni\\w*|ustal\\w*|analizuj\\w*|zweryfikuj\\w*)', '(damy|dam) znac', '(wroc\\w*|odezw\\w*|poinformuj\\w*|odpowiemy) ', '(nie|jeszcze nie) .. (zaakceptowan\\w*|zatwierdzon\\w*)', '(zaakceptowan\\w*|zatwierdzon\\w*)'],
  question: ['(czego|dlaczego|jaki\\w*|co|skad|kiedy|za co) .. (faktur\\w*|kwot\\w*|dotyczy|jest|oznacza)', '(prosze|prosimy|moglib\\w*|czy moz\\w*) .. (wyjasni\\w*|wytlumacz\\w*|podanie|informac\\w*)', 'nie rozumi\\w*'],
  condition: ['(gdy|jak tylko|kiedy|jesli|jezeli|o ile|pod warunkiem|dopoki|dopiero (gdy|jak|po|kiedy)|zanim|z chwila|w momencie)', 'po (otrzymaniu|dostarczeniu|wyjasnieniu|akceptacji|korekcie|wystawieniu|weryfikacji|zatwierdzeniu|wymianie|dostawie|przeslaniu|uzyskaniu|naprawie)', '(mamy nadzieje|postaramy|sprobujemy|byc moze|prawdopodobnie|moze)'],
  contest: ['(bezzasadn\\w*|niezasadn\\w*|blad|bledn\\w*|pomylk\\w*|zdziwi\\w*|dziwi\\w*|niezrozumial\\w*|zaskocz\\w*)', '(sprawdz\\w*|zweryfikow\\w*|zweryfikuj\\w*|poprawi\\w*) .. (kont\\w*|ksieg\\w*|zapis\\w*|wplat\\w*|system\\w*|rozliczen\\w*|platnosci)', '(wedlug|zgodnie z) (nasz\\w*) ', 'nie rozumi\\w*', '(juz|wczesniej) (informowal\\w*|pisal\\w*|zglaszal\\w*)', '(dawno|miesiac\\w* temu)'],
  anger: ['(skandal\\w*|niedopuszczaln\\w*|absurd\\w*|oburz\\w*|nekani\\w*|nekac\\w*|bezczeln\\w*|zlodziej\\w*|oszust\\w*|dosc tego|wstyd|kpin\\w*|groz\\w*|zalosn\\w*)', '(prawnik\\w*|adwokat\\w*|sad|sadu|sadow\\w*|prokuratur\\w*)', '(kolejny|trzeci|ostatni) raz', 'przesta\\w* .. (wysyl\\w*|nekac|pisac)', 'ile razy'],
  brokenPromise: ['(przepras\\w*|niestety) .. nie .. (zaplac\\w*|przela\\w*|uda\\w*|obiec\\w*|dotrzym\\w*|wykona\\w*)', 'nie .. (dotrzym\\w*|udalo)', '(jak|zgodnie z) .. (obiec\\w*|ustal\\w*) .. nie', 'nie .. (zgodnie z obietnic\\w*|jak obieca\\w*)'],
  instruction: ['(zignoruj\\w*|ignoruj\\w*|zapomnij\\w*|pomin) .. (instrukc\\w*|polecen\\w*|zasad\\w*)', '(jestes|zachowuj sie|dzialaj) .. (asystent\\w*|ai|model\\w*|bot\\w*|robot\\w*|system\\w*|sztuczn\\w*)', '(ai|asystent|bot|system|robot|program) ?:', '(oznacz\\w*|ustaw\\w*|zamknij\\w*|zaksieguj\\w*|uznaj\\w*|zarejestruj) .. (wszystk\\w*|te|ta|kazd\\w*|faktur\\w*|jako) .. (jako |na )?(zaplacon\\w*|oplacon\\w*|zamkniet\\w*|rozliczon\\w*|anulowan\\w*)', '(usun\\w*|skasuj\\w*) .. (wszystk\\w*|faktur\\w*|dlug\\w*|dane)', 'bez (weryfikacji|udzialu) czlowieka', '(instrukc\\w*|wiadomos\\w*) dla (ai|asystent\\w*|bot\\w*|system\\w*|modelu)'],
  whole: ['(wszystk\\w*|calos\\w*|cale|calkowit\\w*|pelna|laczn\\w*) ?(faktur\\w*|sald\\w*|kwot\\w*|naleznos\\w*|zaleglos\\w*)?', '(zaleglos\\w*|saldo|zadluzeni\\w*|naleznos\\w*|zalegle faktury|panstwa faktury)'],
  rest: ['(reszt\\w*|pozostal\\w* (kwot\\w*|czesc)|roznic\\w*|druga polow\\w*)'],
  others: ['(pozostale|inne|pozostalych|reszta faktur)( faktur\\w*)?'],
  these: ['(ta|te|tej|tych|te fakture|ona|one|obie|platnosc|przelew|powyzsz\\w*|wymienion\\w*|ww|ja|je|niniejsz\\w*)'],
  invoiceWords: ['(faktur\\w*|fv|fakt|fa|nr|numer|numerze|not\\w* kredytow\\w*|korekt\\w*|dokument\\w*)'],
  articles: [],
  orderWords: ['(zamowieni\\w*|zam|po|zlecen\\w*)'],
  rangeWords: ['(do)'],
  butWords: ['(ale|natomiast|jednak|zas|a|lecz|z wyjatkiem)'],
  andWords: ['(i|oraz|a takze|tez)'],
  issueDateWords: ['(z dnia|z|wystawion\\w* (dnia|w dniu)?|z dn|za|datowan\\w*)'],
  dueDateWords: ['(z terminem (platnosci )?(do)?|platn\\w* do|termin platnosci)'],
  otherDateWords: ['(przypomnieni\\w*|mail\\w*|wiadomos\\w*|pismo|rozmow\\w*|zamowieni\\w*|dostaw\\w*|wezwani\\w*|ofert\\w*|od|dostarczon\\w*|zwrocon\\w*) (z dnia|z|dnia|od)?'],
  amountLead: ['(po|kwot\\w*|zaplac\\w*|raty po|przelew\\w* (na)?|zaliczk\\w*|w wysokosci|tylko|lacznie)'],
  oldest: ['(najstarsz\\w*|pierwsz\\w*)'],
  newest: ['(ostatni\\w*|najnowsz\\w*)'],
  dates: {
    months: ['stycznia|styczen|styczniu|sty', 'lutego|luty|lutym|lut', 'marca|marzec|marcu|mar', 'kwietnia|kwiecien|kwietniu|kwi', 'maja|maj|maju', 'czerwca|czerwiec|czerwcu|cze', 'lipca|lipiec|lipcu|lip', 'sierpnia|sierpien|sierpniu|sie', 'wrzesnia|wrzesien|wrzesniu|wrz', 'pazdziernika|pazdziernik|pazdzierniku|paz', 'listopada|listopad|listopadzie|lis', 'grudnia|grudzien|grudniu|gru'],
    weekdays: ['poniedzialek|poniedzialku', 'wtorek|wtorku', 'sroda|srode|srody', 'czwartek|czwartku', 'piatek|piatku', 'sobota|sobote|soboty', 'niedziela|niedziele|niedzieli'],
    numbers: ['jeden|jedna|jednego', 'dwa|dwie|dwoch', 'trzy|trzech', 'cztery|czterech', 'piec|pieciu', 'szesc|szesciu', 'siedem|siedmiu', 'osiem', 'dziewiec', 'dziesiec|dziesieciu', 'jedenascie', 'dwanascie'],
    nextWeekday: 'following_week',
    rules: {
      today: ['dzisiaj', 'dzis', 'jeszcze dzis', 'w dniu dzisiejszym'], tomorrow: ['jutro', 'do jutra', 'jutrzejsz\\w*'], overmorrow: ['pojutrze'], yesterday: ['wczoraj( rano)?'], before_yesterday: ['przedwczoraj'],
      weekday: ['((w|we|do|najblizsz\\w*|w ten|w najblizsz\\w*|we? ten) )?(najblizsz\\w* |ten )?{w}'], weekday_next: ['(w )?(nastepn\\w*|przyszl\\w*) {w}'], weekday_last: ['(w )?(ubiegl\\w*|zeszl\\w*|ostatni\\w*|miniony) {w}'], weekday_next_week: ['{w} (w )?(przyszlym|nastepnym|przyszlego|nastepnego) tygodni\\w*', '(przyszlym|nastepnym) tygodniu w {w}'], weekday_last_week: ['{w} (w )?(zeszlym|ubieglym|zeszlego) tygodni\\w*'],
      this_week: ['(do konca |pod koniec |jeszcze )?(w )?(tym|tego|biezacym|biezacego) tygodni\\w*', '(do konca|pod koniec|koniec) tygodnia'], next_week: ['(do konca |pod koniec |w )?(w )?(przyszlym|przyszlego|nastepnym|nastepnego) tygodni\\w*'], last_week: ['(w )?(zeszlym|ubieglym|zeszlego|poprzednim) tygodni\\w*'],
      this_month: ['(do konca|pod koniec|na koniec|z koncem|koniec) (tego |biezacego )?miesiaca', '(w )?(tym|biezacym) miesiacu'], next_month: ['(do konca |pod koniec )?(w )?(przyszlym|przyszlego|nastepnym|nastepnego) miesiac\\w*'], last_month: ['(w )?(zeszlym|ubieglym|zeszlego) miesiac\\w*'], this_month_middle: ['(w )?polow\\w* (tego )?miesiaca'],
      month: ['(do konca|pod koniec|w|na koniec|z|za|koniec|do) {m}'], month_middle: ['(w )?polow\\w* {m}'], month_first_week: ['pierwszy\\w* tygod\\w* {m}'], this_year: ['(do konca|pod koniec|koniec) (tego )?roku'], week_number: ['(tydzien|tygodniu|tyg) (nr )?{n}'],
      in_days: ['(w ciagu|za|w terminie|do) {n} dni( roboczych)?'], in_weeks: ['(w ciagu|za) {n} (tygodni|tygodnie|tydzien)', '(za|w ciagu) tydzien'], in_months: ['(w ciagu|za) {n} miesi\\w*'], days_ago: ['{n} dni temu'], weeks_ago: ['{n} (tygodnie|tygodni) temu', 'tydzien temu'],
      day_of_month: ['(do|dnia|do dnia|na|w dniu|najpozniej do|od|przed) {d}(-?(go|ego|tego))?( dnia)?( tego miesiaca| biezacego miesiaca| b.m.)?(?! ?[a-z0-9%])', '{d}-?(go|ego|tego)( tego miesiaca)?', '{d} dnia miesiaca'], day_of_next_month: ['{d}(-?go)? (przyszlego|nastepnego) miesiaca'],
      terms_end_of_month: [], terms_days: ['{n} dni od (daty )?(wystawienia|faktury)( faktury)?'],
      vague: ['(na |z )?(poczatk\\w*|poczatku) (przyszlego|nastepnego|{m}|miesiaca|roku|tygodnia)( tygodnia| miesiaca| roku)?', '(w )?(najblizszych|najblizszym) (dniach|tygodniach|czasie)', '(po|przed) (swietach|swietami|nowym roku)', '(wkrotce|niebawem)', 'przyszlym roku'],
    },
  },
};
