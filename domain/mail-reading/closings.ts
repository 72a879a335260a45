/** Formulas with which letters end and begin, in the languages of the product and those that stand near them. */

import { plainCapitals } from './lines.ts';

/** Each ends a mail when it stands alone on its line, or before a name. */
const formulas = [
  // English
  '(?:with )?(?:(?:very |my |our )?(?:best|kind|kindest|warm|warmest|many|sincere) )?(?:and best )?(?:regards|rgds|greetings)(?: from .{2,40})?',
  '(?:all the )?best(?: wishes)?',
  'with (?:best|kind|warm|many) (?:regards|wishes|thanks)',
  '(?:yours|your) (?:sincerely|faithfully|truly)(?: yours)?',
  '(?:very )?(?:sincerely|respectfully|cordially|faithfully)(?: yours)?',
  '(?:kr|br|rgds|bw|b\\.r\\.|k\\.r\\.)',
  'cheers|take care|have a (?:nice|great|good|lovely) (?:day|weekend|evening|week|one)',
  // French
  '(?:bien |très |tres )?(?:cordialement|amicalement|sincèrement|sincerement|respectueusement|courtoisement|cdlt|cdt|bav)(?: (?:vôtre|votre|à vous))?',
  '(?:bien|sincères|meilleures|cordiales|salutations?|sentiments?|avec mes)(?: (?:à vous|cordialement|salutations?|cordiales|distinguées|respectueuses|sentiments?|dévoués|meilleures|les meilleures|sincères))+',
  '(?:avec )?(?:mes |nos |toutes nos )?(?:sincères |meilleures |respectueuses |cordiales )?salutations(?: (?:distinguées|cordiales|sincères|respectueuses|les meilleures))?',
  '(?:bonne|excellente|belle|très bonne) (?:journée|journee|soirée|fin de (?:journée|semaine)|semaine|réception|reception|continuation)(?: à (?:vous|tous))?',
  '(?:bon|excellent) (?:week-?end|après-midi|courage)',
  "(?:.{0,80}, )?(?:je|nous) (?:vous )?(?:prie|prions|adresse|adressons|transmets)(?:-?vous)? ?(?:de bien vouloir |d[’']|de )?(?:agréer|recevoir|croire|accepter|mes|nos).{0,140}(?:salutations|sentiments|considération|respects|dévouement|distingué|meilleur|cordial).{0,60}",
  '(?:veuillez|recevez|agréez)(?: (?:agréer|recevoir|croire|accepter|trouver ici))?,?.{0,100}(?:salutations|sentiments|considération|respects|dévouement).{0,60}',
  "(?:dans l[’']attente|en attente|restant|restons|en vous souhaitant)[^.!?]{0,120}(?:cordialement|salutations[^.]{0,30}|à votre disposition|bonne journée)",
  'à (?:votre|ta) disposition|bien à (?:vous|toi)',
  // German
  '(?:mit )?(?:den )?(?:besten|freundlichen|freundlichem|herzlichen|vielen|lieben|schönen|sonnigen|kollegialen|hochachtungsvollen) (?:grüßen|grüssen|gruessen|gruß|gruss|grüße|grüsse|dank und grüßen)(?: (?:aus|von|nach|und) .{2,40})?',
  '(?:beste|freundliche|herzliche|viele|liebe|schöne|sonnige|allerbeste) (?:grüße|grüsse|gruesse|wünsche)(?: (?:aus|von|nach|und) .{2,40})?',
  '(?:freundlicher|bester|lieber|schöner|herzlicher) (?:gruß|gruss)',
  '(?:mfg|vg|lg|bg|hg|mit freundl\\. ?grüßen|m\\.f\\.g\\.|gruß|gruss|grüße|grüsse|hochachtungsvoll)(?: (?:aus|von) .{2,40})?',
  '(?:i\\. ?a\\.|i\\. ?v\\.|ppa\\.)(?: .{2,40})?|mit vorzüglicher hochachtung|ihr[e]? [\\p{L}-]+[ -]team',
  '(?:einen )?schönen (?:tag|abend|feierabend)(?: noch)?|schönes wochenende|bis (?:bald|dann)',
  // Spanish
  '(?:un |muchos |reciba un |reciban un |le envío un |les envío un |le mando un )?(?:cordial(?:es)? |atentos? |afectuosos? |cálidos? )?(?:saludos?|abrazos?)(?: (?:cordial(?:es)?|atentos?|afectuosos?|y gracias))?(?: desde .{2,30})?',
  '(?:muy )?(?:atentamente|cordialmente|respetuosamente|atte\\.?|afectuosamente)',
  '(?:le|les|lo|la) (?:saluda|saludamos|saludo)(?: muy)?(?: atentamente| cordialmente)?|sin otro particular.{0,80}|quedo a (?:su|la espera).{0,60}(?:saludo|atentamente).{0,20}|que tenga (?:un )?buen día|buen fin de semana',
  // Italian
  '(?:con )?(?:i (?:miei|nostri) )?(?:più )?(?:cordiali|distinti|migliori|cari|i migliori|tanti|sinceri) saluti',
  '(?:un )?(?:cordiale? |caro )?saluto|(?:la|vi|ti) saluto(?: cordialmente)?|a presto|(?:con i più )?saluti(?: cordiali| distinti)?|cordialmente|cordialità|(?:con )?osservanza',
  'buona (?:giornata|serata|settimana)|buon (?:lavoro|weekend|fine settimana|pomeriggio)|grazie e (?:cordiali |distinti )?saluti|grazie e buon(?:a giornata| lavoro)',
  'porg(?:o|ono|iamo) .{0,40}saluti|in attesa.{0,60}saluti',
  // Dutch
  '(?:met )?(?:de )?(?:vriendelijke|hartelijke|beste|sportieve|warme|zonnige|collegiale|veel|vele) (?:groet|groeten|groetjes)(?: (?:uit|van) .{2,30})?',
  '(?:met )?(?:vr\\.? ?gr\\.?|mvg|mvrgr|m\\.v\\.g\\.|gr\\.?|groet|groeten|groetjes|hoogachtend)',
  'fijne (?:dag|avond|week)|fijn weekend|prettige dag(?: verder)?|nog een fijne dag',
  // Polish
  '(?:z )?(?:wyrazami |najlepszymi |serdecznymi )?(?:poważaniem|powazaniem|szacunkiem|szacunku|pozdrowieniami|wyrazami szacunku)',
  '(?:serdecznie |łączę |przesyłam )?(?:pozdrawiam|pozdrawiamy|pozdrowienia|wyrazy szacunku|serdeczne pozdrowienia|pozdr\\.?)(?: serdecznie)?',
  'miłego (?:dnia|weekendu)|życzę miłego dnia|dobrego dnia',
  // Portuguese
  '(?:com os )?(?:meus |nossos |os meus |os nossos )?(?:melhores|cordiais|atenciosos|respeitosos) cumprimentos|cumprimentos(?: cordiais)?|(?:com )?os melhores cumprimentos',
  '(?:atenciosamente|atentamente|cordialmente|respeitosamente|att\\.?|atte\\.?|abraços?|um abraço|abs\\.?|saudações(?: cordiais)?|grat[oa](?: pela atenção)?|(?:com )?(?:os )?(?:meus|nossos) cumprimentos|desde já (?:grat|agradecid|obrigad)[oa]s?|fico a aguardar\\.? cumprimentos|obrigado e cumprimentos)',
  '(?:tenha um )?(?:bom dia|boa tarde|bom fim de semana|ótimo dia)(?: de trabalho)?(?= ?[,.!]? ?$)|bom trabalho',
  // Turkish
  '(?:en (?:içten|iyi|derin) )?(?:saygılarımla|saygilarimla|saygılarımızla|saygılar|saygilar|saygı ve selamlar|selamlar|sevgiler|hürmetlerimle|saygılarımı sunarım|saygılarımızı sunarız)(?:la)?',
  'iyi (?:çalışmalar|günler|haftalar|akşamlar|hafta sonları)(?: dilerim| dileriz)?|kolay gelsin|teşekkürler ve iyi çalışmalar|(?:teşekkür eder|teşekkürler),? (?:saygılar|saygılarımla|iyi çalışmalar|iyi günler)(?: dilerim| sunarım)?',
  // Romanian
  '(?:cu )?(?:deosebit[ăa] )?(?:stimă|stima|considerație|consideratie|consideraţie|respect|prietenie|drag)(?: (?:și|si) (?:respect|considerație))?',
  '(?:cele mai bune|toate cele bune|numai bine|o zi (?:bună|buna|frumoasă)|zi bună|salutări|vă doresc o zi bună|cu salutări cordiale|weekend plăcut)(?: urări| ganduri)?',
  // Among people who know each other
  'srdačno|srdacno|kram(?:ar)?|vänligt|(?:gros(?:ses)? )?bis(?:ous|es)|amitiés|bjs|beijinhos?|(?:un )?(?:fuerte )?abrazo(?: fuerte)?|baci|tschüss|tschau|doei|(?:veel )?liefs',
  // Croatian
  '(?:s |sa )?(?:poštovanjem|postovanjem|štovanjem|stovanjem|najboljim željama|srdačnim pozdravom|srdačnim pozdravima)|lijep pozdrav|lijepi pozdrav|srdačan pozdrav|srdacan pozdrav|lp|pozdrav|(?:lijepo |srdačno |toplo )?(?:vas |te )?pozdravljam[o]?(?: vas| te)?(?: srdačno)?|ugodan dan(?: želim)?|unaprijed (?:zahvaljujem|hvala)|srdačni pozdravi|puno pozdrava|lijepi pozdravi',
  // Swedish, Danish, Norwegian, Finnish
  '(?:med )?(?:de )?(?:bästa|vänliga|vänlig|hjärtliga|varma|soliga|många|allra bästa|vänligaste) (?:hälsningar|hälsning)(?: från .{2,30})?|hälsningar(?: från .{2,30})?|allt gott|hälsar|mvh|vh|vänligen|ha en (?:bra|fin|trevlig) (?:dag|helg|kväll)|trevlig helg|högaktningsfullt',
  '(?:med )?(?:de )?(?:venlig|venlige|bedste|vennlig|vennlige|beste|hyggelig) (?:hilsen|hilsener|hilsner)|hilsen|mvh|dbh|kh|ystävällisin terveisin|terveisin|parhain terveisin|yst\\.? ?terv\\.?',
  // Japanese, Chinese
  '(?:以上[、,]?)?(?:どうぞ|何卒|今後とも|引き続き|引続き)?[、,]?(?:何卒|どうぞ)?(?:よろしく|宜しく)(?:お願い|御願い)?(?:い?た?し?申し上げます|いたします|致します|します|申し上げます)?|敬具|草々|かしこ|以上|失礼(?:いた|致)します|取り急ぎ.{0,20}まで',
  '(?:此致|敬礼|敬禮|此致敬礼|此致 敬礼|顺祝商祺|順祝商祺|商祺|祝好|祝商祺|谨启|顺颂商祺|顺颂时祺|即颂.{2}|敬祝商祺|祝您?工作(?:顺利|愉快)|祝一切顺利|致敬|谢谢!?祝好|敬上|此致问候|诚挚的问候|最好的祝愿|谨致问候|致以诚挚的问候|致以最诚挚的问候|祝您生活愉快|祝商安)',
  // Czech, Slovak, Hungarian, Russian, Ukrainian
  's (?:pozdravem|pozdravom|úctou)|üdvözlettel|tisztelettel|с уважением|з повагою|с наилучшими пожеланиями|с почитание',
];

