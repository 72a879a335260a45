import type { BankFileFault } from '../../../vocabulary.ts';
import type { Text } from '../en.ts';
import { templateRefusal } from '../template-refusals/fr.ts';

const stops: Record<string, string> = {
  entity_paused: 'L’envoi est suspendu pour toute la société.',
  customer_excluded: 'Ce client est exclu.',
  case_paused: 'Ce client est en pause : reprenez-le d’abord.',
  rows_left_out:
    'Des lignes de ce client ont été écartées d’un import : le montant dû est peut-être moindre.',
  unread_reply: 'Une réponse du client attend d’être lue.',
  nothing_due: 'Rien de ce qui est réclamé n’est encore ouvert.',
  all_promised: 'Ce qui est réclamé est promis.',
  all_disputed: 'Ce qui est réclamé est en litige.',
  all_held: 'Ce qui est réclamé est bloqué.',
  payment_in_progress: 'Un paiement de ce qui est réclamé est en cours.',
  ledger_stale: 'La balance est trop ancienne.',
};

/** What is wrong with a bank file. */
const bankFaults: Record<BankFileFault, string> = {
  not_a_bank_file: 'Ce n’est pas un relevé bancaire camt.053, camt.054, MT940 ou CODA.',
  document_type: 'Il contient un type de document, ce qu’un relevé bancaire n’a jamais.',
  too_deep: 'Ses éléments sont trop imbriqués.',
  too_many_parts: 'Une de ses écritures contient plus que ce qu’une banque écrit.',
  version:
    'Cette version du format n’est pas lue. Demandez à la banque le camt.053 version 2 à 13, ou le CODA version 2.',
  intraday:
    'C’est un relevé du jour en cours, dont les écritures peuvent encore changer. Envoyez le relevé ou l’avis d’écritures comptabilisées.',
  cut_off: 'Il s’arrête au milieu d’un relevé. Récupérez-le à nouveau.',
  line_unreadable: 'Une ligne est illisible.',
  amount_unreadable: 'Un montant est illisible.',
  date_unreadable: 'Une date est illisible.',
  currency_unreadable: 'Une devise est inconnue.',
  currencies_differ: 'Une écriture a une autre devise que son compte.',
  account_missing: 'Le numéro de compte manque.',
  balance_wrong: 'Les écritures ne mènent pas du solde d’ouverture au solde de clôture.',
  sum_wrong: 'Les sommes du fichier ne sont pas celles de ses écritures.',
  batch_wrong: 'Les parties d’une écriture n’en font pas le total.',
  entry_count_wrong: 'Le fichier compte d’autres écritures que celles qu’il contient.',
};

