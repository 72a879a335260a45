/** Lines that nobody wrote for this mail: what phones, servers and lawyers put above and below it. */

/** "Sent from my iPhone" and its kin. */
const mobile = new RegExp(
  `^[\\s*_-]*(?:${[
    '(?:sent|sended|written|typed|send) (?:from|via|by|with|using) (?:my |the |a |an )?.{1,80}',
    'get (?:the )?outlook for (?:ios|android|mac|windows).{0,60}|download outlook.{0,40}|sent with (?:proton ?mail|tutanota|shortwave|spark|superhuman|mailspring|airmail).{0,60}',
    '(?:gesendet|verschickt|versendet|geschrieben) (?:von|mit|über|via|aus) (?:meinem |meiner |mein |der |dem |outlook )?.{1,80}|von meinem .{1,60} gesendet|von (?:meinem |outlook )?.{1,40} gesendet|diese nachricht wurde von meinem .{1,60} gesendet|outlook für (?:ios|android|mac) .{0,40}|holen sie sich outlook für .{0,40}',
    "(?:envoyé|envoye|expédié|transmis|provenance) (?:de|depuis|à partir de|avec|par|via|: )(?: mon| ma| l[’']application| la)?.{1,80}|télécharge[rz] outlook pour .{0,60}|obtenez outlook pour .{0,60}|obtenir outlook pour .{0,60}",
    '(?:enviado|escrito|mandado) (?:desde|con|por|a través de|via|mediante)(?: mi| el| la)?.{1,80}|obtener outlook para .{0,60}|descargar outlook.{0,40}',
    '(?:inviato|spedito|scritto) (?:da|dal|dalla|con|tramite|via)(?: mio| mia)?.{1,80}|(?:scarica|ottieni) outlook per .{0,60}',
    '(?:verzonden|verstuurd|gestuurd|geschreven) (?:vanaf|vanaf mijn|met|via|vanuit|door|van)(?: mijn)? .{1,80}|outlook voor (?:ios|android) downloaden|download outlook voor .{0,60}|outlook downloaden voor .{0,60}',
    '(?:wysłane|wysłano|wyslane|wyslano|wiadomość wysłana) (?:z|przez|za pomocą|ze)(?: mojego)? ?.{1,80}|pobierz (?:program |aplikację )?outlook dla .{0,60}',
    '(?:enviado|enviada) (?:do|da|a partir do|a partir da|pelo|de|através do|via|com)(?: meu| minha| o)? ?.{1,80}|(?:obter|obtenha|baixar) o outlook para .{0,60}',
    '.{0,30}(?:iphone|ipad|telefon|samsung|huawei|xiaomi|android|yahoo|outlook|mobil).{0,40}(?:gönderildi|gönderilmiştir|aracılığıyla|edinin).{0,10}|(?:ios|android) için outlook.{0,40}',
    '(?:trimis|expediat) (?:de pe|de la|din|cu|prin|de)(?: pe)? ?.{1,80}|obțineți outlook pentru .{0,60}|descărcați outlook.{0,40}',
    '(?:poslano|poslano sa|poslano s|poslao|odaslano) (?:s|sa|iz|putem|pomoću|preko)(?: mog| moje)? ?.{1,80}|nabavite outlook za .{0,60}|preuzmite outlook.{0,40}',
    '(?:skickat|skickades|skickad|sänt) (?:från|med|via)(?: min| mitt)? ?.{1,80}|hämta outlook (?:för|till) .{0,60}|skaffa outlook för .{0,60}',
    '(?:sendt|sent) (?:fra|med|via)(?: min| mit)? ?.{1,80}|hent outlook (?:til|for) .{0,60}|lähetetty .{1,60}|odesláno z .{1,60}|odoslané z .{1,60}|отправлено (?:с|из) .{1,60}|надіслано з .{1,60}|küldve .{1,40}|.{1,30}ről küldve',
    '(?:iphone|ipad|android|スマートフォン|携帯|galaxy|xperia|outlook|yahoo).{0,20}から送信(?:されました)?|(?:ios|android)版?\\s?outlook.{0,30}|outlook for (?:ios|android) を入手',
    '(?:发自|從|从|發自|来自).{0,30}(?:iphone|ipad|手机|手機|邮箱|郵箱|android|huawei|华为|小米|outlook|qq|网易|安卓|foxmail).{0,20}(?:发送|傳送|发出)?|获取适用于.{0,20}outlook.{0,20}|下载.{0,20}outlook.{0,20}|나의 .{1,20}에서 보냄',
  ].join('|')})\\s*[.!]?\\s*$`,
  'iu',
);
/** Words of which one stands in such a line: otherwise it is a sentence ("sent by the bank yesterday"). */
const device =
  /iphone|ipad|android|samsung|galaxy|huawei|xiaomi|xperia|nokia|blackberry|smart ?phone|windows (?:phone|mail|10)|outlook|mobile|mobil|handy|telefon|téléphone|portable|móvil|movil|celular|telefoon|tel[eé]fono|cellulare|komórk|yahoo|gmail|gmx|web\.de|bluemail|proton|tutanota|spark|mail for|mail app|\bmail\b|courrier|orange|free|sfr|virgin|telefonului|mobitel|telefonom|pametn|手机|手機|邮箱|郵箱|スマートフォン|携帯|app\b|tablet|mac\b|ios|pixel|oneplus|oppo|aqua|airmail|foxmail|k-9|fairemail|thunderbird|superhuman|shortwave|zoho|aol|t-online|1&1|ionos|телефон|htc|motorola|lg\b|sony|redmi|poco|honor|realme/iu;