/** Thanks end a mail only where no sentence goes on and a name or a formula comes next. */
const thanks = [
  'thanks(?: (?:a lot|again|so much|in advance|and (?:best|kind) regards|and regards|very much))?|many thanks(?: in advance)?|thank you(?: (?:again|very much|so much|in advance|and (?:best|kind) regards))?|with thanks|thx|ta',
  "merci(?: (?:à vous|encore|beaucoup|d[’']avance|par avance|bien|et (?:bonne|bien|cordialement).{0,25}))?|avec mes remerciements|en vous remerciant(?: (?:par|d[’']) ?avance)?",
  '(?:vielen|besten|herzlichen|lieben|schönen) dank(?: (?:im voraus|vorab|und (?:viele|beste|freundliche|liebe|schöne) grüße))?|danke(?: (?:schön|sehr|im voraus|vorab|und (?:viele |beste |freundliche )?(?:gruß|grüße)))?',
  '(?:muchas )?gracias(?: (?:de antemano|por adelantado|y (?:un )?(?:saludos?|cordiales saludos)))?|(?:grazie|molte grazie|mille grazie)(?: (?:mille|in anticipo|ancora))?',
  '(?:hartelijk |alvast |bij voorbaat )?(?:dank|bedankt)(?: (?:alvast|bij voorbaat|en (?:vriendelijke )?groet(?:en)?))?|dank u(?: wel)?|dank je(?: wel)?',
  'dziękuję(?: (?:z góry|i pozdrawiam|bardzo))?|dziękujemy|z góry dziękuję|dzięki|(?:muito )?obrigad[oa](?: (?:desde já|e (?:cumprimentos|bom dia)))?|teşekkür(?:ler|ederim| ederim| ederiz)(?: .{0,20})?|şimdiden teşekkür(?:ler| ederim| ederiz)',
  '(?:vă |va )?mulțumesc(?: anticipat)?|vă mulțumim(?: anticipat)?|mulțumim|multumesc|hvala(?: (?:lijepa|unaprijed|vam|i (?:lijep )?pozdrav))?|(?:stort |många )?tack(?: (?:på förhand|så mycket|och hej))?|tak|takk|kiitos|谢谢[!！。]?|多谢|感谢|謝謝|ありがとうございます。?',
];

