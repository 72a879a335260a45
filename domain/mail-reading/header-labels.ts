/** How clients call the lines above an original: sender, time, receivers, subject, in the languages they speak. */

import { plainCapitals } from './lines.ts';

export type HeaderField = 'from' | 'date' | 'to' | 'cc' | 'subject' | 'other';

/** In lower case, without colon. A word may name two things: `De` and `A` are told apart by their neighbours. */
const labels: Record<HeaderField, string> = {
  from: `from|von|de|da|van|od|nadawca|kimden|gönderen|gonderen|de la|expeditor|expeditorul|šalje|salje|pošiljatelj|posiljatelj|från|fra|avsändare|mittente|remitente|remetente|expéditeur|expediteur|absender|afzender|差出人|送信者|送信元|发件人|寄件人|寄件者|發件人|lähettäjä|feladó|odesílatel|odosielateľ|от|отправитель|від|від кого|보낸 사람|보낸사람|saatja|från|afsender|avsender|αποστολέας|от кого`,
  date: `date|sent|datum|gesendet|envoyé|envoye|date d'envoi|enviado|enviado el|enviado em|enviada|enviada em|enviada el|envoyée|envoyé le|inviata|verstuurd|verzonden om|versendet|gesendet am|wysłane|wysłana|wyslane|expediat|trimisă|poslana|tid|dato og klokkeslett|fecha|data|inviato|data invio|verzonden|verzonden op|wysłano|wyslano|data wysłania|tarih|gönderildi|gonderildi|gönderilme tarihi|gönderme tarihi|gönderilen|dată|trimis|trimis la|data trimiterii|poslano|šalje se|datum slanja|skickat|skickades|sendt|dato|日時|日付|送信日時|送信日|发送时间|发件时间|日期|時間|寄件日期|傳送時間|時間|lähetetty|päivämäärä|päiväys|elküldve|dátum|odesláno|odoslané|дата|отправлено|надіслано|відправлено|보낸 날짜|날짜|date/heure|sent on|date sent|date and time`,
  to: `to|an|à|a|para|aan|do|adresat|kime|alıcı|către|catre|destinatar|destinatarul|pentru|prima|za|till|til|destinatario|destinataire|pour|empfänger|ontvanger|destinatário|宛先|送信先|收件人|收件者|vastaanottaja|címzett|komu|pre|кому|받는 사람|받는사람|ontvangers|primatelj`,
  cc: `cc|copie|copie à|kopie|kopie (cc)|kopia|kopi|dw|do wiadomości|bilgi|kopya|cópia|copia|c.c.|抄送|副本|kopio|másolat|másolatot kap|kópia|копия|копія|참조|bcc|cci|kopija|con copia`,
  subject: `subject|betreff|betr|objet|sujet|asunto|oggetto|onderwerp|temat|assunto|konu|subiect|subiectul|predmet|naslov|ämne|emne|件名|主题|主題|主旨|aihe|tárgy|předmět|vec|тема|제목|re`,
  other: `reply-to|reply to|antwort an|répondre à|responder a|rispondi a|antwoord aan|odpowiedź-do|odgovori na|svara till|yanıt adresi|răspuns către|importance|priorité|wichtigkeit|importancia|priorità|urgentie|ważność|prioridade|önem|importanță|važnost|prioritet|prioritet|重要度|重要性|attachments|attachment|anlagen|anhänge|pièces jointes|pj|adjuntos|datos adjuntos|allegati|allegato|bijlagen|bijlage|załączniki|anexos|ekler|atașări|prilozi|bifogade filer|添付ファイル|附件|sensitivity|organization|organisation|firma|priority|mailed-by|signed-by|message-id`,
};

const fieldsOf = new Map<string, HeaderField[]>();
for (const [field, words] of Object.entries(labels) as [HeaderField, string][])
  for (const word of words.split('|')) fieldsOf.set(word, [...(fieldsOf.get(word) ?? []), field]);

export interface HeaderLine {
  /** What the label may stand for. */
  fields: readonly HeaderField[];
  value: string;
}

/** A line `label: value`, or null. Stars and marks that stand for bold letters are passed over. */
export function headerLine(line: string): HeaderLine | null {
  if (line.length > 2_000) return null;
  const bare = line.replaceAll(/[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}(?=\s|:|$)/g, (marks, at: number) =>
    at < 45 ? '' : marks,
  );
  const found = /^[\s>|•·-]{0,6}([\p{L}][\p{L}\p{M}'’. /()-]{0,28}?)\s{0,3}[:：]\s*(.*)$/u.exec(bare.trim());
  if (found === null) return null;
  const fields = fieldsOf.get(plainCapitals(found[1]!).trim().toLowerCase().replaceAll('’', "'"));
  return fields === undefined ? null : { fields, value: found[2]!.trim() };
}

/** Labels that begin in the middle of a line, behind the value of another: an address, a clock, a zone. */
const inner = new RegExp(
  `(?<=[>\\s\\d;)"\\p{L}])(?=(?:${[...fieldsOf.keys(), 'CC']
    .map((label) => label.charAt(0).toUpperCase() + label.slice(1))
    .map((label) => label.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('|')})\\s?[:：]\\s?\\S)`,
  'gu',
);

/** The headers of a line that holds several, each `label: value`; one or none where it does not. */
export function headerPieces(line: string): string[] {
  if (headerLine(line) === null) return [];
  const pieces: string[] = [];
  for (const part of line.split(inner)) {
    const isHeader = /^\p{Lu}|^件|^送|^发|^收|^主|^日/u.test(part) && headerLine(part) !== null;
    if (isHeader || pieces.length === 0) pieces.push(part.trim());
    else pieces[pieces.length - 1] += part;
  }
  return pieces;
}