export function isMobileLine(line: string): boolean {
  const text = line.trim();
  return text.length > 5 && text.length < 120 && device.test(text) && mobile.test(text);
}

/** Openings of legal notes, advertising of providers and notes of virus scanners, one a paragraph. */
const disclaimer = new RegExp(
  [
    // English
    'this (?:e-?mail|message|communication|transmission|electronic mail)(?: message)?,?(?: \\(?(?:and|including|together with) (?:any|all|its|the).{0,80}\\)?,?)?(?: (?:transmitted|sent).{0,40})? (?:is|are|may|contains?|has been|was|and any)\\b.{0,90}(?:confidential|privileged|intended|solely|scanned|virus|proprietary|legally)',
    '(?:confidentiality|disclaimer|privacy|legal|important|privileged|caution)[ :/-]+(?:notice|note|disclaimer|information|statement|warning|and)',
    '(?:disclaimer|confidential(?:ity)?|confidentiality notice|legal notice|privileged and confidential)\\s*[:.]',
    'the (?:information|contents?)(?: contained)? (?:in|of|transmitted).{0,60}(?:e-?mail|message|transmission|communication).{0,120}(?:confidential|privileged|intended)',
    'if you (?:are not|have received|receive) (?:the (?:intended|named)|this).{0,80}',
    "(?:please |kindly )?(?:consider|think (?:of|about)) the environment before printing|please don[’']t print this",
    'virus-free|this email has been (?:checked|scanned) for viruses|scanned by|avast|avg\\.com',
    '.{0,60}(?:registered in england|company (?:registration|registered) (?:no|number)|registered office)\\b',
    // French
    '(?:ce|le présent|cet) (?:message|courriel|e-?mail|mail|courrier)(?: électronique)?.{0,120}(?:confidenti|destin|strictement|exclusi|privilégi|protégé)',
    '(?:avertissement|avis de confidentialité|confidentialité|clause de confidentialité|mention légale)\\s*[:.]',
    "si vous (?:avez reçu|recevez|n[’']êtes pas).{0,80}(?:erreur|destinataire)",
    "(?:pensez à|avant d[’']imprimer|merci de (?:ne pas imprimer|penser)|n[’']imprimez|préservons|préservez).{0,60}(?:environnement|imprim|planète|nature)",
    "sans virus\\.|l[’']absence de virus|garanti sans virus",
    // German
    'diese (?:e-?mail|nachricht|mail).{0,120}(?:vertraulich|ausschlie(?:ß|ss)lich|rechtlich geschützt|bestimmt|auf viren|virenfrei|viren)',
    '(?:der|die) (?:inhalt|informationen|in dieser).{0,60}(?:e-?mail|nachricht).{0,80}(?:vertraulich|bestimmt)',
    '(?:vertraulichkeitshinweis|haftungsausschluss|disclaimer|rechtlicher hinweis|wichtiger hinweis|datenschutzhinweis(?:e)?|hinweis zum datenschutz|hinweis)\\s*:',
    '(?:falls|wenn|sollten|sind) sie .{0,60}(?:nicht der (?:richtige|beabsichtigte|vorgesehene)|irrtümlich|adressat)',
    '(?:bitte )?(?:denken sie an|prüfen sie).{0,40}(?:umwelt|ausdruck)|(?:der )?umwelt zuliebe|virenfrei\\.',
    '(?:geschäftsführer(?:in|ung)?|sitz der gesellschaft|registergericht|amtsgericht|handelsregister|ust-?id|hrb)\\b.{0,10}[: ]',
    // Spanish
    '(?:este|el presente) (?:mensaje|correo|e-?mail)(?: electrónico)?.{0,140}(?:confidencial|destinatario|exclusiv|privilegiad|dirigido)',
    '(?:aviso (?:legal|de confidencialidad)|confidencialidad|advertencia legal|cláusula de confidencialidad|protección de datos|aviso)\\s*[:.]',
    'si (?:usted )?(?:no es|ha recibido|recibe).{0,60}(?:destinatario|error)|antes de imprimir|de conformidad con.{0,60}(?:protección de datos|rgpd|reglamento)|libre de virus',
    // Italian
    '(?:questo|il presente|la presente|questa) (?:messaggio|e-?mail|mail|comunicazione).{0,140}(?:riservat|confidenzial|destinat|esclusiv)',
    '(?:le informazioni|il contenuto).{0,80}(?:riservat|confidenzial|destinat)|(?:avviso di riservatezza|riservatezza|informativa privacy|nota di riservatezza|avvertenze?)\\s*[:.]',
    "ai sensi (?:del|dell).{0,60}(?:regolamento|d\\.? ?lgs|gdpr|privacy)|prima di stampare|rispetta l[’']ambiente|privo di virus|se (?:non siete|avete ricevuto).{0,60}(?:destinatari|errore)",
    // Dutch
    '(?:dit|deze) (?:e-?mail(?:bericht)?|bericht|mail).{0,140}(?:vertrouwelijk|bestemd|uitsluitend|geadresseerde)',
    '(?:de informatie|de inhoud).{0,60}(?:e-?mail|bericht).{0,80}(?:vertrouwelijk|bestemd)|(?:disclaimer|vertrouwelijkheid)\\s*[:.]|denk aan het milieu|virusvrij',
    // Polish
    '(?:ta|niniejsza|treść|informacje|wiadomość) (?:tej |niniejszej |zawarte )?(?:wiadomoś|korespondenc|poczt|w tej|w niniejszej|ta).{0,140}(?:poufn|adresat|przeznaczon|wyłącznie)',
    '(?:klauzula (?:poufności|informacyjna|rodo)|poufność|zastrzeżenie|uwaga)\\s*[:.]|(?:przed wydrukowaniem|zanim wydrukujesz).{0,60}|administratorem (?:danych|pani|państwa)|wolna od wirusów',
    // Portuguese
    '(?:esta|este|a presente) (?:mensagem|e-?mail|correio|comunicação).{0,140}(?:confidencia|destinat|exclusiv|sigilos|privilegiad)',
    '(?:aviso (?:legal|de confidencialidade)|confidencialidade|declaração de confidencialidade)\\s*[:.]|antes de imprimir|pense no (?:meio )?ambiente|livre de vírus|sem vírus',
    // Turkish
    '(?:bu|işbu) (?:e-?posta|mesaj|ileti|elektronik posta|e-?mail).{0,140}(?:gizli|kişiye|yalnızca|sadece|alıcı|özel)|(?:yasal uyarı|gizlilik (?:notu|bildirimi|uyarısı)|uyarı|feragat)\\s*[:.]|(?:çevre için|yazdırmadan önce).{0,60}',
    // Romanian
    '(?:acest|prezentul|această|aceasta) (?:mesaj|e-?mail|comunicare|comunicat).{0,140}(?:confiden|destinat|exclusiv|privilegiat)|(?:notă de confidențialitate|declinarea responsabilității|atenție|confidențialitate|clauză de confidențialitate)\\s*[:.]|protejați mediul|înainte de a (?:tipări|imprima)',
    // Croatian
    '(?:ova|ovaj|informacije|sadržaj).{0,20}(?:poruka|e-?mail|elektronička|e-?pošt|u ovoj).{0,140}(?:povjerljiv|namijenjen|isključivo)|(?:napomena|izjava o (?:odricanju|povjerljivosti)|povjerljivost)\\s*[:.]|prije (?:ispisa|printanja|nego)',
    // Swedish and neighbours
    '(?:detta|den här|denne|dette) (?:e-?post(?:meddelande)?|meddelande|mejl|mail|e-?mail|besked|melding|e-?postmeddelandet).{0,140}(?:konfidentiell|sekretess|avsedd|endast|fortrolig|bestemt)|(?:sekretess|ansvarsfriskrivning|konfidentiellt)\\s*[:.]|tänk på miljön|virusfri|när du skickar e-?post till .{0,60}(?:personuppgifter|behandla)',
    // Japanese, Chinese
    '(?:この|本)(?:メール|電子メール|e-?mail).{0,80}(?:機密|秘密|宛先|受信者|名宛人)|(?:免責事項|ご注意|機密情報)[:：]|本(?:邮件|郵件|电子邮件).{0,80}(?:保密|机密|機密|收件人|仅供|僅供)|(?:免责声明|保密声明|重要提示|免責聲明)[:：]',
  ].join('|'),
  'iu',
);