const tail = '[\\s,.;:!…、。，！-]*';
const join = (parts: readonly string[]) => parts.map((part) => `(?:${part})`).join('|');
const oneFormula = new RegExp(`^(?:${join(formulas)})${tail}$`, 'iu');
const oneThanks = new RegExp(`^(?:${join(thanks)})${tail}$`, 'iu');
/** Up to four words; whether each is a name is asked afterwards, because the flag that ignores case blurs it. */
const names = "[\\p{L}][\\p{L}.'’-]*(?: [\\p{L}][\\p{L}.'’-]*){0,3}";
const formulaThenName = new RegExp(
  `^(?:${join(formulas)})(?:\\s*[,.;:!–—/-]+\\s*|\\s+)(${names})\\s*$`,
  'iu',
);
const thanksThenName = new RegExp(`^(?:${join(thanks)})(?:\\s*[,.;:!–—/-]+\\s*|\\s+)(${names})\\s*$`, 'iu');
const thanksThenFormula = new RegExp(
  `^(?:${join(thanks)})\\s*(?:[,.;:!–—/&-]|and|und|et|y|e|en|i|ve|și|och)+\\s*(?:${join(formulas)})${tail}$`,
  'iu',
);

/** Formulas of a line, where a firm writes them in two languages beside each other. */
const beside = /\s*(?:\/|\||·|•|–|—)\s*/;
const longest = 260;