export const errors: Text['errors'] = {
  not_found: () => 'Cet élément n’existe pas, ou vous n’y avez pas accès.',
  not_signed_in: () => 'Vous n’êtes plus connecté. Reconnectez-vous ; rien n’a été modifié.',
  sign_in_failed: () => 'Adresse e-mail ou mot de passe incorrect. Réessayez.',
  too_many_attempts: (p) =>
    p.retryAfterSeconds === undefined
      ? 'Trop d’essais. Patientez un instant, puis réessayez.'
      : `Trop d’essais. Patientez ${p.retryAfterSeconds} secondes, puis réessayez.`,
  forbidden: () => 'Votre rôle ne permet pas cette action. Adressez-vous à un administrateur.',
  cross_site_request: () => 'Cette demande venait d’un autre site et a été refusée. Rechargez la page.',
  validation_failed: () => 'Certains champs sont à corriger. Rien n’a été enregistré.',
  unsupported_media_type: () => 'Ce type de contenu n’est pas accepté ici.',
  payload_too_large: () => 'Le contenu est trop volumineux. Rien n’a été enregistré.',
  idempotency_conflict: (p) =>
    p.reference === undefined
      ? 'La même demande a déjà été faite avec un autre contenu. Rechargez la page.'
      : 'Un paiement portant cette référence, pour les mêmes pièces et la même date, est enregistré avec un autre montant.',
  service_unavailable: () =>
    'Le service est momentanément injoignable. Rien n’a été modifié ; réessayez bientôt.',
  internal_error: () =>
    'Une erreur s’est produite. Rien d’autre n’a changé ; réessayez ou prévenez l’administrateur.',
  password_common: () =>
    'Ce mot de passe est facile à deviner. Prenez plusieurs mots sans rapport entre eux, sans votre nom.',
  password_wrong: () => 'Ce n’est pas votre mot de passe actuel. Rien n’a été modifié.',
  password_link_unknown: () =>
    'Ce lien ne fonctionne plus : il a servi, il a expiré, ou un plus récent a été envoyé. Demandez-en un autre.',
  last_administrator: () =>
    'C’est le dernier administrateur d’une société. Nommez d’abord un autre administrateur.',
  email_taken: () => 'Un compte existe déjà avec cette adresse e-mail.',
  changed_meanwhile: (p) =>
    p.by === undefined
      ? 'Ceci a été modifié pendant votre saisie. Rien n’est encore enregistré.'
      : `${p.by} a modifié ceci pendant votre saisie. Rien n’est encore enregistré.`,
  number_taken: () => 'Un autre client porte déjà ce numéro.',
  entity_code_taken: () => 'Une autre société porte déjà ce code. Choisissez-en un autre.',
  customer_in_circle: () =>
    'Ce client dépend de celui que vous avez choisi, directement ou par d’autres. Choisissez une autre société mère.',
  scenario_not_published: () => 'Ce scénario n’a pas de version publiée. Publiez-en une d’abord.',
  sender_not_set: () =>
    'Indiquez d’abord l’adresse d’où partent les relances : une réponse doit vous parvenir.',
  logo_invalid: (p) =>
    p.reason === 'svg'
      ? 'Un dessin (SVG) n’est pas accepté : il peut charger d’ailleurs et changer. Enregistrez-le en PNG.'
      : p.reason === 'not_a_picture'
        ? 'Ce n’est pas une image. Prenez un PNG, JPEG, WebP ou GIF.'
        : p.reason === 'too_large'
          ? 'Le fichier dépasse 8 Mo. Enregistrez-le plus petit.'
          : p.reason === 'too_many_pixels'
            ? 'L’image a plus de 40 millions de pixels. Enregistrez-la plus petite.'
            : 'L’image est endommagée et ne peut être lue. Enregistrez-la à nouveau.',
  action_not_open: () => 'Cette action n’est plus ouverte.',
  already_confirmed: (p) =>
    p.by === undefined
      ? 'Un collègue a déjà confirmé cette action.'
      : `${p.by} a déjà confirmé cette action.`,
  already_closed: (p) =>
    p.by === undefined ? 'Cette action est déjà close.' : `${p.by} a déjà clos cette action.`,
  undo_too_late: () =>
    'Trop tard pour annuler : le message est parti, ou quelque chose de plus récent l’a remplacé.',
  stale_confirmation: () =>
    'La situation a changé depuis l’affichage. Rien n’est parti. Vérifiez ce qui est nouveau, puis confirmez.',
  message_stopped: (p) =>
    `Rien n’est parti. ${stops[String(p.gate)] ?? 'Quelque chose s’y oppose ; regardez le client et réessayez.'}`,
  no_longer_due: () => 'Cette action n’est plus due. Rien n’est parti.',
  date_in_past: () => 'Cette date est passée. Choisissez-en une plus tardive.',
  date_too_far: (p) =>
    p.maxDays === undefined
      ? 'Cette date est trop lointaine.'
      : `Choisissez une date dans les ${p.maxDays} jours.`,
  payment_date_invalid: () =>
    'Indiquez la date du paiement\u00a0: aujourd’hui au plus tard, et pas d’il y a des années.',
  reason_required: () => 'Indiquez un motif, pour que vos collègues comprennent plus tard.',
  not_paused: () => 'Ce client n’est pas en pause.',
  case_paused: () => 'Ce client est en pause. Reprenez d’abord le suivi.',
  message_in_doubt: () => 'On ne sait pas si le dernier message est arrivé. Réglez d’abord ce point.',
  send_under_way: () =>
    'Un message est en train de partir. Attendez qu’il soit parti, une minute au plus, puis revenez.',
  workflow_not_running: () => 'Plus rien n’est en cours. Actualisez la page.',
  reset_point_gone: () =>
    'On ne peut pas revenir à cet événement. Choisissez un autre point, ou reconstruisez le dossier.',
  not_in_doubt: () => 'Ce message est déjà réglé.',
  channel_not_ready: () => 'Ce canal n’est pas encore configuré. L’action reste dans l’agenda.',
  amount_over_open: () => 'Le montant dépasse ce qui reste dû sur cette pièce.',
  invoice_unknown: (p) => `Aucun client de cette société n’a de facture ${p.number}.`,
  invoice_ambiguous: (p) => `Plusieurs clients ont une facture ${p.number} : indiquez le numéro du client.`,
  currency_differs: (p) => `La facture ${p.number} est en ${p.currency}.`,
  item_not_open: () => 'Une pièce n’est plus ouverte. Rechargez la page.',
  promise_not_open: () => 'Cette promesse n’est plus en cours.',
  dispute_not_open: () => 'Ce litige est déjà résolu.',
  hold_not_open: () => 'Ce blocage est déjà levé.',
  already_disputed: () => 'Une pièce est déjà en litige.',
  scenario_invalid: () => 'Ce scénario ne peut pas fonctionner. Corrigez ce qui est signalé.',
  scenario_in_use: () =>
    'Une règle ou un client désigne ce scénario. Donnez-leur d’abord un autre scénario ; le brouillon a été conservé.',
  version_published: () => 'Une version publiée ne se modifie pas. Créez-en une nouvelle.',
  version_not_published: () => 'Cette version n’est pas encore publiée.',
  template_invalid: templateRefusal,
  template_not_found: () => 'Ce modèle n’existe pas.',
  unknown_tag: (p) =>
    `La balise ${p.tag ?? ''} n’existe pas${p.field === 'subject' ? ' (objet)' : p.paragraph === undefined ? '' : ` (paragraphe ${p.paragraph}\u00a0: ${p.words})`}. Tapez # et choisissez-en une.`,
  render_budget_exceeded: () => 'Le modèle est trop long à rendre. Simplifiez-le.',
  total_mismatch: () => 'Le total du message diffère de la balance. Il n’est pas parti.',
  letter_address: (p) =>
    p.reason === 'empty'
      ? 'L’adresse postale est incomplète. Saisissez un nom et une ville.'
      : p.reason === 'too_many_lines'
        ? `L’adresse postale a plus de ${p.max} lignes. Raccourcissez-la ; cette ligne n’a plus de place : ${p.text}`
        : `La ligne ${p.line} de l’adresse postale est trop longue pour l’enveloppe. Raccourcissez-la : ${p.text}`,
  letter_characters: (p) =>
    `Le courrier contient des caractères impossibles à imprimer. Retirez-les ou remplacez-les : ${p.characters}`,
  letter_not_carried: () =>
    'Aucun prestataire ne prend ce type de lettre pour le moment. Imprimez-la et postez-la, ou connectez un prestataire dans les paramètres.',
  letter_invalid: (p) =>
    p.problem === 'country'
      ? `Le prestataire ne distribue pas ce type de lettre vers ${p.country}. Choisissez un autre type, ou postez-la vous-même.`
      : p.problem === 'sheets'
        ? `La lettre compte ${p.sheets} feuilles, et le prestataire en prend ${p.max} au plus. Raccourcissez-la, ou postez-la vous-même.`
        : p.problem === 'size'
          ? 'La lettre est trop volumineuse pour le prestataire. Réduisez le logo, ou postez-la vous-même.'
          : p.problem === 'consent'
            ? 'Une lettre qualifiée à un particulier exige son accord, qui n’est pas conservé ici. Choisissez un autre type.'
            : p.problem === 'email'
              ? 'Une lettre électronique exige l’adresse e-mail de son lecteur. Saisissez-la, puis réessayez.'
              : p.problem === 'sender'
                ? `L’adresse de votre société dépasse les lignes du prestataire. Raccourcissez la ligne ${p.line} : ${p.text}`
                : `L’adresse postale ne convient pas aux lignes du prestataire. Corrigez la ligne ${p.line} : ${p.text}`,
  letter_cap_reached: () =>
    'Les lettres de ce mois coûteraient plus que le plafond. Relevez-le dans les paramètres, ou postez la lettre vous-même.',
  letter_provider_not_set: () =>
    'Ce serveur n’a pas les identifiants du prestataire. Son exploitant les fournit ; d’ici là, postez la lettre vous-même.',
  letter_stop_too_late: () =>
    'La lettre ne peut plus être arrêtée : elle est imprimée, ou son prestataire n’en arrête aucune.',
  letter_code_not_entered: (p) =>
    `Personne n’a saisi le code du prestataire en ${p.days} jours : rien n’est parti. Confirmez à nouveau pour recommencer, ou passez l’étape.`,
  letter_needs_no_code: (p) =>
    p.state === 'gone' ? 'La lettre a été remise.' : 'La lettre n’attend plus de code.',
  letter_code_limit: (p) =>
    `Assez de codes ont été demandés. Le prochain pourra l’être dans ${Math.ceil(Number(p.retryAfterSeconds) / 60)} minutes.`,
  letter_code_needed: () => 'Demandez d’abord un code.',
  letter_code_wrong: (p) => `Le prestataire n’accepte pas ce code. Essais restants : ${p.triesLeft}.`,
  letter_code_expired: () =>
    'Ce code ne vaut plus rien : ses minutes sont passées, il a été mal saisi trop souvent, ou la lettre a changé. Demandez-en un autre.',
  letter_code_busy: () => 'Un code est en cours de vérification pour cette lettre. Revenez dans un instant.',
  letter_not_taken: (p) =>
    p.text
      ? `Le prestataire ne l’a pas prise ; rien n’est parti. Sa réponse : ${p.text}`
      : 'Le prestataire ne l’a pas prise ; rien n’est parti. Réessayez dans un moment.',
  letter_not_by_hand: () =>
    'Un prestataire achemine cette lettre et indique où elle en est. Rien ne peut être noté à la main.',
  payments_off: () => 'Cette société n’encaisse pas de paiement sur sa page.',
  payment_connector_not_set: () =>
    'Cette installation n’a pas d’identifiants pour ce prestataire ; docs/payments.md indique lesquels.',
  payment_connector_away: () => 'Le service de paiement est injoignable pour le moment. Rien n’a été débité.',
  payment_under_way: (p) => `Un paiement de ${p.number ?? 'cet élément'} est déjà en cours.`,
  payment_not_open: () => 'Ce paiement n’est plus ouvert.',
  payment_amount_changed: () => 'Le montant a changé entre-temps. Rien n’a été débité ; vérifiez-le.',
  payment_amount_out_of_range: () =>
    'Ce montant ne peut pas être payé ici : choisissez plus, ou moins, ou payez par virement.',
  item_disputed: (p) => `${p.number ?? 'Un élément'} est contesté et ne peut pas être payé ici.`,
  nothing_to_pay: () => 'Dans ce choix, il n’y a rien à payer.',
  letter_scan_invalid: () => 'Choisissez un fichier PDF, PNG ou JPEG de 6 Mo au plus.',
  picture_invalid: () =>
    'L’image ne peut pas être imprimée. Choisissez un PNG ou un JPEG RVB de 4 Mo et 4 000 pixels de côté au plus.',
  tag_value_missing: (p) =>
    p.tag === undefined
      ? 'Une valeur nécessaire au modèle manque.'
      : `Le modèle a besoin de ${p.tag}, qui n’a pas de valeur ici.`,
  documents_missing: (p) =>
    `Ce texte ne part qu’avec les documents de ses pièces, et il en manque ${p.count}\u00a0: ${p.numbers}. Ajoutez-les, ou laissez le modèle partir sans eux.`,
  address_invalid: () => 'L’adresse e-mail n’est pas valable.',
  no_contact: () => 'Aucune adresse utilisable pour ce canal. Ajoutez d’abord un contact.',
  file_empty: () => 'Le fichier est vide. Exportez-le de nouveau depuis votre comptabilité.',
  file_too_large: () => 'Le fichier est trop volumineux. Divisez-le ou n’envoyez que les changements.',
  file_unreadable: () => 'Le fichier est illisible. Envoyez un fichier CSV ou XLSX.',
  file_truncated: () => 'Le fichier s’arrête au milieu. Exportez-le de nouveau ; rien n’a été appliqué.',
  file_is_binary: () => 'Ce n’est pas un tableau. Envoyez un fichier CSV ou XLSX.',
  bank_file_wrong: (p) =>
    `Le fichier bancaire n’a pas été lu (${p.place}) : ${bankFaults[p.fault as BankFileFault]}`,
  file_has_formulas: () => 'Le fichier contient des formules. Enregistrez-le avec les valeurs seules.',
  archive_bomb: () => 'Le fichier décompressé dépasse la taille permise. Il n’a pas été lu.',
  columns_missing: (p) =>
    p.found === undefined
      ? 'Des colonnes manquent dans le fichier.'
      : `Aucune colonne d’une balance n’a été reconnue. Il faut un numéro de client et, pour les pièces ouvertes, numéro de pièce, échéance et montant ouvert ; le fichier a : ${p.found}. Vérifiez que la première ligne nomme les colonnes, et exportez de nouveau.`,
  import_not_open: () => 'Le sort de cet import est déjà décidé.',
  import_not_undoable: () => 'Cet import ne peut plus être annulé : un import plus récent est appliqué.',
  import_older_than_last: () => 'Ce fichier est plus ancien que le dernier import.',
  currency_unknown: () => 'Devise inconnue.',
  amount_invalid: () => 'Montant illisible.',
  date_invalid: () => 'Date illisible.',
  number_missing: () => 'Le numéro de pièce manque.',
  customer_unknown: () => 'Client inconnu.',
  item_unknown: () => 'Pièce inconnue.',
  nothing_to_return: () =>
    'Aucun paiement de ce montant n’est enregistré qui puisse être rejeté. Indiquez sa pièce ou sa référence.',
  payment_on_credit: () => 'Un paiement ne peut pas être affecté à un avoir.',
  type_unknown: () => 'Type de pièce inconnu.',
  side_missing: () => 'La ligne n’indique pas débit ou crédit.',
  number_shortened: () =>
    'Le numéro a été abrégé par un tableur. Mettez la colonne au format texte et exportez de nouveau.',
  columns_count: () => 'La ligne a plus ou moins de colonnes que l’en-tête.',
  import_has_errors: () => 'Le fichier a des lignes inutilisables. Corrigez-les ou laissez-les de côté.',
  duplicate_row: () => 'La même pièce figure deux fois dans le fichier.',
  model_not_connected: () => 'Aucun modèle n’est relié. Demandez à qui gère le serveur de régler AI_URL.',
  comment_not_pending: (p) =>
    p.by === undefined
      ? 'Un collègue a traité ce commentaire entre-temps. Rechargez la page.'
      : `${p.by} a traité ce commentaire entre-temps. Rechargez la page.`,
  mail_not_waiting: () => 'Un collègue s’est occupé de cet e-mail entre-temps. Rechargez la page.',
  mail_moved_meanwhile: () => 'Cet e-mail n’est plus chez ce client. Rechargez la page.',
  mail_filed_there: () => 'L’autre client a déjà cet e-mail.',
  mail_has_status: () =>
    'Des pièces de ce client ont reçu un statut d’après cet e-mail. Annulez-le d’abord, puis déplacez l’e-mail.',
  sender_not_known: () => 'Cet e-mail n’indique pas d’expéditeur : aucun ne peut être retenu.',
  files_not_kept: () =>
    'Les pièces jointes ne sont pas conservées ici : cherchez l’e-mail dans la boîte où il est arrivé.',
  file_infected: () => 'Un virus a été trouvé dans ce message. Ses fichiers restent fermés.',
  too_many_mails: () => 'Plus aucun message n’est pris ici aujourd’hui. Renvoyez-le demain.',
  capture_off: () => 'Les réponses par e-mail sont désactivées. Activez-les d’abord dans les paramètres.',
  capture_name_taken: () =>
    'Une autre société de cette installation a ces adresses. Choisissez un autre nom.',
  comment_not_deleted: () => 'Ce commentaire n’est pas supprimé.',
  proposal_decided: (p) =>
    p.by === undefined
      ? 'Un collègue a traité cette proposition entre-temps. Rechargez la page.'
      : `${p.by} a traité cette proposition entre-temps. Rechargez la page.`,
  status_unknown: () => 'Ce statut n’est plus au catalogue. Choisissez-en un autre.',
  status_needed: () =>
    'C’est le dernier statut de ce genre, et les clients peuvent le choisir sur leur page. Ajoutez-en un autre avant de l’archiver.',
  papers_to_stranger: (p) =>
    `${p.address === '' ? 'Aucune adresse n’est connue' : `${p.address} n’est pas une adresse connue`}\u00a0: les documents ne vont qu’aux contacts du client. Ajoutez d’abord ce contact, ou répondez sans documents.`,
  comment_is_internal: () =>
    'Ceci a été écrit par un collègue. On n’y répond pas au client ; interrogez plutôt le collègue à nouveau.',
  nothing_to_answer: () =>
    'Une réponse suppose un message auquel répondre. Écrivez plutôt au client depuis sa fiche.',
  promise_needs_date: () => 'Indiquez le jour promis pour le paiement.',
  follow_up_not_open: (p) =>
    p.by === undefined ? 'Cette tâche est déjà close.' : `${p.by} a déjà clos cette tâche.`,
  letter_answered: () => 'Cette lettre a déjà été signée ou refusée : la décision est définitive.',
  letter_closed: () => 'Le délai pour signer cette lettre est passé.',
  link_unknown: () => 'Ce lien n’est pas valable. Ouvrez-le de nouveau depuis l’e-mail.',
  link_expired: () => 'Ce lien a expiré. Demandez-en un nouveau.',
  link_revoked: () => 'Ce lien ne fonctionne plus.',
  interactive_pages_off: () =>
    'Les pages interactives sont désactivées pour ce client. Activez-les d’abord, un lien n’ouvrirait rien.',
  link_in_text: () =>
    'Le texte contient le lien personnel de quelqu’un. Retirez-le : chaque message reçoit un lien propre à son destinataire.',
  pages_off: () => 'Cette page est désactivée pour le moment.',
  code_required: () => 'Un code reçu par e-mail est d’abord nécessaire.',
  code_wrong: () => 'Ce n’est pas le bon code. Regardez l’e-mail le plus récent et réessayez.',
  code_expired: () => 'Le code a expiré. Demandez-en un nouveau.',
  nothing_said: () => 'Choisissez un statut, écrivez un commentaire ou joignez un fichier.',
  items_needed: () => 'Choisissez d’abord au moins une pièce.',
  text_too_long: (p) => `Le texte est trop long : ${p.maxLength ?? ''} caractères au plus.`,
  too_many_files: (p) => `Trop de fichiers : ${p.maxFiles ?? ''} au plus.`,
  too_many_documents: (p) =>
    `Trop de documents à la fois : ${p.maxDocuments ?? ''} au plus. Choisissez moins de pièces.`,
  file_type_refused: () =>
    'Ce type de fichier n’est pas accepté. Envoyez un PDF, une image, un texte ou un document bureautique.',
  no_document: () => 'Il n’y a pas de document pour cette pièce.',
  document_store_unavailable: () => 'La GED ne répond pas. Réessayez dans quelques minutes.',
  mail_not_taken: (p) =>
    `L’adresse ne l’a pas accepté. Son serveur répond : ${p.answer ?? ''} Votre texte est conservé ici.`,
  mail_listener_away: () =>
    'Le courrier entrant n’est pas reçu sur cette machine pour le moment. Votre texte est conservé ici ; réessayez bientôt.',
  recipient_not_own_domain: (p) =>
    `Les e-mails internes ne vont que dans votre société : ${p.domains ?? 'aucun domaine n’est réglé'}.`,
  recipient_is_customer: () =>
    'Cette adresse est celle d’un contact d’un client. Un e-mail interne n’y va jamais.',
  internal_link_to_outside: () => 'Ce message porte un lien interne et n’est pas sorti de la société.',
  question_closed: () => 'Cette question est close.',
  rule_invalid: ({ rule }) =>
    rule
      ? `La règle « ${rule} » ne peut pas fonctionner : voyez la remarque à côté et corrigez-la d’abord.`
      : 'Les règles ont changé entre-temps. Rechargez la page.',
};

