import type { AccountWords } from './words.ts';

export const en: AccountWords = {
  greeting: 'Hello {name},',
  invitation: {
    subject: 'Your account for receivables at {company}',
    intro:
      '{company} has made an account for you in Relance. You sign in as {email}; choose a password first:',
    button: 'Choose a password',
    note: 'This link is personal and works once, until {date}. If you do not expect it, you need not do anything.',
  },
  reset: {
    subject: 'A new password for your account at {company}',
    intro: 'Somebody asked for a new password for {email}. If it was you, choose one:',
    button: 'Choose a new password',
    note: 'This link works once, until {date}. If it was not you, nothing changes and you need not do anything.',
  },
  test: {
    subject: 'Test mail from {company}',
    intro: 'This message was asked for on the settings page. It left the way reminders of {company} leave.',
    sender: 'Sender',
    asked: 'Asked for',
    note: 'Look at the sender and at the folder it arrived in: where it lies with unwanted mail, reminders will too.',
    ofText: '[Test] {subject}',
    letterAttached: 'The letter is attached as it would be printed.',
  },
};