/** Whether the line is the end of a letter, perhaps with the name behind it. */
export function isClosingLine(line: string): boolean {
  const text = bare(line);
  if (text === '' || text.length > longest) return false;
  if (oneFormula.test(text) || thanksThenFormula.test(text)) return true;
  if (text.length < 90 && isFormulaThenName(text)) return true;
  const parts = text.split(beside);
  return parts.length > 1 && parts.length < 6 && parts.every((part) => oneFormula.test(part));
}

function isFormulaThenName(text: string): boolean {
  return isName(formulaThenName.exec(text)?.[1]);
}

/** Words that each begin with a capital letter; small ones such as `van` only between others. */
function isName(text: string | undefined): boolean {
  const words = text?.split(' ') ?? [];
  return (
    words.length > 0 &&
    words.every(
      (word, at) =>
        /^\p{Lu}/u.test(word) ||
        (at > 0 && at < words.length - 1 && /^(?:van|von|de|der|den|da|dos|di|del|la|le|ter|zu)$/.test(word)),
    )
  );
}

/** Whether the line says thanks and a name: `Thanks, Tom`. */
export function isThanksThenName(line: string): boolean {
  const text = bare(line);
  return text.length < 60 && isName(thanksThenName.exec(text)?.[1]);
}

/** Whether the line says thanks and nothing else. */
export function isThanksLine(line: string): boolean {
  const text = bare(line);
  return text.length > 0 && text.length < 60 && oneThanks.test(text);
}