export const unknownError = 'La demande a été refusée. Rechargez la page et réessayez.';
export const offline =
  'Pas de réponse du serveur. Rien n’a été modifié ; vérifiez la connexion et réessayez.';
export const fieldIssues: Text['fieldIssues'] = {
  required: 'Ce champ est nécessaire.',
  too_small: 'Trop court ou trop petit.',
  too_big: 'Trop long ou trop grand.',
  pair: 'Écrivez-en un par ligne, comme région : nord.',
  vat_number: 'Ce numéro de TVA n’est pas correct : un chiffre est faux ou manque.',
  iban: 'Cet IBAN n’est pas correct : un chiffre est faux ou manque.',
  bic: 'Un BIC compte 8 ou 11 lettres et chiffres.',
  email: 'Écrivez une adresse, comme nom@societe.fr.',
  domain: 'Écrivez un domaine, comme societe.fr.',
  window: 'Ce doit être après le début.',
  country: 'Écrivez le code d’un pays, comme DE.',
  currency: 'Ce n’est pas une devise en usage.',
  choose: 'Choisissez dans la liste, ou laissez vide.',
  deputy: 'Personne n’est son propre remplaçant.',
  date: 'Écrivez un jour comme 2026-12-24.',
  amount: 'Écrivez un montant, par exemple 1 250,50.',
  other: 'Valeur incorrecte.',
};
