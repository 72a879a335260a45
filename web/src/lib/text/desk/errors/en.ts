/** What happened, what was kept, what to do: one sentence or two for each refusal. */
import type { BankFileFault, ErrorCode } from '../../../vocabulary.ts';
import { templateRefusal } from '../template-refusals/en.ts';

type Params = Record<string, string | number>;

/** What stops a message that a person writes: by the gate that is closed. */
const stops: Record<string, string> = {
  entity_paused: 'Sending is paused for the whole company.',
  customer_excluded: 'This customer is excluded.',
  case_paused: 'This customer is paused: resume it first.',
  rows_left_out: 'Rows of this customer were left out of an import: what is owed may be less.',
  unread_reply: 'A reply of the customer waits to be read.',
  nothing_due: 'Nothing of what it asks for is open any more.',
  all_promised: 'What it asks for is promised.',
  all_disputed: 'What it asks for is disputed.',
  all_held: 'What it asks for is on hold.',
  payment_in_progress: 'A payment of what it asks for is on its way.',
  ledger_stale: 'The ledger is too old.',
};

/** What is wrong with a bank file. */
const bankFaults: Record<BankFileFault, string> = {
  not_a_bank_file: 'It is no bank statement in camt.053, camt.054, MT940 or CODA.',
  document_type: 'It holds a document type, which statements of banks never have.',
  too_deep: 'Its elements are nested too deep.',
  too_many_parts: 'One of its entries holds more than any bank writes.',
  version:
    'This version of the format is not read. Ask the bank for camt.053 version 2 to 13, or CODA version 2.',
  intraday:
    'It is a report of the running day, whose entries may still change. Send the statement or the advice of booked entries.',
  cut_off: 'It ends in the middle of a statement. Fetch it again.',
  line_unreadable: 'A line cannot be read.',
  amount_unreadable: 'An amount cannot be read.',
  date_unreadable: 'A date cannot be read.',
  currency_unreadable: 'A currency is not known.',
  currencies_differ: 'An entry has another currency than its account.',
  account_missing: 'The number of the account is missing.',
  balance_wrong: 'The entries do not lead from the opening to the closing balance.',
  sum_wrong: 'The sums of the file are not those of its entries.',
  batch_wrong: 'The parts of an entry do not add up to it.',
  entry_count_wrong: 'The file counts other entries than it holds.',
};

