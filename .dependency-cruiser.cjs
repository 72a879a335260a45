// Who may import whom. ARCHITECTURE.md says why; `npm run check` and CI hold it.
// Tests may import everything, so no rule looks at them except the ones about cycles and generated files.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const tests = '(\\.test\\.ts$|^test/)';
const typeOnly = ['type-only'];

/** An edge that is refused altogether. */
function never(name, comment, from, to) {
  return { name, comment, severity: 'error', from: { pathNot: tests, ...from }, to };
}

/** An edge that is fine for types and refused at run time. */
function typesOnly(name, comment, from, to) {
  return never(name, comment, from, { ...to, dependencyTypesNot: typeOnly });
}

const core = ['core'];
const packages = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];
/**
 * Nouns whose rows are facts: the only type with which one of their writes can be called comes from the unit of work.
 * Beside them stand the outbox and the answers that commands keep, which use cases write too.
 */
const queries = join(__dirname, 'prisma/queries');
const facts = readdirSync(queries)
  .filter((noun) =>
    readdirSync(join(queries, noun)).some(
      (file) =>
        /^write.*\.ts$/.test(file) &&
        readFileSync(join(queries, noun, file), 'utf8').includes('FactsTransaction'),
    ),
  )
  .concat(['command-answers', 'facts', 'notices', 'workflow-requests'])
  .join('|');
