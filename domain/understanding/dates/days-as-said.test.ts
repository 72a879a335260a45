/** One day said in every way and language: what one language can say, all can. Written on Wednesday, 25 November 2026. */
import { describe, expect, it } from 'vitest';
import { lexicons } from '../lexicon/all.ts';
import { readableText } from '../written-text.ts';
import { findDates } from './find.ts';
import { resolveDate, type Direction } from './resolve.ts';

const said = `
= 2026-11-27
en: we pay Friday | by Friday | this Fri | on Friday the 27th | end of the week | later this week | within 2 days | in two days | day after tomorrow | by the end of this week | 27/11 | 27.11. | Nov 27 | 27th Nov
fr: vendredi | ce vendredi | vendredi 27 | d'ici vendredi | en fin de semaine | fin de cette semaine | avant la fin de la semaine | sous 48h | après-demain | le 27/11 | le 27 novembre | vendredi prochain au plus tard
de: am Freitag | bis Freitag | diesen Freitag | Freitag, 27.11. | Ende der Woche | bis Ende dieser Woche | noch diese Woche | übermorgen | in zwei Tagen | am 27. | zum 27.11. | binnen 2 Tagen | im Laufe dieser Woche | bis Wochenende
es: el viernes | este viernes | el viernes 27 | antes del viernes | a finales de semana | a final de semana | esta semana | pasado mañana | en dos días | el 27 | el día 27 | en 48 horas | el próximo viernes
it: venerdì | entro venerdì | questo venerdì | venerdì 27 | a fine settimana | entro la fine della settimana | in settimana | questa settimana | dopodomani | entro due giorni | il 27 | il giorno 27 | entro 48 ore
nl: vrijdag | uiterlijk vrijdag | deze vrijdag | vrijdag 27 november | eind deze week | deze week nog | aan het eind van de week | overmorgen | binnen twee dagen | de 27e | op 27/11 | a.s. vrijdag | aanstaande vrijdag | komende vrijdag
pl: w piątek | do piątku | w ten piątek | w piątek 27 listopada | pod koniec tygodnia | do końca tygodnia | w tym tygodniu | pojutrze | za dwa dni | 27 listopada | do 27.11 | 27-go | najpóźniej w piątek
pt: na sexta | na sexta-feira | até sexta | esta sexta | sexta-feira dia 27 | no fim da semana | até ao final da semana | esta semana | depois de amanhã | em dois dias | no dia 27 | dia 27 | até o fim desta semana
tr: cuma günü | cuma | bu cuma | cumaya kadar | hafta sonuna kadar | bu hafta içinde | öbür gün | iki gün içinde | ayın 27'sinde | 27 Kasım'da | 27.11'de | en geç cuma günü
ro: vineri | pana vineri | vineri 27 noiembrie | la sfarsitul saptamanii | pana la finalul saptamanii | saptamana aceasta | saptamana asta | poimaine | in doua zile | pe 27 | pe data de 27 | cel tarziu vineri
hr: u petak | do petka | ovaj petak | u petak 27.11. | krajem tjedna | do kraja tjedna | ovaj tjedan | prekosutra | za dva dana | 27.11. | do 27. studenog | 27. studenoga | najkasnije u petak
sv: på fredag | senast fredag | nu på fredag | fredag den 27 november | i slutet av veckan | senare i veckan | denna vecka | i övermorgon | om två dagar | den 27 | den 27:e | 27 november | på fredag den 27/11
ja: 金曜日に | 今週金曜日 | 11月27日 | 27日に | 今週末までに | 今週中に | 明後日 | 2日後 | 今度の金曜 | 金曜日までに
zh: 周五 | 星期五 | 本周五 | 这周五 | 11月27日 | 27号 | 27日 | 本周内 | 这周 | 后天 | 两天内 | 礼拜五 | 本週五
= 2026-12-04
en: next week | by end of next week | end next week | week commencing 30 November | w/c 30/11 | w/c Monday 30th | week of November 30 | Friday next week | Friday week | a week on Friday | in the course of next week | during next week | the week after this one | week 49 | wk 49 | on 4 December | 4th of December | 04/12/2026 | Friday 4th
fr: la semaine prochaine | fin de semaine prochaine | semaine 49 | S49 | en semaine 49 | la semaine du 30 novembre | semaine du 30/11 | vendredi de la semaine prochaine | vendredi en huit | courant semaine prochaine | dans le courant de la semaine prochaine | le 4 décembre | au 4/12 | le 04 déc.
de: nächste Woche | Ende nächster Woche | kommende Woche | KW 49 | in der 49. KW | KW49 | Woche vom 30.11. | in der Woche ab dem 30.11. | Freitag nächster Woche | nächste Woche Freitag | im Laufe der nächsten Woche | in der kommenden Woche | am 4. Dezember | am 4.12. | zum 04.12. | bis Ende kommender Woche | Freitag in einer Woche
es: la semana que viene | la próxima semana | a finales de la semana que viene | semana 49 | la semana del 30 de noviembre | la semana del 30 | el viernes de la semana que viene | durante la próxima semana | el 4 de diciembre | el 4/12 | la semana entrante | la semana próxima
it: la settimana prossima | la prossima settimana | entro fine settimana prossima | settimana 49 | la settimana del 30 novembre | venerdì della prossima settimana | nel corso della prossima settimana | il 4 dicembre | il 4/12 | settimana entrante | in settimana prossima
nl: volgende week | eind volgende week | week 49 | in week 49 | wk 49 | de week van 30 november | vrijdag volgende week | volgende week vrijdag | komende week | in de loop van volgende week | op 4 december | 4 dec. | vrijdag over een week
pl: w przyszłym tygodniu | do końca przyszłego tygodnia | w następnym tygodniu | pod koniec przyszłego tygodnia | w 49 tygodniu | w tygodniu od 30 listopada | w piątek w przyszłym tygodniu | w przyszły piątek | 4 grudnia | do 4.12 | do 4 grudnia br. | za tydzień w piątek | w kolejnym tygodniu
pt: na próxima semana | na semana que vem | para a semana | semana 49 | na semana de 30 de novembro | sexta-feira da próxima semana | no final da próxima semana | durante a próxima semana | a 4 de dezembro | até 4/12 | dia 4 de dezembro | na semana do dia 30
tr: gelecek hafta | haftaya | önümüzdeki hafta | gelecek hafta sonuna kadar | 49. hafta | 30 Kasım haftası | haftaya cuma | gelecek hafta cuma | gelecek hafta içinde | 4 Aralık'ta | 4 Aralık Cuma | 04.12.2026 tarihinde | 4.12 de
ro: saptamana viitoare | la sfarsitul saptamanii viitoare | saptamana 49 | saptamana din 30 noiembrie | vineri saptamana viitoare | in cursul saptamanii viitoare | pe 4 decembrie | la 4.12 | in 4 decembrie | saptamana care vine | vinerea viitoare
hr: sljedeći tjedan | idući tjedan | do kraja idućeg tjedna | 49. tjedan | u tjednu od 30.11. | u petak idući tjedan | tijekom sljedećeg tjedna | 4. prosinca | do 4.12. | u idućem tjednu | krajem sljedećeg tjedna | drugi tjedan
sv: nästa vecka | i slutet av nästa vecka | vecka 49 | v49 | v. 49 | veckan den 30 november | fredag nästa vecka | nästa vecka fredag | under nästa vecka | den 4 december | 4 dec | 4/12 | kommande vecka
ja: 来週中に | 来週末までに | 来週 | 来週金曜日 | 12月4日 | 翌週の金曜 | 11月30日の週 | 12/4 | 来週の金曜日
zh: 下周 | 下星期 | 下周内 | 下周五 | 下星期五 | 12月4日 | 12月4号 | 下礼拜五 | 第49周 | 11月30日那周 | 下週五
= 2026-11-30
en: end of the month | month end | by the end of this month | EOM | Monday | at month-end | by 30/11 | the 30th | last day of the month | end of November | 5 days from now | within 5 days
fr: fin de mois | à la fin du mois | fin du mois | d'ici la fin du mois | lundi | fin novembre | le 30 | le 30 courant | dans 5 jours | sous 5 jours | fin courant | avant fin de mois | le 30 de ce mois
de: Ende des Monats | zum Monatsende | Ende dieses Monats | Ende November | am Montag | bis Monatsende | am 30. | Ultimo | zum Ultimo | zum 30.11. | in 5 Tagen | innerhalb von 5 Tagen | kommenden Montag | zum Ende des Monats
es: a fin de mes | a finales de mes | a final de mes | a finales de este mes | el lunes | fin de noviembre | a finales de noviembre | el 30 | el día 30 | dentro de 5 días | el último día del mes | antes de fin de mes
it: a fine mese | fine mese | entro la fine del mese | lunedì | a fine novembre | entro fine novembre | il 30 | il 30 c.m. | entro 5 giorni | il 30 p.v. | per fine mese | l'ultimo del mese
nl: eind van de maand | eind deze maand | einde maand | maandag | eind november | de 30e | op 30 november | binnen 5 dagen | voor het eind van de maand | ultimo november | per ultimo | aan het einde van de maand | eind v/d maand
pl: do końca miesiąca | na koniec miesiąca | pod koniec miesiąca | w poniedziałek | do końca listopada | koniec listopada | 30 listopada | do 30-go | w ciągu 5 dni | 30. dnia miesiąca | do 30 bm.
pt: no fim do mês | até ao final do mês | no final do mês | na segunda | na segunda-feira | fim de novembro | no final de novembro | dia 30 | até dia 30 | dentro de 5 dias | em 5 dias | até ao fim deste mês | no último dia do mês
tr: ay sonunda | ay sonuna kadar | bu ayın sonunda | pazartesi | pazartesi günü | Kasım sonunda | Kasım sonuna kadar | ayın 30'unda | 30 Kasım'da | 5 gün içinde | ayın sonunda | bu ay sonu
ro: la sfarsitul lunii | pana la sfarsitul lunii | la finalul lunii | luni | luni, 30 noiembrie | sfarsitul lui noiembrie | pe 30 | in 5 zile | pana la finele lunii | pe 30 ale lunii | in termen de 5 zile
hr: krajem mjeseca | do kraja mjeseca | na kraju mjeseca | u ponedjeljak | krajem studenog | do kraja studenog | 30.11. | do 30. | u roku od 5 dana | za 5 dana | do kraja ovog mjeseca
sv: i slutet av månaden | vid månadsskiftet | i månadsslutet | på måndag | i slutet av november | sista november | den 30 | den 30:e | inom 5 dagar | om 5 dagar | den sista denna månad | i slutet på månaden | sista dagen i månaden
ja: 月末に | 今月末 | 今月末までに | 月曜日に | 11月末 | 11月30日 | 30日に | 5日以内に | 今月中に | 月末まで
zh: 月底 | 本月底 | 这个月底 | 周一 | 下周一 | 11月底 | 30号 | 11月30日 | 5天内 | 月末 | 五天内 | 本月内
= 2026-12-31
en: end of next month | by the end of December | end of the year | year end | by 31 December | before the end of the year | by New Year's Eve | end Dec | in December | next month | during December | end of this year | before year end | at the end of next month
fr: fin du mois prochain | fin décembre | fin d'année | d'ici la fin de l'année | le 31/12 | avant la fin de l'année | le mois prochain | courant décembre | en décembre | fin déc. | à la fin du mois prochain
de: Ende nächsten Monats | Ende Dezember | zum Jahresende | bis Jahresende | am 31.12. | noch in diesem Jahr | nächsten Monat | im Dezember | im Laufe des Dezembers | bis Ende des Jahres | Ende des Jahres | noch dieses Jahr | Silvester
es: a finales del mes que viene | a finales de diciembre | a fin de año | antes de fin de año | el 31 de diciembre | el mes que viene | en diciembre | a final de año | el próximo mes | durante el mes de diciembre
it: a fine dicembre | entro la fine dell'anno | entro fine anno | il 31 dicembre | il mese prossimo | a dicembre | fine prossimo mese | a fine mese prossimo | in dicembre | entro l'anno
nl: eind volgende maand | eind december | eind van het jaar | voor het einde van het jaar | op 31 december | volgende maand | in december | ultimo december | eind dit jaar | nog dit jaar | voor jaareinde
pl: do końca przyszłego miesiąca | do końca grudnia | do końca roku | na koniec roku | 31 grudnia | w przyszłym miesiącu | w grudniu | jeszcze w tym roku | pod koniec grudnia
pt: no fim do próximo mês | no final de dezembro | até ao fim do ano | a 31 de dezembro | no próximo mês | em dezembro | até final do ano | no mês que vem | fim de dezembro | durante dezembro
tr: gelecek ay sonunda | Aralık sonunda | yıl sonuna kadar | yıl sonunda | 31 Aralık'ta | gelecek ay | Aralık ayında | Aralık ayı içinde | önümüzdeki ay | sene sonuna kadar
ro: la sfarsitul lunii viitoare | la sfarsitul lui decembrie | pana la sfarsitul anului | pe 31 decembrie | luna viitoare | in decembrie | la final de an | luna urmatoare | pana la finele anului | in cursul lunii decembrie
hr: krajem sljedećeg mjeseca | krajem prosinca | do kraja godine | 31.12. | sljedeći mjesec | u prosincu | krajem godine | idući mjesec | tijekom prosinca | do kraja prosinca
sv: i slutet av nästa månad | i slutet av december | före årsskiftet | vid årsskiftet | den 31 december | nästa månad | i december | innan årets slut | under december | innan nyår | i slutet av året
ja: 来月末 | 12月末 | 年末までに | 12月31日 | 来月中に | 翌月末 | 年内に | 12月中に | 今年中に
zh: 下月底 | 下个月底 | 12月底 | 年底 | 年底前 | 12月31日 | 下个月 | 今年年底 | 十二月底 | 下月 | 12月份
= 2026-12-15
en: mid December | the 15th of December | by Dec 15th | 15/12 | middle of December | in the middle of next month | mid-Dec | on the fifteenth of December | 15 Dec 2026 | 20 days from today
fr: mi-décembre | mi décembre | le 15 décembre | le 15/12 | à la mi-décembre | pour le 15 décembre | le 15 du mois prochain | le 15 prochain | au milieu du mois de décembre
de: Mitte Dezember | am 15. Dezember | 15.12. | zum 15.12.2026 | am 15. des nächsten Monats | zum 15. nächsten Monats | Mitte nächsten Monats | am fünfzehnten Dezember
es: a mediados de diciembre | el 15 de diciembre | el 15/12 | el día 15 de diciembre | el 15 del mes que viene | el 15 del próximo mes | a mediados del mes que viene
it: a metà dicembre | il 15 dicembre | il 15/12 | il 15 del mese prossimo | metà dicembre | il 15 del prossimo mese | a metà del mese prossimo
nl: half december | medio december | 15 december | op 15/12 | de 15e van volgende maand | halverwege december | midden december | 15 volgende maand
pl: w połowie grudnia | 15 grudnia | do 15.12 | do 15-go grudnia | do 15 przyszłego miesiąca | połowa grudnia | piętnastego grudnia
pt: em meados de dezembro | a 15 de dezembro | no dia 15 de dezembro | 15/12 | dia 15 do próximo mês | meados de dezembro | no dia 15 do mês que vem | a meio de dezembro
tr: Aralık ortasında | 15 Aralık'ta | 15.12.2026'da | gelecek ayın 15'inde | Aralık'ın ortasında
ro: la mijlocul lui decembrie | pe 15 decembrie | 15.12 | pe 15 luna viitoare | la jumatatea lunii decembrie | in 15 decembrie | mijlocul lunii decembrie
hr: sredinom prosinca | 15. prosinca | do 15.12. | 15. sljedećeg mjeseca | polovicom prosinca | do 15. idućeg mjeseca
sv: i mitten av december | den 15 december | 15/12 | den 15 nästa månad | mitten av december | den 15:e nästa månad
ja: 12月中旬 | 12月15日 | 来月15日 | 翌月15日 | 12月半ば | 十二月十五日
zh: 12月中旬 | 12月15日 | 下月15日 | 下个月15号 | 十二月中旬 | 12月15号 | 12月中
= 2026-12-10
en: the 10th | by the 10th | on 10 December | on the 10th of next month | in 15 days | 10/12 | Thursday 10 December | Dec. 10 | Thursday the 10th | 15 days from now
fr: le 10 | le 10/12 | le 10 décembre | jeudi 10 décembre | dans 15 jours | sous quinzaine | sous 15 jours | dans quinze jours | le 10 du mois prochain | pour le 10 | au 10 décembre | à échéance du 10/12
de: am 10. | zum 10. | bis zum 10. | 10.12.26 | Donnerstag, den 10. Dezember | in 15 Tagen | am 10. nächsten Monats | bis 10.12. | zum zehnten | Do 10.12.
es: el 10 | el día 10 | el 10 de diciembre | jueves 10 de diciembre | en 15 días | dentro de quince días | el 10/12 | el 10 del mes que viene | para el día 10 | el 10-12
it: il 10 | il 10 dicembre | giovedì 10 dicembre | tra 15 giorni | il 10/12 | entro il 10 | il giorno 10 | il 10 del mese prossimo | entro 15 gg | entro il 10 p.v.
nl: de 10e | op de 10e | 10 december | donderdag 10 december | over 15 dagen | 10/12 | voor de 10e | uiterlijk 10 december | op 10-12
pl: do 10-go | 10 grudnia | w czwartek 10 grudnia | za 15 dni | 10.12 | do dziesiątego | do 10 grudnia | do 10. | dziesiątego grudnia | 10-tego
pt: dia 10 | no dia 10 | a 10 de dezembro | quinta-feira, 10 de dezembro | em 15 dias | 10/12 | até dia 10 | até 10/12 | daqui a 15 dias | ao dia 10
tr: ayın 10'unda | 10 Aralık'ta | 10 Aralık Perşembe | 15 gün içinde | 10.12.2026 | 10 Aralık tarihinde | ayın 10una kadar
ro: pe 10 | pe data de 10 | 10 decembrie | joi, 10 decembrie | in 15 zile | pana pe 10 | pe 10 decembrie | pana in 10 decembrie | in data de 10 | 10.12
hr: 10.12. | do 10. | 10. prosinca | u četvrtak 10.12. | za 15 dana | do desetog | 10.12.2026. | do 10. u mjesecu
sv: den 10 | den 10:e | 10 december | torsdag den 10 december | om 15 dagar | 10/12 | senast den 10 | senast 10/12 | tionde december | den tionde
ja: 10日に | 12月10日 | 12月10日（木） | 15日後 | 12/10 | 来月10日 | １２月１０日 | 10日までに
zh: 10号 | 12月10日 | 12月10号 | 15天内 | 15日内 | 下月10日 | 下个月10号 | 十二月十号
= null
en: early next week | after the holidays | around the 15th | after the 15th | soon | in the next few days | shortly | beginning of January | as soon as possible | in the new year | early December | sometime next year
fr: début de semaine prochaine | après les fêtes | autour du 15 | après le 15 | bientôt | dans les prochains jours | début janvier | vers le 15 | courant de l'année prochaine | début de mois | dès que possible
de: Anfang nächster Woche | nach den Feiertagen | um den 15. herum | nach dem 15. | demnächst | in den nächsten Tagen | Anfang Januar | im neuen Jahr | Anfang des Monats | Anfang Dezember | zeitnah
es: a principios de la semana que viene | después de las fiestas | hacia el 15 | después del 15 | pronto | en los próximos días | a primeros de enero | a principios de mes | a primeros de mes | pasadas las fiestas
it: a inizio settimana prossima | dopo le feste | verso il 15 | dopo il 15 | presto | nei prossimi giorni | ai primi di gennaio | a inizio mese | i primi del mese | a breve
nl: begin volgende week | na de feestdagen | rond de 15e | na de 15e | binnenkort | de komende dagen | begin januari | begin van de maand | in het nieuwe jaar
pl: na początku przyszłego tygodnia | po świętach | około 15 | po 15 grudnia | wkrótce | w najbliższych dniach | na początku stycznia | po nowym roku | początek miesiąca | niebawem
pt: no início da próxima semana | depois das festas | por volta do dia 15 | depois do dia 15 | em breve | nos próximos dias | no início de janeiro | início do mês | logo que possível
tr: gelecek haftanın başında | bayramdan sonra | 15 Aralık civarında | ayın 15'inden sonra | yakında | önümüzdeki günlerde | Ocak başında | ay başında | yılbaşından sonra | en kısa sürede
ro: la inceputul saptamanii viitoare | dupa sarbatori | in jurul datei de 15 | dupa 15 | in curand | in zilele urmatoare | la inceputul lunii ianuarie | inceputul lunii | dupa anul nou
hr: početkom idućeg tjedna | nakon blagdana | oko 15. | nakon 15. | uskoro | sljedećih dana | početkom siječnja | početkom mjeseca | iza Nove godine
sv: i början av nästa vecka | efter helgerna | kring den 15 | efter den 15 | snart | de närmaste dagarna | i början av januari | efter nyår | i början av månaden
ja: 来週初め | 年明け | 15日頃 | 15日以降 | 近日中に | 数日中に | 1月上旬 | 来月初め | 正月明け
zh: 下周初 | 节后 | 15号左右 | 15号之后 | 尽快 | 近期 | 1月初 | 月初 | 年后 | 春节后
= 2026-11-26
en: tomorrow | first thing tomorrow | tomorrow morning | within 24 hours | next working day | next business day
fr: demain | demain matin | sous 24h | dès demain | le prochain jour ouvré | jour ouvré suivant
de: morgen | morgen früh | gleich morgen | innerhalb von 24 Stunden | am nächsten Werktag | nächsten Arbeitstag
es: mañana | mañana mismo | mañana por la mañana | en 24 horas | el próximo día hábil | el siguiente día laborable
it: domani | domani mattina | domattina | entro 24 ore | il prossimo giorno lavorativo | il giorno lavorativo successivo
nl: morgen | morgenochtend | morgenvroeg | binnen 24 uur | de eerstvolgende werkdag | volgende werkdag
pl: jutro | jutro rano | w ciągu 24 godzin | w najbliższym dniu roboczym | następnego dnia roboczego
pt: amanhã | amanhã de manhã | em 24 horas | no próximo dia útil | já amanhã | no dia útil seguinte
tr: yarın | yarın sabah | 24 saat içinde | bir sonraki iş günü | ilk iş günü
ro: maine | maine dimineata | in 24 de ore | in urmatoarea zi lucratoare | maine la prima ora
hr: sutra | sutra ujutro | u roku 24 sata | sljedeći radni dan | prvi radni dan
sv: imorgon | i morgon bitti | inom 24 timmar | nästa arbetsdag | nästa bankdag
ja: 明日 | 明朝 | 24時間以内 | 翌営業日 | あした
zh: 明天 | 明日 | 24小时内 | 下一个工作日 | 明早
= 2026-11-24 past
en: yesterday | last night | yesterday afternoon | on 24 November | Tuesday | on Tuesday | 24/11 | on the 24th | a day ago
fr: hier | hier soir | hier matin | le 24 novembre | mardi | mardi dernier | le 24/11 | le 24 | ce mardi
de: gestern | gestern Abend | am 24.11. | am Dienstag | letzten Dienstag | am 24. | Dienstag | vom 24.11.2026
es: ayer | ayer por la tarde | el 24 de noviembre | el martes | el martes pasado | el pasado martes | el 24/11 | el día 24 | el pasado 24 de noviembre
it: ieri | ieri sera | il 24 novembre | martedì | martedì scorso | lo scorso martedì | il 24/11 | in data 24/11 | il 24 u.s. | il 24 scorso
nl: gisteren | gisteravond | gistermiddag | op 24 november | dinsdag | afgelopen dinsdag | dinsdag jl. | de 24e | op 24 november jl.
pl: wczoraj | wczoraj wieczorem | 24 listopada | we wtorek | w ubiegły wtorek | w zeszły wtorek | 24.11 | dnia 24.11.2026 | 24-go
pt: ontem | ontem à tarde | a 24 de novembro | na terça | na terça-feira passada | na passada terça-feira | dia 24 | no dia 24 | em 24/11 | terça passada
tr: dün | dün akşam | 24 Kasım'da | salı günü | geçen salı | ayın 24'ünde | 24.11.2026 tarihinde | 24 Kasım tarihinde
ro: ieri | aseara | pe 24 noiembrie | marti | martea trecuta | marti, 24.11 | pe 24 | in data de 24.11 | in 24 noiembrie
hr: jučer | sinoć | 24.11. | u utorak | prošli utorak | 24. studenog | dana 24.11.2026. | prošlog utorka
sv: igår | igår kväll | den 24 november | i tisdags | förra tisdagen | 24/11 | den 24 | tisdags | i går
ja: 昨日 | 昨晩 | 11月24日 | 火曜日に | 24日に | 今週火曜日 | 昨日付
zh: 昨天 | 昨日 | 11月24日 | 周二 | 本周二 | 24号 | 昨晚 | 尋日
= 2026-10-10 past
en: on 10 October | on the 10th of last month | 10 Oct | on October 10th
fr: le 10 octobre | le 10 du mois dernier | le 10/10
de: am 10. Oktober | am 10. des letzten Monats | am 10.10. | am 10. letzten Monats
es: el 10 de octubre | el día 10 del mes pasado | el 10 del mes pasado | el pasado 10 de octubre
it: il 10 ottobre | il 10 del mese scorso | il 10 dello scorso mese
nl: op 10 oktober | de 10e van vorige maand | 10 oktober jl.
pl: 10 października | 10-go zeszłego miesiąca | 10 ubiegłego miesiąca
pt: a 10 de outubro | no dia 10 do mês passado | dia 10 do mês passado
tr: 10 Ekim'de | geçen ayın 10'unda
ro: pe 10 octombrie | pe 10 luna trecuta
hr: 10. listopada | 10. prošlog mjeseca
sv: den 10 oktober | den 10 förra månaden
ja: 10月10日 | 先月10日
zh: 10月10日 | 上月10日 | 上个月10号
= 2026-11-23 past
en: on Monday | the day before yesterday | two days ago | Monday
fr: lundi | avant-hier | il y a deux jours | lundi dernier
de: am Montag | vorgestern | vor zwei Tagen | letzten Montag
es: el lunes | anteayer | hace dos días | antes de ayer | el lunes pasado
it: lunedì | l'altro ieri | due giorni fa | lunedì scorso | avantieri
nl: maandag | eergisteren | twee dagen geleden | afgelopen maandag
pl: w poniedziałek | przedwczoraj | dwa dni temu | w zeszły poniedziałek
pt: na segunda | anteontem | há dois dias | na segunda passada
tr: pazartesi | evvelsi gün | iki gün önce | geçen pazartesi | önceki gün
ro: luni | alaltaieri | acum doua zile | lunea trecuta
hr: u ponedjeljak | prekjučer | prije dva dana | prošli ponedjeljak
sv: i måndags | i förrgår | för två dagar sedan | häromdagen den 23
ja: 月曜日 | 一昨日 | 2日前 | おととい
zh: 周一 | 前天 | 两天前 | 前日
= 2026-11-20 past
en: last Friday | Friday last week | on Friday | 5 days ago | on the 20th
fr: vendredi dernier | vendredi | le 20 | il y a 5 jours | vendredi de la semaine dernière | depuis le 20
de: letzten Freitag | am Freitag | am 20. | vor 5 Tagen | letzte Woche Freitag | vergangenen Freitag | Freitag letzter Woche
es: el viernes pasado | el viernes | el 20 | hace 5 días | el viernes de la semana pasada | el pasado día 20
it: venerdì scorso | venerdì | il 20 | 5 giorni fa | venerdì della scorsa settimana
nl: afgelopen vrijdag | vorige week vrijdag | vrijdag | de 20e | 5 dagen geleden | vorige vrijdag
pl: w zeszły piątek | w piątek | 20-go | 5 dni temu | w ubiegły piątek | w piątek w zeszłym tygodniu
pt: na sexta passada | na sexta | dia 20 | há 5 dias | na passada sexta-feira | sexta-feira passada
tr: geçen cuma | cuma günü | ayın 20'sinde | 5 gün önce | geçen hafta cuma
ro: vinerea trecuta | vineri | pe 20 | acum 5 zile | vineri saptamana trecuta
hr: prošli petak | u petak | 20.11. | prije 5 dana | u petak prošli tjedan | prošlog petka
sv: i fredags | förra fredagen | den 20 | för 5 dagar sedan | fredag förra veckan
ja: 先週金曜日 | 金曜日に | 20日に | 5日前 | 先週の金曜日
zh: 上周五 | 上星期五 | 20号 | 5天前 | 上週五 | 上礼拜五
`;

