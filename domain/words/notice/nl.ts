import type { NoticeWords } from './words.ts';

export const nl: NoticeWords = {
  greeting: 'Beste {name},',
  greetingGeneral: 'Geachte heer of mevrouw,',
  answerSubject: '{company} heeft u geantwoord',
  answerIntro: '{company} heeft uw bericht van {date} beantwoord:',
  yourMessage: 'Uw bericht',
  mayReply: 'U kunt dit bericht gewoon beantwoorden.',
  openPage: 'Bekijk uw account',
  linkNote: 'Deze link is persoonlijk. Hij werkt tot en met {date}.',
  codeSubject: 'Uw toegangscode',
  codeIntro: 'Voer deze code in op de geopende pagina:',
  codeNote: 'De code werkt {minutes} minuten. Hebt u er niet om gevraagd, dan hoeft u niets te doen.',
  codeWithheld: 'De code is alleen voor de ontvanger en wordt hier niet getoond.',
  renewedSubject: 'Uw nieuwe link naar {company}',
  renewedIntro: 'U hebt om een nieuwe link gevraagd omdat de oude verlopen was. Hier is hij.',
  document: 'Document',
  due: 'Vervaldatum',
  open: 'Openstaand bedrag',
  registrationNumber: 'Registratienummer',
  vatNumber: 'Btw-nummer',
};