/** Whether a paragraph begins as a legal note or an advertisement does. */
export function isDisclaimer(paragraph: string): boolean {
  const text = paragraph
    .slice(0, 500)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s*_~!#<\[(>-]+/g, '');
  return disclaimerStart.test(text);
}
const disclaimerStart = new RegExp(`^(?:${disclaimer.source})`, 'iu');

/** What gateways put above a mail from outside. */
const banner = new RegExp(
  [
    '^\\W*(?:caution|warning|attention|external|externe?r?|achtung|vorsicht|extern|attenzione|atención|advertencia|let op|waarschuwing|uwaga|atenção|aviso|dikkat|atenție|pažnja|oprez|varning|obs|注意|警告|external (?:e-?mail|sender|message)|externe e-?mail|mail externe|message externe|correo externo|email esterna)\\W{0,4}(?::|!|\\]|-|–|\\s).{0,40}(?:this|diese|ce|cet|este|esta|questa|questo|deze|dit|ta|bu|acest|ova|detta|この|本|e-?mail|mail|message|sender|nachricht|originat|outside|extern|outside)',
    '^\\W*\\[?(?:external|extern|externe|esterno|externo|zewnętrzny|harici|ext)\\]?\\W*$',
    '(?:this|the) (?:e-?mail|message|sender).{0,40}(?:originated|came|comes|is|was sent|sent) (?:from )?(?:an )?(?:outside|external|extern)',
    "do not click (?:on )?(?:any )?links|don[’']t often get e-?mail from|learn why this is important|some people who received this message don[’']t often|exercise caution|be cautious",
    '(?:diese (?:e-?mail|nachricht)|die e-?mail).{0,30}(?:stammt|kommt|wurde).{0,30}(?:extern|außerhalb)|klicken sie nicht auf links|sie erhalten nicht (?:oft|häufig) e-?mails? von',
    "vous (?:n[’']obtenez|ne recevez) pas souvent (?:d[’'])?e-?mail|(?:ce|cet) (?:message|e-?mail|courriel).{0,30}(?:provient|vient).{0,20}(?:extérieur|externe)|ne cliquez (?:pas )?sur",
    'no suele recibir correo|este (?:correo|mensaje).{0,30}(?:proviene|procede).{0,20}(?:extern|fuera)|non si ricevono spesso messaggi|questa (?:e-?mail|mail).{0,30}(?:proviene|esterna)|u ontvangt niet vaak e-?mail|deze e-?mail is afkomstig van buiten|nie otrzymujesz często|ta wiadomość pochodzi spoza|det är inte ofta du får e-?post',
  ].join('|'),
  'iu',
);

const gateway =
  /outside|external|extern|originat|links?\b|attachments?|unless you|cautious|often get|important|extérieur|souvent|fuera|suele|estern|spesso|buiten|vaak|spoza|często|de fora|dış|afara|exterior|izvan|van (?:tvrtke|organizacije)|utanför|ofta|外部|außerhalb|häufig|oft /iu;

export function isBanner(line: string): boolean {
  const text = line.trim();
  if (text.length < 3 || text.length > 600 || !banner.test(text)) return false;
  // Somebody may begin with "Attention" as well: a gateway speaks of where the mail comes from.
  return /^\W*\[?\p{L}+\]?\W*$/u.test(text) || gateway.test(text);
}
