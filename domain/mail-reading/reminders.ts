/** What reminders say, in the languages in which they are sent: to know our own when its quote marks are gone. */

const words = new RegExp(
  [
    'overdue|outstanding|past due|unpaid|reminder|remains? (?:un)?paid|statement of account|settle (?:the|this|your)|we have not (?:yet )?received',
    'impayée?s?|échue?s?|relance|rappel|reste(?:nt)? (?:dues?|impayée?s?|à régler)|en attente de (?:règlement|paiement)|sauf erreur|mise en demeure|relevé de compte|régularis',
    'überfällig|offene[nr]? (?:posten|rechnung|betrag|forderung)|zahlungserinnerung|mahnung|zahlungseingang|noch nicht (?:beglichen|bezahlt|eingegangen)|ausstehend',
    'vencid[oa]s?|pendientes? de (?:pago|cobro)|recordatorio|impagad[oa]s?|adeud|scadut[oaei]|insolut[oaei]|sollecito|promemoria|non risulta(?:no)? (?:ancora )?(?:pagat|saldat)|estratto conto',
    'openstaande|vervallen|betalingsherinnering|aanmaning|herinnering|nog niet (?:betaald|ontvangen|voldaan)|zaległ|przetermin|przypomn|nieopłacon|nieuregulowan|wezwanie do zapłaty',
    'em atraso|em aberto|por (?:pagar|liquidar|regularizar)|lembrete|aviso de pagamento|vadesi (?:geçmiş|dolmuş|geçen)|ödenmemiş|hatırlatma|gecikmiş',
    'restant[eă]?|scadent|neachitat|reamint|somație|dospjel|nepodmiren|podsjet|opomen|nepla[ćc]en|förfall(?:na|en|it)|obetald|påminnelse|forfalden|rykker',
    '期日|未払|未入金|お支払い|ご入金|督促|リマインド|逾期|未付|催款|到期|付款提醒|对账单',
  ].join('|'),
  'giu',
);

/** Whether a letter reads as a reminder: two different words of the trade. */
export function soundsLikeReminder(text: string): boolean {
  const found = new Set((text.slice(0, 6_000).match(words) ?? []).map((word) => word.toLowerCase()));
  return found.size >= 2;
}
