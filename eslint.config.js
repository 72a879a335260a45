// Lint rules of the house. Each ban below names the reason that the developer reads; which file may import
// which is checked by dependency-cruiser, dead code by knip, the rest of the house by test/house.
import { existsSync } from 'node:fs';
import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.ts', 'test/**'];
const webIsThere = existsSync(new URL('./web/tsconfig.json', import.meta.url));

/** Components whose markup comes from our own sanitiser and is shown in a sandboxed frame, read by a person. */
const reviewedHtmlTags = [];

const bans = {
  everywhere: [
    {
      selector: "NewExpression[callee.object.name='pg'][callee.property.name='Client']",
      message:
        'A bare client ends the process when its connection breaks: new DatabaseSession of prisma/session.ts.',
    },
    {
      selector:
        "NewExpression[callee.object.name='pg'][callee.property.name='Pool']:not(:has(Property[key.name='Client']))",
      message: 'Give the pool Client: DatabaseSession, or a broken connection ends the process.',
    },
    {
      selector: 'MemberExpression[property.name=/^\\$(queryRawUnsafe|executeRawUnsafe)$/]',
      message: 'Raw SQL only through Prisma.sql`…`, which binds every value.',
    },
    {
      selector: 'Property[key.name=/^(startDelay|backoffStartInterval)$/]',
      message: 'A start delay cannot be interrupted by a payment or a person: wait inside the workflow.',
    },
    {
      selector: 'ExportDefaultDeclaration',
      message: 'Named exports only; a default export has as many names as importers.',
    },
  ],
  amounts: [
    {
      selector: "CallExpression[callee.name='parseFloat'], MemberExpression[property.name='parseFloat']",
      message: 'Amounts are integers of minor units; reading and rounding them belongs to domain/money.',
    },
    {
      selector: "MemberExpression[property.name='toFixed']",
      message: 'Amounts are printed by domain/money or the format functions of the web, never by toFixed.',
    },
  ],
  clock: [
    {
      selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']",
      message: 'domain knows no clock: today is an argument.',
    },
    {
      selector: "MemberExpression[object.name=/^(Date|performance)$/][property.name='now']",
      message: 'domain knows no clock: today is an argument.',
    },
    {
      selector: "MemberExpression[object.name='Math'][property.name='random']",
      message: 'The same input gives the same answer: no random numbers in domain.',
    },
  ],
  barrels: [
    {
      selector:
        'Program[body.length>1]:not(:has(> :not(ExportAllDeclaration, ExportNamedDeclaration[source])))',
      message: 'No barrels: an import names the file it means.',
    },
  ],
  workflowIds: [
    {
      selector: [
        "CallExpression[callee.property.name='getHandle'] > :matches(TemplateLiteral, BinaryExpression, Literal).arguments:first-child",
        "Property[key.name='workflowId'] > :matches(TemplateLiteral, BinaryExpression, Literal).value",
      ].join(', '),
      message: 'Ids of workflows are made in workflows/messages/ alone.',
    },
  ],
  payloadsOfAll: [
    {
      selector: [
        "NewExpression[callee.name='Client']",
        "CallExpression[callee.object.name='Worker'][callee.property.name=/^(create|runReplayHistor)/]",
      ].join(', '),
      message: 'Payloads are written in one way: runtime/temporal/client.ts and worker/with-payloads.ts.',
    },
  ],
  environment: [
    {
      selector: "MemberExpression[object.name='process'][property.name='env']",
      message: 'Only config/ reads the environment; take what you need as an argument.',
    },
  ],
  channels: [
    {
      selector: [
        'BinaryExpression[operator=/^[!=]==?$/]:has(> MemberExpression[property.name=/[cC]hannel$/]):has(> Literal)',
        'BinaryExpression[operator=/^[!=]==?$/]:has(> Identifier[name=/[cC]hannel$/]):has(> Literal[value=/./])',
        'SwitchStatement > .discriminant[name=/[cC]hannel$/]',
        'SwitchStatement > .discriminant[property.name=/[cC]hannel$/]',
        'ArrayExpression > Literal[value=/^(internal_email|letter)$/]',
        'TemplateElement[value.raw=/"channel"(::text)? *(=|<>|NOT IN|IN)[ (]*\'/]',
      ].join(', '),
      message:
        'No channel is named where a rule is meant: ask domain/channels for the trait, or add one there.',
    },
  ],
  fields: [
    {
      selector:
        'SvelteElement[name.name=/^(TextField|TextArea|DateField|SelectField)$/] > SvelteStartTag > SvelteSpreadAttribute Identifier[name=/(error|field|wrong)/i]',
      message:
        'A field gets its error by name: spread beside a value, it would put the value back and lose what was typed.',
    },
    {
      selector:
        'SvelteEachBlock > MemberExpression.key[property.name=/^(at|code|email|filename|gate|href|label|number|path|reason|row|subject|text|title|written)$/]',
      message: 'A list is keyed by what cannot come twice: an id, a value of a closed list, or the position.',
    },
  ],
  reading: [
    {
      selector:
        "ImportDeclaration[source.value='$app/navigation'] > ImportSpecifier[imported.name=/^invalidate/]",
      message:
        'web/src/lib/read-again.ts reads the page again: what news have overtaken is waited for there.',
    },
  ],
  facts: [
    {
      selector: "TSAsExpression > TSTypeReference[typeName.name='FactsTransaction']",
      message: 'The transaction that writes facts comes from application/unit-of-work.ts, never from a cast.',
    },
  ],
  payloads: [
    {
      selector: 'TSTypeReference[typeName.name=/^(Date|Map|Set|WeakMap|WeakSet|ReadonlyMap|ReadonlySet)$/]',
      message: 'What crosses a workflow boundary is plain JSON: ISO strings, arrays and records.',
    },
    {
      selector: 'TSBigIntKeyword, Literal[bigint]',
      message: 'What crosses a workflow boundary is plain JSON: minor units are safe integers.',
    },
  ],
};