const groups = said
  .trim()
  .split(/^= /m)
  .filter(Boolean)
  .map((group) => {
    const [head = '', ...lines] = group.trim().split('\n');
    const [day = '', past] = head.split(' ');
    return { day, direction: past === undefined ? ('future' as const) : ('past' as const), lines };
  });

/** All days that a phrase may mean; `null` for none. */
function daysOf(language: string, phrase: string, direction: Direction): string {
  const lexicon = lexicons.find((one) => one.language === language)!;
  const days = findDates(readableText(phrase).text, lexicon, false).map((span) =>
    resolveDate(span, { today: '2026-11-25', direction, nextWeekday: lexicon.dates.nextWeekday }),
  );
  return [...new Set(days.map(String))].join('+') || 'null';
}

describe('R-6 days as they are said', () => {
  it.each(groups)('R-6 $day is read ($direction)', ({ day, direction, lines }) => {
    const phrases = lines.flatMap((line) =>
      line
        .slice(4)
        .split(' | ')
        .map((phrase) => [line.slice(0, 2), phrase] as const),
    );
    const read = phrases.map(([language, phrase]) => [language, phrase, daysOf(language, phrase, direction)]);
    expect(read).toEqual(phrases.map(([language, phrase]) => [language, phrase, day]));
  });
});