export const errors: Record<ErrorCode, (params: Params) => string> = {
  not_found: () => 'This does not exist, or you may not see it.',
  not_signed_in: () => 'You are no longer signed in. Sign in again; nothing was changed.',
  sign_in_failed: () => 'E-mail address or password is wrong. Try again.',
  too_many_attempts: (p) =>
    p.retryAfterSeconds === undefined
      ? 'Too many attempts. Wait a moment, then try again.'
      : `Too many attempts. Wait ${p.retryAfterSeconds} seconds, then try again.`,
  forbidden: () => 'Your role does not allow this. Ask an administrator.',
  cross_site_request: () => 'This request came from another site and was refused. Load the page again.',
  validation_failed: () => 'Some fields are not right. Nothing was saved; correct them and try again.',
  unsupported_media_type: () => 'This kind of content is not accepted here.',
  payload_too_large: () => 'This is too large. Nothing was saved.',
  idempotency_conflict: (p) =>
    p.reference === undefined
      ? 'The same request was already made with other content. Load the page again.'
      : 'A payment with this reference, for the same items and day, is recorded with another amount.',
  service_unavailable: () =>
    'The service is not reachable at the moment. Nothing was changed; try again shortly.',
  internal_error: () =>
    'Something went wrong here. Nothing else was changed; try again, or tell your administrator.',
  password_common: () =>
    'This password is easy to guess. Take several words that do not belong together, without your name.',
  password_wrong: () => 'This is not your present password. Nothing was changed.',
  password_link_unknown: () =>
    'This link does not work any more: it was used, it has expired, or a newer one was sent. Ask for another.',
  last_administrator: () =>
    'This is the last administrator of a company. Make somebody else an administrator first.',
  email_taken: () => 'Somebody has an account with this e-mail address already.',
  changed_meanwhile: (p) =>
    p.by === undefined
      ? 'This was changed while you were writing. Nothing was saved yet.'
      : `${p.by} has changed this while you were writing. Nothing was saved yet.`,
  number_taken: () => 'Another customer has this number already.',
  entity_code_taken: () => 'Another company has this code already. Choose another one.',
  customer_in_circle: () =>
    'This customer belongs to the one you chose, directly or by others. Choose another parent.',
  scenario_not_published: () => 'This scenario has no published version. Publish one first.',
  sender_not_set: () => 'Give the address that reminders come from first: an answer must reach you.',
  logo_invalid: (p) =>
    p.reason === 'svg'
      ? 'A drawing (SVG) is not taken: it may load from elsewhere and change. Save it as PNG.'
      : p.reason === 'not_a_picture'
        ? 'This is no picture. Take a PNG, JPEG, WebP or GIF.'
        : p.reason === 'too_large'
          ? 'The file is larger than 8 MB. Save it smaller.'
          : p.reason === 'too_many_pixels'
            ? 'The picture has more than 40 million pixels. Save it smaller.'
            : 'The picture is damaged and cannot be read. Save it anew.',
  action_not_open: () => 'This action is no longer open.',
  already_confirmed: (p) =>
    p.by === undefined
      ? 'A colleague has already confirmed this action.'
      : `${p.by} has already confirmed this action.`,
  already_closed: (p) =>
    p.by === undefined ? 'This action has already been closed.' : `${p.by} has already closed this action.`,
  undo_too_late: () =>
    'It is too late to undo: what was confirmed has left, or something newer took its place.',
  stale_confirmation: () =>
    'The facts have changed since you looked. Nothing was sent. Check what is new, then confirm again.',
  message_stopped: (p) =>
    `Nothing was sent. ${stops[String(p.gate)] ?? 'Something stands in its way; look at the customer, and try again.'}`,
  no_longer_due: () => 'This action is no longer due. Nothing was sent.',
  date_in_past: () => 'This date is in the past. Choose a later one.',
  date_too_far: (p) =>
    p.maxDays === undefined ? 'This date is too far away.' : `Choose a date within ${p.maxDays} days.`,
  payment_date_invalid: () =>
    'Say on which day the payment was made: today at the latest, and not years ago.',
  reason_required: () => 'Give a reason, so that colleagues understand it later.',
  not_paused: () => 'This customer is not paused.',
  case_paused: () => 'This customer is paused. Resume first.',
  message_in_doubt: () => 'It is not known whether the last message arrived. Settle that first.',
  send_under_way: () =>
    'A message is leaving at this moment. Wait until it has left, a minute at most, and look again.',
  workflow_not_running: () => 'Nothing runs there any more. Look at the page again.',
  reset_point_gone: () => 'One cannot go back to this event. Choose another point, or rebuild the case.',
  not_in_doubt: () => 'This message has been settled already.',
  channel_not_ready: () => 'This channel is not set up yet. The action stays in the agenda.',
  amount_over_open: () => 'The amount is more than what is open on this item.',
  invoice_unknown: (p) => `No customer of this company has an invoice ${p.number}.`,
  invoice_ambiguous: (p) => `Several customers have an invoice ${p.number}: name the customer by its number.`,
  currency_differs: (p) => `The invoice ${p.number} is in ${p.currency}.`,
  item_not_open: () => 'An item is no longer open. Load the page again.',
  promise_not_open: () => 'This promise is no longer open.',
  dispute_not_open: () => 'This dispute is already resolved.',
  hold_not_open: () => 'This hold is already released.',
  already_disputed: () => 'An item is already disputed.',
  scenario_invalid: () => 'The scenario cannot work like this. Correct what is marked.',
  scenario_in_use: () =>
    'A rule or a customer names this scenario. Give them another one first; the draft was kept.',
  version_published: () => 'A published version cannot be changed. Make a new one.',
  version_not_published: () => 'This version is not published yet.',
  template_invalid: templateRefusal,
  template_not_found: () => 'The template does not exist.',
  unknown_tag: (p) =>
    `The tag ${p.tag ?? ''} does not exist${p.field === 'subject' ? ' (subject)' : p.paragraph === undefined ? '' : ` (paragraph ${p.paragraph}: ${p.words})`}. Type # and choose one.`,
  render_budget_exceeded: () => 'The template takes too long to render. Make it simpler.',
  total_mismatch: () => 'The total in the message differs from the ledger. It was not sent.',
  letter_address: (p) =>
    p.reason === 'empty'
      ? 'The postal address is incomplete. Enter a name and a city.'
      : p.reason === 'too_many_lines'
        ? `The postal address has more than ${p.max} lines. Shorten it; this line no longer fits: ${p.text}`
        : `Line ${p.line} of the postal address is too long for the envelope. Shorten it: ${p.text}`,
  letter_characters: (p) =>
    `The letter has characters that cannot be printed. Remove or replace them: ${p.characters}`,
  letter_not_carried: () =>
    'No provider carries this kind of letter at the moment. Print and post it, or connect a provider in the settings.',
  letter_invalid: (p) =>
    p.problem === 'country'
      ? `The provider does not deliver this kind of letter to ${p.country}. Choose another kind, or post it by hand.`
      : p.problem === 'sheets'
        ? `The letter has ${p.sheets} sheets, and the provider takes at most ${p.max}. Shorten it, or post it by hand.`
        : p.problem === 'size'
          ? 'The letter is larger than the provider takes. Use a smaller logo, or post it by hand.'
          : p.problem === 'consent'
            ? 'A qualified letter to a private person needs their consent, which is not kept here. Choose another kind.'
            : p.problem === 'email'
              ? 'An electronic letter needs the e-mail address of its reader. Enter one, and try again.'
              : p.problem === 'sender'
                ? `The address of your company does not fit the lines of the provider. Shorten line ${p.line}: ${p.text}`
                : `The postal address does not fit the lines of the provider. Mend line ${p.line}: ${p.text}`,
  letter_cap_reached: () =>
    'The letters of this month would cost more than the cap allows. Raise the cap in the settings, or post it by hand.',
  letter_provider_not_set: () =>
    'The provider has no credentials on this server. Whoever runs it sets them; until then post the letter by hand.',
  letter_stop_too_late: () => 'The letter can be stopped no more: it is printed, or its provider stops none.',
  letter_code_not_entered: (p) =>
    `Nobody typed the code of the provider within ${p.days} days: nothing was sent. Confirm it again to begin anew, or skip it.`,
  letter_needs_no_code: (p) =>
    p.state === 'gone' ? 'The letter has been handed over.' : 'The letter does not wait for a code any more.',
  letter_code_limit: (p) =>
    `Enough codes were asked for. Another one can be asked for in ${Math.ceil(Number(p.retryAfterSeconds) / 60)} minutes.`,
  letter_code_needed: () => 'Ask for a code first.',
  letter_code_wrong: (p) => `The provider does not accept this code. Tries left with it: ${p.triesLeft}.`,
  letter_code_expired: () =>
    'This code works no more: its minutes are over, it was typed wrong too often, or the letter has changed. Ask for another one.',
  letter_code_busy: () => 'A code is being checked for this letter. Look again in a moment.',
  letter_not_taken: (p) =>
    p.text
      ? `The provider has not taken it; nothing was sent. It said: ${p.text}`
      : 'The provider has not taken it; nothing was sent. Try again in a while.',
  letter_not_by_hand: () =>
    'A provider carries this letter and reports where it is. Nothing can be noted by hand.',
  payments_off: () => 'This company takes no payments on its page.',
  payment_connector_not_set: () =>
    'This installation has no credentials of this connector; docs/payments.md says which.',
  payment_connector_away: () => 'The payment service cannot be reached at the moment. Nothing was charged.',
  payment_under_way: (p) => `A payment of ${p.number ?? 'it'} is already in progress.`,
  payment_not_open: () => 'This payment is not open any more.',
  payment_amount_changed: () => 'The amount has changed meanwhile. Nothing was charged; look at it again.',
  payment_amount_out_of_range: () =>
    'This amount cannot be paid here: choose more, or less, or pay by transfer.',
  item_disputed: (p) => `${p.number ?? 'An item'} is disputed and cannot be paid here.`,
  nothing_to_pay: () => 'Of what was chosen nothing is to be paid.',
  letter_scan_invalid: () => 'Choose a PDF, PNG or JPEG file of at most 6 MB.',
  picture_invalid: () =>
    'The picture cannot be printed. Choose a PNG or a JPEG in RGB of at most 4 MB and 4,000 pixels a side.',
  tag_value_missing: (p) =>
    p.tag === undefined
      ? 'A value that the template needs is missing.'
      : `The template needs ${p.tag}, which has no value here.`,
  documents_missing: (p) =>
    `The text goes with the documents of its items only, and ${p.count === 1 ? 'one is' : `${p.count} are`} not there: ${p.numbers}. Add them, or let the template leave them out.`,
  address_invalid: () => 'The e-mail address is not valid.',
  no_contact: () => 'There is no usable address for this channel. Add a contact first.',
  file_empty: () => 'The file is empty. Export it again from your accounting system.',
  file_too_large: () => 'The file is too large. Split it, or send changes only.',
  file_unreadable: () => 'The file cannot be read. Send a CSV or XLSX file.',
  file_truncated: () => 'The file ends in the middle. Export it again; nothing was applied.',
  file_is_binary: () => 'This is not a table. Send a CSV or XLSX file.',
  bank_file_wrong: (p) => `The bank file was not read (${p.place}): ${bankFaults[p.fault as BankFileFault]}`,
  file_has_formulas: () => 'The file contains formulas. Save it with values only.',
  archive_bomb: () => 'The file unpacks to more than is allowed. It was not read.',
  columns_missing: (p) =>
    p.found === undefined
      ? 'Columns are missing in the file.'
      : `No column of a ledger was recognised. Needed are a customer number and, for open items, document number, due date and open amount; the file has: ${p.found}. Check that the first row names the columns, and export again.`,
  import_not_open: () => 'This import is already decided.',
  import_not_undoable: () => 'This import cannot be undone any more, because a later one is applied.',
  import_older_than_last: () => 'This file is older than the last import.',
  currency_unknown: () => 'The currency is not known.',
  amount_invalid: () => 'The amount cannot be read.',
  date_invalid: () => 'The date cannot be read.',
  number_missing: () => 'The document number is missing.',
  customer_unknown: () => 'The customer is not known.',
  item_unknown: () => 'The item is not known.',
  nothing_to_return: () =>
    'No payment of this amount is recorded that could go back. Name its item or its reference.',
  payment_on_credit: () => 'A payment cannot be put on a credit note.',
  type_unknown: () => 'The document type is not known.',
  side_missing: () => 'The row has no debit or credit mark.',
  number_shortened: () =>
    'The number was shortened by a spreadsheet. Format the column as text and export again.',
  columns_count: () => 'The row has more or fewer columns than the header.',
  import_has_errors: () => 'The file has rows that cannot be used. Correct them, or leave them out.',
  duplicate_row: () => 'The same item stands twice in the file.',
  model_not_connected: () => 'No model is connected. Ask who runs the server to set AI_URL.',
  comment_not_pending: (p) =>
    p.by === undefined
      ? 'A colleague has handled this comment meanwhile. Load the page again.'
      : `${p.by} has handled this comment meanwhile. Load the page again.`,
  mail_not_waiting: () => 'A colleague has dealt with this mail meanwhile. Load the page again.',
  mail_moved_meanwhile: () => 'This mail does not stand with this customer any more. Load the page again.',
  mail_filed_there: () => 'The other customer has this mail already.',
  mail_has_status: () =>
    'Items of this customer have a status from this mail. Take that back first, then move it.',
  sender_not_known: () => 'This mail names no sender, so that none can be remembered.',
  files_not_kept: () => 'Attachments are not kept here: find the mail in the mailbox that it was sent to.',
  file_infected: () => 'A virus was found in this mail. Its files are kept away.',
  too_many_mails: () => 'No more mail is taken here today. Send it again tomorrow.',
  capture_off: () => 'Replies by e-mail are switched off. Switch them on in the settings first.',
  capture_name_taken: () => 'Another company of this installation has these addresses. Choose another name.',
  comment_not_deleted: () => 'This comment is not deleted.',
  proposal_decided: (p) =>
    p.by === undefined
      ? 'A colleague has decided on this proposal meanwhile. Load the page again.'
      : `${p.by} has decided on this proposal meanwhile. Load the page again.`,
  status_unknown: () => 'This status is not in the catalogue any more. Choose another.',
  status_needed: () =>
    'This is the last status of its kind, and customers can choose it on their page. Add another one before archiving it.',
  papers_to_stranger: (p) =>
    `${p.address === '' ? 'There is no address' : `${p.address} is not an address on file`}: documents go to contacts of the customer only. Add it as a contact first, or answer without documents.`,
  comment_is_internal: () =>
    'This was written by a colleague. It is not answered to the customer; ask the colleague again instead.',
  nothing_to_answer: () =>
    'An answer needs a reply that it answers. Write to the customer from the customer page instead.',
  promise_needs_date: () => 'Give the day on which payment is promised.',
  follow_up_not_open: (p) =>
    p.by === undefined ? 'This task is closed already.' : `${p.by} has closed this task already.`,
  letter_answered: () => 'This letter has been signed for or refused already: the decision stands.',
  letter_closed: () => 'The time to sign for this letter is over.',
  link_unknown: () => 'This link is not valid. Open it again from the e-mail.',
  link_expired: () => 'This link has expired. Ask for a new one.',
  link_revoked: () => 'This link does not work any more.',
  interactive_pages_off: () =>
    'Interactive pages are switched off for this customer. Switch them on first; a link would open nothing.',
  link_in_text: () =>
    'The text holds somebody’s personal link. Take it out: messages get a link of their own for each recipient.',
  pages_off: () => 'This page is switched off at the moment.',
  code_required: () => 'A code from an e-mail is needed first.',
  code_wrong: () => 'This is not the code. Check the newest e-mail and try again.',
  code_expired: () => 'The code has expired. Ask for a new one.',
  nothing_said: () => 'Choose a status, write a comment or attach a file.',
  items_needed: () => 'Choose at least one item first.',
  text_too_long: (p) => `The text is too long: at most ${p.maxLength ?? ''} characters.`,
  too_many_files: (p) => `Too many files: at most ${p.maxFiles ?? ''}.`,
  too_many_documents: (p) =>
    `Too many documents at once: at most ${p.maxDocuments ?? ''}. Choose fewer items.`,
  file_type_refused: () =>
    'This type of file is not accepted. Send a PDF, an image, a text or an office document.',
  no_document: () => 'There is no document for this item.',
  document_store_unavailable: () => 'The document store does not answer. Try again in a few minutes.',
  mail_not_taken: (p) =>
    `The address did not take it. Its mail server says: ${p.answer ?? ''} Your text is kept here.`,
  mail_listener_away: () =>
    'Incoming mail is not taken on this machine at the moment. Your text is kept here; try again shortly.',
  recipient_not_own_domain: (p) =>
    `Internal e-mails go to your own company only: ${p.domains ?? 'no domain is set in the settings'}.`,
  recipient_is_customer: () =>
    'This address belongs to a contact of a customer. Internal e-mails never go there.',
  internal_link_to_outside: () =>
    'This message carries an internal link and was not sent outside the company.',
  question_closed: () => 'This question is closed.',
  rule_invalid: ({ rule }) =>
    rule
      ? `The rule “${rule}” cannot work: see what is said beside it, and mend it first.`
      : 'The rules have changed meanwhile. Load the page again.',
};

/** For codes that are newer than this page. */
export const unknownError = 'This was refused. Load the page again and try once more.';
export const offline = 'No answer from the server. Nothing was changed; check the connection and try again.';
export const fieldIssues: Record<string, string> = {
  required: 'This is needed.',
  too_small: 'This is too short or too small.',
  too_big: 'This is too long or too large.',
  amount: 'Write an amount such as 1,250.50.',
  pair: 'Write one a line, such as region: north.',
  vat_number: 'This VAT number is not right: a digit is wrong or missing.',
  iban: 'This IBAN is not right: a digit is wrong or missing.',
  bic: 'A BIC has 8 or 11 letters and digits.',
  email: 'Write one address, such as name@company.com.',
  domain: 'Write a domain, such as company.com.',
  window: 'This must be later than the beginning.',
  country: 'Write the code of a country, such as DE.',
  currency: 'This is no currency in use.',
  choose: 'Choose one from the list, or leave it empty.',
  deputy: 'Nobody is his own deputy.',
  date: 'Write a day such as 2026-12-24.',
  other: 'This is not right.',
};