/** What a rule does not touch; clock and chance are banned above. */
const impure = ['process', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map(
  (name) => ({
    name,
    message: 'Rules are plain functions over plain data: what they need is an argument.',
  }),
);

function restricted(...names) {
  return { 'no-restricted-syntax': ['error', ...names.flatMap((name) => bans[name])] };
}

const general = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'no-console': 'error',
  'no-control-regex': 'error',
  'no-constant-binary-expression': 'error',
  'no-debugger': 'error',
  'no-dupe-else-if': 'error',
  'no-empty': ['error', { allowEmptyCatch: false }],
  'no-eval': 'error',
  'no-fallthrough': 'error',
  'no-new-func': 'error',
  'no-promise-executor-return': 'off',
  'no-self-compare': 'error',
  'no-sparse-arrays': 'error',
  'no-template-curly-in-string': 'error',
  'no-unreachable': 'error',
  'no-unsafe-finally': 'error',
  'no-useless-rename': 'error',
  'no-var': 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' }],
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'use-isnan': 'error',
  'valid-typeof': 'error',
};

const typescript = {
  '@typescript-eslint/ban-ts-comment': [
    'error',
    { 'ts-expect-error': 'allow-with-description', 'ts-ignore': true, 'ts-nocheck': true },
  ],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  '@typescript-eslint/no-non-null-assertion': 'off',
  '@typescript-eslint/no-empty-object-type': 'error',
};

const typed = {
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
  '@typescript-eslint/no-misused-promises': [
    'error',
    { checksVoidReturn: { arguments: false, attributes: false } },
  ],
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

function mailLibraries(message) {
  return {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      { patterns: [{ group: ['nodemailer', 'nodemailer/*'], allowTypeImports: true, message }] },
    ],
  };
}