const ours = '^(application|workflows|activities|worker|api|web|prisma|runtime|cli|bench|config|test)/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle of run-time imports has no first file to read. Type-only edges may close one.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: typeOnly } },
    },
    {
      name: 'nothing-unresolved',
      comment: 'The file or package does not exist.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(\\$app|\\$env|\\$lib|\\./\\$types|virtual:)' },
    },
    never(
      'no-development-packages',
      'What runs must be in dependencies.',
      {
        path: '^(domain|application|workflows|activities|worker|api|prisma|config|cli)/',
        pathNot: `(^api/write-openapi\\.ts$|${tests})`,
      },
      {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: typeOnly,
      },
    ),

    // domain: pure rules
    never(
      'domain-imports-domain-only',
      'Rules are plain functions over plain data.',
      { path: '^domain/' },
      { path: ours },
    ),
    never(
      'domain-does-no-io',
      'Rules touch nothing: no file, no network, no clock.',
      { path: '^domain/' },
      { dependencyTypes: core },
    ),
    never(
      'domain-has-no-libraries',
      'Rules stand on their own. Schemas in model/ use zod; holidays are library data read in calendar/.',
      {
        path: '^domain/(?!model/|calendar/|template/|mail-reading/|contact/postal-address|company/vat-number|payment/iban)',
      },
      { dependencyTypes: packages, dependencyTypesNot: typeOnly },
    ),
    never(
      'domain-tables-of-countries-only',
      'How addresses are written and numbers are checked is library data, like holidays.',
      { path: '^domain/(contact/postal-address|company/vat-number|payment/iban)' },
      {
        dependencyTypes: packages,
        dependencyTypesNot: typeOnly,
        pathNot: 'node_modules/(ibantools|localized-address-format|stdnum|vitest)/',
      },
    ),
    never(
      'domain-templates-use-html-readers-only',
      'How HTML is read is a specification of hundreds of pages, and text in, tree out: parse5 knows it.',
      { path: '^domain/template/' },
      {
        dependencyTypes: packages,
        dependencyTypesNot: typeOnly,
        pathNot: 'node_modules/(parse5|entities)/',
      },
    ),
    never(
      'domain-mail-reading-uses-readers-only',
      'How HTML is written, which language words are in and how clients quote is library data: text in, answer out.',
      { path: '^domain/mail-reading/' },
      {
        dependencyTypes: packages,
        dependencyTypesNot: typeOnly,
        pathNot: 'node_modules/(htmlparser2|eld|email-reply-parser|vitest|fast-check)/',
      },
    ),
    never(
      'domain-model-uses-zod-only',
      'Schemas are zod and nothing else.',
      { path: '^domain/model/' },
      {
        dependencyTypes: packages,
        dependencyTypesNot: typeOnly,
        pathNot: 'node_modules/zod/',
      },
    ),
    never(
      'domain-calendar-uses-holidays-only',
      'Holiday data comes from one library.',
      { path: '^domain/calendar/' },
      {
        dependencyTypes: packages,
        dependencyTypesNot: typeOnly,
        pathNot: 'node_modules/date-holidays/',
      },
    ),
    typesOnly(
      'rules-import-schemas-as-types',
      'Rules receive data that was parsed at the door and do not parse again.',
      { path: '^domain/(?!model/|scenario/)[^/]+/' },
      { path: '^domain/model/' },
    ),
    never(
      'model-imports-vocabulary-only',
      'Schemas are composed of closed lists and other schemas.',
      { path: '^domain/model/' },
      {
        path: '^domain/(?!model/|vocabulary/|errors\\.ts$|money/)',
      },
    ),

    never(
      'words-import-lists-only',
      'What messages say is text by language, and nothing else.',
      { path: '^domain/words/' },
      { path: '^domain/(?!words/|vocabulary/)' },
    ),

    // application: use cases, for whoever calls
    never(
      'application-knows-rules-and-rows',
      'A use case does not know who calls it: it decides by domain and writes by prisma.',
      { path: '^application/' },
      { path: '^(activities|worker|api|web|runtime|cli|bench)/' },
    ),
    typesOnly(
      'application-takes-configuration',
      'Settings are handed in by the caller.',
      { path: '^application/' },
      { path: '^config/' },
    ),
    never(
      'application-takes-workflow-names',
      'Of workflows a use case knows the names and payloads that it asks for.',
      { path: '^application/' },
      { path: '^workflows/(?!messages/)' },
    ),
    typesOnly(
      'facts-change-in-application',
      'Rows of facts are written by use cases alone, with the version, the history and the outbox row of the change.',
      { pathNot: `(^application/|${tests})` },
      { path: `^prisma/queries/(${facts})/write[^/]*\\.ts$` },
    ),
    typesOnly(
      'one-unit-of-work',
      'The version of a position and the outbox of cases are written by the unit of work alone.',
      { pathNot: `(^application/unit-of-work\\.ts$|${tests})` },
      { path: '^prisma/queries/facts/write\\.ts$' },
    ),

    typesOnly(
      'one-outbox',
      'Workflows are asked for by the outbox alone: nobody starts one otherwise.',
      { pathNot: `(^application/outbox\\.ts$|${tests})` },
      { path: '^prisma/queries/(notices|workflow-requests)/write\\.ts$' },
    ),

    // workflows: wait, ask, carry on
    typesOnly(
      'workflows-use-rules-as-types',
      'Rules run inside activities, so that they may change while a case waits.',
      { path: '^workflows/' },
      { path: '^domain/' },
    ),
    typesOnly(
      'workflows-use-activities-as-types',
      'Activities are reached through proxies.',
      { path: '^workflows/' },
      { path: '^activities/' },
    ),
    never(
      'workflows-know-no-other-layer',
      'Workflow code is replayed: no data, no configuration, no server.',
      { path: '^workflows/' },
      {
        path: '^(application|prisma|config|api|worker|web|runtime|cli|bench)/',
      },
    ),
    never(
      'workflows-use-temporal-only',
      'Only the workflow package and what it is made of are safe to replay.',
      { path: '^workflows/' },
      {
        dependencyTypes: [...core, ...packages],
        dependencyTypesNot: typeOnly,
        pathNot: 'node_modules/@temporalio/(workflow|common)/',
      },
    ),

    // activities: effects
    never(
      'activities-do-not-know-the-door',
      'Effects are started by workflows, not by routes.',
      { path: '^activities/' },
      {
        path: '^(api|worker|web|runtime|cli|bench)/',
      },
    ),
    typesOnly(
      'activities-take-configuration',
      'Settings are handed in by the worker.',
      { path: '^activities/' },
      { path: '^config/' },
    ),
    typesOnly(
      'activities-take-workflow-names',
      'Of workflows an activity knows the payloads only.',
      { path: '^activities/' },
      { path: '^workflows/' },
    ),
    never(
      'adapters-only-in-activities',
      'One way out: only activities send.',
      // api: the renderer of previews and trials of connections, nothing else, by api-does-no-effects
      {
        pathNot: `(^activities/|^worker/deps\\.ts$|^bench/|^api/(main|connections/connections|desk/mailbox/answering)\\.ts$|${tests})`,
      },
      {
        path: '^activities/adapters/',
        dependencyTypesNot: typeOnly,
      },
    ),
    never(
      'outbound-knows-no-channel',
      'The protocol of sending is the same for every channel: it knows their interface, and no message.',
      { path: '^activities/outbound/' },
      { path: '^activities/(channels|case|notices|messages|adapters/mail)/' },
    ),
    typesOnly(
      'channels-are-wired-in-one-place',
      'Whoever sends asks the registry; a channel that is added touches no other room.',
      // A text that is being designed is laid out as a letter without a step that would name a channel.
      { pathNot: `(^activities/channels/|^activities/messages/preview-template\\.ts$|${tests})` },
      { path: '^activities/channels/(?!registry\\.ts$)' },
    ),
    never(
      'mail-only-in-its-channels',
      'What is true of e-mail only stays where e-mail is a channel.',
      { path: '^activities/(?!channels/|adapters/mail/)' },
      { path: '^activities/adapters/mail/' },
    ),
    never(
      'mail-only-in-adapters',
      'One way out: only the mail adapters know SMTP.',
      { pathNot: `(^activities/adapters/|${tests})` },
      {
        path: 'node_modules/nodemailer/',
        dependencyTypesNot: typeOnly,
      },
    ),

    typesOnly(
      'threads-of-one-pool',
      'One way to run work that may have to be ended: bounds, waiting and replacement are written once.',
      { path: '^(activities|worker|api|prisma|cli)/', pathNot: `(^activities/thread-pool\\.ts$|${tests})` },
      { path: '^(node:)?worker_threads$|node_modules/piscina/' },
    ),

    // api: the door in
    never(
      'api-does-no-effects',
      'The API asks a workflow; it never performs.',
      { path: '^api/' },
      {
        path: '^(activities|worker|web/src|runtime/(?!temporal/client\\.ts$)|cli|bench)/',
        // How payloads are written is settled for everybody at once. A preview renders, a trial of a connection asks a server and sends nothing, a document is fetched from where it lies, a stored message is masked on a thread, an upload's directory is read; none of them sends: the same code, so that people see what will be. What the local mailbox answers as a customer comes in, and goes no further than the listener. What a person prints is kept as it was printed. A letter that leaves only with the code of a person is handed over where the code is typed, for no queue may hold it (ADR 33). A payment is opened and called off at its connector while the customer waits for the address; where it is, its workflow finds out. A model that reads old replies to be compared is asked by the code that asks it about new ones.
        pathNot:
          '^activities/(thread-pool|mail-reading/read-mime|messages/(preview|preview-template|masked-mail)|case/(letters|preview-written)|letters/(providers|by-code)|payments/connectors|replies/try-model|rendering/letter/renderer|adapters/(qualifier/openai-compatible|render/(renderer|table-xlsx)|document-store|spreadsheet/archive|mail/((mail|journal)-connection|customer-mail|connection-outcome|smtp-url|journal-evidence)))\\.ts$',
        dependencyTypesNot: typeOnly,
      },
    ),
    never(
      'api-starts-workflows-by-name',
      'The door knows names and payloads, not the code behind them.',
      { path: '^api/' },
      {
        path: '^workflows/(?!messages/)',
      },
    ),
    never(
      'customers-page-reads-its-own',
      'What a customer is shown is read by queries made for it; nothing that colleagues write is at hand there.',
      { path: '^(api|prisma/queries)/portal/' },
      {
        path: '^(api/(internal|integration|desk)/|prisma/queries/|application/)',
        pathNot:
          // Payments are started, called off and looked at by customers themselves.
          '^(prisma/queries/(portal/|(uploads|documents|files|online-payments|payment-connections)/read\\.ts$|online-payments/notes\\.ts$|replies/sending\\.ts$)|application/(replies/receive|online-payments/(start|end-unpaid)|outbox)\\.ts$)',
        dependencyTypesNot: typeOnly,
      },
    ),
    never(
      'worker-does-not-know-the-door',
      'Worker and API are separate processes.',
      { path: '^worker/' },
      { path: '^(api|web|cli|bench)/' },
    ),

    // web: shows and asks
    never(
      'web-asks-the-api',
      'Pages reach data through the generated client only.',
      { path: '^web/' },
      {
        path: '^(application|prisma|workflows|activities|worker|api|config|runtime|cli|bench)/',
      },
    ),

    // prisma: data
    never(
      'prisma-is-a-leaf',
      'Reads and writes know rules and configuration, nothing above them.',
      { path: '^prisma/(?!seed/)' },
      {
        path: '^(application|workflows|activities|worker|api|web|runtime|cli|bench)/',
      },
    ),
    typesOnly(
      'queries-hold-rows-only',
      'A query reads or writes rows. What is decided on them is asked by whoever called: closed lists, schemas, traits of channels and normal forms of text are all it needs.',
      // the hot path of a case reads, decides and writes in few statements
      { path: '^prisma/queries/', pathNot: '^prisma/queries/(items/open-lines|command-answers/read)\\.ts$' },
      {
        // Rules written as tables, from which statements over whole files, the count of attempts and the changes of a
        // letter that is locked are made.
        pathNot:
          '^domain/(ledger/(changes|document-use)|receivables/document-types|attempts/waits|letter/course)\\.ts$',
        path: '^domain/(?!vocabulary/|model/|channels/|text/|errors\\.ts$|links/token\\.ts$|internal/recipient\\.ts$)',
      },
    ),
    never(
      'generated-client-has-one-door',
      'Only prisma/client.ts imports the generated client.',
      { pathNot: '^prisma/(client\\.ts$|generated/)' },
      {
        path: '^prisma/generated/',
      },
    ),

    // config: the only reader of the environment
    never(
      'config-is-a-leaf',
      'Configuration depends on nothing of ours.',
      { path: '^config/' },
      {
        path: '^(application|workflows|activities|worker|api|web|prisma|runtime|cli|bench)/',
      },
    ),
    never(
      'config-uses-zod-only',
      'A schema and Node are enough to read settings.',
      { path: '^config/' },
      {
        dependencyTypes: packages,
        dependencyTypesNot: typeOnly,
        pathNot: 'node_modules/zod/',
      },
    ),

    never(
      'nothing-imports-tests',
      'Test support stays in tests and the bench, which measures what tests build.',
      { pathNot: `(${tests}|^bench/)` },
      { path: tests },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/generated'] },
    exclude: { path: ['^web/(build|\\.svelte-kit)/', '^worker/bundle/', '^\\.relance/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.svelte', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'node', 'default', 'types'],
    },
    detectJSDocImports: false,
    skipAnalysisNotInRules: true,
  },
};
