import type { InternalWords } from './words.ts';

export const en: InternalWords = {
  greeting: 'Hello {name},',
  greetingGeneral: 'Hello,',
  asks: '{author} asks you about {customer} ({number}):',
  companyAsks: '{company} asks you about {customer} ({number}):',
  answer: 'See the items and answer',
  forYouOnly:
    'For colleagues only. The link is yours: the page asks for a code that is sent to your address, so please do not forward this message to customers.',
  internal: 'Internal',
  cleared: 'settled',
  answered: 'Answer',
  hasAnswered: '{author} has answered about {customer} ({number}):',
  yourQuestion: 'The question was',
  files: 'Files',
  integrate: 'Add the answer to the items’ history',
  integrateHint: 'Until then it also waits in Replies & Comments.',
  concerns: 'Items',
};