export default defineConfig(
  {
    ignores: [
      '**/node_modules/**',
      '.relance/**',
      'prisma/generated/**',
      'worker/bundle/**',
      'coverage/**',
      'web/build/**',
      'web/.svelte-kit/**',
      'web/src/lib/api/schema.d.ts',
      ...(webIsThere ? [] : ['web/**']),
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,js,mjs}', '**/*.svelte'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser },
    rules: { ...general, ...typescript },
  },
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      ...typed,
      ...restricted('everywhere', 'amounts', 'environment', 'channels', 'facts', 'barrels', 'workflowIds'),
    },
  },
  {
    files: ['application/unit-of-work.ts'],
    rules: restricted('everywhere', 'amounts', 'environment', 'channels', 'barrels', 'workflowIds'),
  },
  {
    files: ['{api,worker,runtime,cli}/**/*.ts'],
    ignores: ['runtime/temporal/client.ts', 'worker/with-payloads.ts', 'runtime/setup/**', ...tests],
    rules: restricted(
      'everywhere',
      'amounts',
      'environment',
      'channels',
      'facts',
      'barrels',
      'workflowIds',
      'payloadsOfAll',
    ),
  },
  { files: ['**/*.ts'], ...nodemailerOutside() },

  // what an area must not do beyond that
  {
    files: ['domain/**/*.ts'],
    ignores: tests,
    rules: {
      ...restricted('everywhere', 'amounts', 'environment', 'clock', 'channels', 'barrels'),
      'no-restricted-globals': ['error', ...impure],
    },
  },
  {
    files: ['domain/vocabulary/*.ts'],
    rules: restricted('everywhere', 'amounts', 'environment', 'clock', 'barrels'),
  },
  {
    files: ['domain/money/**/*.ts'],
    ignores: tests,
    rules: restricted('everywhere', 'environment', 'clock', 'barrels'),
  },
  {
    files: ['workflows/messages/**/*.ts', 'workflows/lib/**/*.ts'],
    rules: restricted('everywhere', 'amounts', 'environment', 'payloads', 'channels'),
  },
  {
    // the doors of a layer; web/src/lib/vocabulary.ts is where the web reaches over to the domain
    files: ['web/src/lib/vocabulary.ts', 'workflows/index.ts', 'activities/index.ts', 'prisma/client.ts'],
    rules: restricted('everywhere', 'amounts', 'environment', 'channels', 'facts', 'workflowIds'),
  },
  { files: ['config/**/*.ts', 'runtime/setup/**/*.ts'], rules: restricted('everywhere', 'amounts') },
  { files: ['web/src/lib/format/**/*.ts', 'web/src/lib/format.ts'], rules: restricted('everywhere') },

  {
    // the function that registers the routes of a resource is a list, not an algorithm
    files: ['api/desk/**/*.ts', 'api/portal/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 150, skipBlankLines: true, skipComments: true }] },
  },
  // people at a terminal read these
  {
    files: [
      'cli/**',
      'bench/**',
      'runtime/**',
      'test/*.ts',
      'test/support/**',
      '**/main.ts',
      'worker/bundle.ts',
      'prisma/seed/**',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.mjs', '*.js', '*.config.ts', '**/*.config.ts', '**/*.config.js', 'runtime/setup/**'],
    rules: { 'no-console': 'off', ...restricted('everywhere', 'amounts') },
  },
  {
    // the tools that read these files ask for a default export
    files: ['*.config.{js,ts}', 'web/*.config.{js,ts}', '**/vitest*.ts', 'test/**/global-setup.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // a story or a table of cases is one long function; measured seconds are not amounts
    files: [...tests, 'bench/**/*.ts', 'prisma/seed/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 600, skipBlankLines: true, skipComments: true }],
      ...restricted('everywhere'),
      '@typescript-eslint/no-restricted-imports': 'off',
    },
  },
  ...(webIsThere ? pages() : []),
);

/** Only the mail adapters send; any other file would be a way out of the house that history does not see. */
function nodemailerOutside() {
  return {
    ignores: ['activities/adapters/**', ...tests],
    rules: mailLibraries(
      'Only activities/adapters sends mail, so that everything that left stands in history.',
    ),
  };
}

function pages() {
  return [
    ...svelte.configs['flat/recommended'],
    {
      // the server side of the web is a process of its own, with its own environment and its own log
      files: ['web/src/**/*.server.ts'],
      rules: { 'no-console': ['error', { allow: ['error'] }], ...restricted('everywhere', 'amounts') },
    },
    {
      files: ['**/*.svelte', '**/*.svelte.ts'],
      languageOptions: { parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'] } },
      rules: {
        ...restricted('amounts', 'environment', 'channels', 'fields', 'reading'),
        'max-lines-per-function': 'off',
        'prefer-const': 'off',
        'svelte/no-at-html-tags': 'error',
        'svelte/require-each-key': 'error',
        // a set that no markup reads need not be reactive; svelte-check finds the ones that are
        'svelte/prefer-svelte-reactivity': 'off',
        // every internal link is built by web/src/lib/paths.ts and tested there
        'svelte/no-navigation-without-resolve': 'off',
        // svelte-check reads the markup with types and reports what is unused there
        '@typescript-eslint/no-unused-vars': 'off',
      },
    },
    {
      files: reviewedHtmlTags.length > 0 ? reviewedHtmlTags : ['web/none'],
      rules: { 'svelte/no-at-html-tags': 'off' },
    },
  ];
}
