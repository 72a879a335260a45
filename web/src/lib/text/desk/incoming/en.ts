/** The local mailbox, where its reader answers as the customer would. */
export const mailboxAnswer = {
  open: 'Reply',
  title: 'Reply as the customer',
  lead: 'It is sent by mail to the address for replies, as the customer’s own mail program would. Nothing leaves this machine.',
  to: 'To',
  from: 'From',
  otherFrom: 'Another address',
  address: 'Address',
  name: 'Name',
  text: 'Reply',
  quotes: 'Quote the message below',
  send: 'Send the reply',
  sent: 'Reply sent',
  sentText: 'It is read and filed within seconds.',
  show: 'Show it',
  none: 'Replies to this message are not taken here: incoming mail is not switched on.',
};
