import type { AnswerWords } from './words.ts';

export const nl: AnswerWords = {
  copyAttached: 'In de bijlage vindt u de gevraagde documenten.',
  copyOnPage: 'U vindt ze ook op uw pagina, via de knop hieronder.',
  copyMissing: 'We hebben het bestand van {items} nog niet en sturen het u apart.',
  copyToKnown: 'We sturen documenten alleen naar bekende contactpersonen en sturen ze daarheen.',
  copyAsk: 'Welke documenten mogen we u sturen? Geef ons de nummers door, alstublieft.',
  paidThanks: 'Hartelijk dank, we hebben uw betaling ontvangen.',
  paidThanksOn: 'Hartelijk dank, we hebben uw betaling op {date} ontvangen.',
  paidAsk:
    'Hartelijk dank voor uw bericht. We zien de betaling nog niet op onze rekening: op welke dag en onder welk bankkenmerk is ze gedaan?',
  paidAskReference:
    'Hartelijk dank voor het bericht dat u op {date} hebt betaald. We zien de betaling nog niet op onze rekening: onder welk bankkenmerk is ze gedaan?',
  contactNoted: 'Hartelijk dank. We schrijven voortaan naar {contact}.',
  contactAsk:
    'Hartelijk dank voor uw bericht. Aan wie mogen we voortaan schrijven? Geef ons de naam en het e-mailadres door, alstublieft.',
  disputeNamed: 'Hartelijk dank voor uw melding. {name} zoekt het uit en neemt contact met u op.',
  disputeUnnamed: 'Hartelijk dank voor uw melding. We zoeken het uit en nemen contact met u op.',
  promiseOn: 'Hartelijk dank. We hebben genoteerd dat u uiterlijk op {date} betaalt.',
  promiseAmountOn: 'Hartelijk dank. We hebben genoteerd dat u uiterlijk op {date} {amount} betaalt.',
  promiseAsk: 'Hartelijk dank. Op welke dag mogen we uw betaling verwachten?',
  ongoing: 'Hartelijk dank voor de informatie. Op welke dag mogen we uw betaling verwachten?',
  planNamed: 'Hartelijk dank voor uw voorstel. {name} bekijkt het en neemt contact met u op.',
  planUnnamed: 'Hartelijk dank voor uw voorstel. We bekijken het en nemen contact met u op.',
};