function bare(line: string): string {
  return plainCapitals(line.replaceAll(/^[\s*_~>-]+|[\s*_~]+$/g, ''));
}

const salutation = new RegExp(
  `^(?:${[
    '(?:dear|hello|hi|hey|good (?:morning|afternoon|day|evening))(?: .{0,60})?|to whom it may concern|(?:dear )?(?:sir|sirs|madam|sir or madam|sir/madam|ladies and gentlemen)',
    '(?:bonjour|bonsoir|cher|chère|chers|salut|madame|monsieur|mesdames|messieurs|mme|m\\.)(?:[ ,/].{0,60})?',
    '(?:sehr geehrte[rs]?|guten (?:tag|morgen|abend)|hallo|liebe[rs]?|werte[rs]?|moin|servus|grüezi|grüß gott|hi|geehrte)(?: .{0,70})?',
    '(?:estimad[oa]s?|buen(?:os|as) (?:días|tardes|noches)|buen día|hola|apreciad[oa]s?|muy señor(?:es)? (?:mío|míos|nuestros?))(?: .{0,60})?',
    '(?:gentil[ei](?:ssim[oaie])?|egregi[oa]?|spett(?:abile|\\.le|\\.)|buongiorno|buon giorno|buonasera|salve|ciao|car[oai])(?: .{0,60})?',
    '(?:geachte|beste|goede(?:morgen|middag|navond|ndag)|goeden(?:dag|avond)|hallo|hoi|dag|l\\.s\\.)(?: .{0,60})?',
    '(?:szanown[aiy](?:e|a)?|dzień dobry|witam|witaj|drog[ia]|cześć|dobry wieczór)(?: .{0,60})?',
    '(?:prezad[oa]s?|car[oa]s?|bom dia|boa (?:tarde|noite)|olá|ex(?:celentíssimos?|\\.?m[oa]s?)|estimad[oa]s?|exmos?\\.?)(?: .{0,60})?',
    '(?:sayın|merhaba(?:lar)?|iyi günler|günaydın|değerli|selam(?:lar)?)(?: .{0,60})?',
    '(?:stimat[ăea]|stimați|bun[ăa] ziua|bună(?: dimineața| seara)?|salut|dragă|onorat[ăe])(?: .{0,60})?',
    '(?:poštovan[ia]|postovani|dobar dan|dobro jutro|draga|dragi|pozdrav|bok|cijenjeni)(?: .{0,60})?',
    '(?:hej|hejsan|god(?: morgon| dag| eftermiddag)|bästa|bäste|käre?a?|goddag|kære|hei)(?: .{0,50})?',
    '.{0,40}(?:様|御中|各位|さん|殿|先生)|お世話になっております。?|いつもお世話になっております。?|拝啓',
    '(?:尊敬的|亲爱的|您好|你好|致).{0,30}|.{1,20}(?:先生|女士|小姐|经理|老师)(?:[/您你]好|您好|你好)?',
  ].join('|')})[\\s,.!:;、。：，！-]*$`,
  'iu',
);

/** Whether the line greets somebody and nothing else. */
export function isSalutationLine(line: string): boolean {
  const text = bare(line);
  if (text.length === 0 || text.length > 90 || !salutation.test(text)) return false;
  // A greeting with which a sentence goes on is more than a greeting.
  return !/[.?;。]$/.test(text) && text.split(/\s+/).length <= 9 && !/\d{2,}/.test(text);
}
