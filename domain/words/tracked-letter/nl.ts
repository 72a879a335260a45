import type { TrackedLetterWords } from './words.ts';

export const nl: TrackedLetterWords = {
  signSubject: '{company} heeft u een brief gestuurd',
  signIntro:
    '{company} heeft u een gevolgde elektronische brief gestuurd. U leest hem op een eigen pagina, na een code die we naar dit adres sturen, en tekent er dan voor of weigert hem.',
  openLetter: 'Brief openen',
  signUntil:
    'U kunt er tot {date} voor tekenen of hem weigeren. Daarna geldt hij als niet afgehaald. De link is persoonlijk.',
  about: 'Onderwerp',
  reference: 'Referentie',
  recipient: 'Aan',
  level:
    'Niveau: gevolgde elektronische brief, verzegeld en vastgelegd door het systeem van de afzender. Het is geen elektronisch aangetekende brief volgens Verordening (EU) nr. 910/2014 (eIDAS).',
  signedSubject: 'U hebt getekend voor de brief van {company}',
  refusedSubject: 'U hebt de brief van {company} geweigerd',
  signedIntro: 'U hebt op {date} voor deze brief getekend. Bewaar de brief en het bewijs van aflevering.',
  refusedIntro: 'U hebt deze brief op {date} geweigerd. Bewaar de brief en het bewijs van weigering.',
  openEvidence: 'Brief en bewijs',
  readUntil: 'Ze kunnen tot {date} worden gedownload. De link is persoonlijk.',
  onItsWaySubject: 'Brief onderweg naar {customer}',
  onItsWayIntro: 'De brief is overgedragen. Dit zijn de referenties:',
  codeSubject: 'Code nodig: brief aan {customer}',
  codeIntro:
    'Een gekwalificeerde brief wacht op u: hij vertrekt alleen met een eenmalige code van de aanbieder. Open de pagina, laat de code sturen en vul hem daar in. Eerder wordt niets verzonden.',
  enterCode: 'Code invullen',
  kind: 'Soort',
  providerRef: 'Nummer bij de dienstverlener',
  follow: 'Brief volgen',
};
