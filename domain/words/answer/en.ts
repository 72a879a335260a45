import type { AnswerWords } from './words.ts';

export const en: AnswerWords = {
  copyAttached: 'You will find the documents you asked for attached.',
  copyOnPage: 'They are also on your page, behind the button below.',
  copyMissing: 'We do not have the file of {items} at hand yet and will send it separately.',
  copyToKnown: 'We send documents to contacts on file only, and will send them there.',
  copyAsk: 'Which documents may we send you? Please give us their numbers.',
  paidThanks: 'Thank you: your payment has reached us.',
  paidThanksOn: 'Thank you: your payment reached us on {date}.',
  paidAsk:
    'Thank you for letting us know. We do not see the payment on our account yet: on which day was it made, and under which bank reference?',
  paidAskReference:
    'Thank you for letting us know that you paid on {date}. We do not see the payment on our account yet: under which bank reference was it made?',
  contactNoted: 'Thank you. From now on we will write to {contact}.',
  contactAsk:
    'Thank you for letting us know. To whom may we write from now on? Please send us the name and the e-mail address.',
  disputeNamed: 'Thank you for telling us. {name} is looking into it and will come back to you.',
  disputeUnnamed: 'Thank you for telling us. We are looking into it and will come back to you.',
  promiseOn: 'Thank you. We have noted that you will pay by {date}.',
  promiseAmountOn: 'Thank you. We have noted that you will pay {amount} by {date}.',
  promiseAsk: 'Thank you. On which day may we expect your payment?',
  ongoing: 'Thank you for letting us know where things stand. On which day may we expect your payment?',
  planNamed: 'Thank you for your proposal. {name} will look at it and come back to you.',
  planUnnamed: 'Thank you for your proposal. We will look at it and come back to you.',
};
