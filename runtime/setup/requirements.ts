/**
 * Writes docs/requirements.md: for every number of the specification whether tests prove it.
 *
 *   node runtime/setup/requirements.ts            write the page
 *   node runtime/setup/requirements.ts --check    exit 1 if the page is not what would be written
 *
 * A number is proved when at least one test carries it at the start of its title and docs/requirements.json
 * names nothing that is missing; partly when both are so; open when no test carries it.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

export interface Requirement {
  /** A short title in our own words. */
  title: string;
  /** What is not there yet; absent when nothing is known to be missing. */
  missing?: string;
}

export interface TestTitle {
  file: string;
  title: string;
  /** Requirement numbers at the start of the title, such as `S-8`. */
  numbers: string[];
}

type State = 'proved' | 'partly' | 'open';

const root = resolve(import.meta.dirname, '../..');
const pageFile = join(root, 'docs/requirements.md');
const areas: Record<string, string> = {
  D: 'Ledger data',
  S: 'Scenarios and actions',
  E: 'E-mail reminders',
  A: 'Agenda and customer page',
  P: 'Interactive pages for customers',
  I: 'Internal interactive e-mails',
  R: 'Reply capture',
  L: 'Letters',
  M: 'Money rules',
  X: 'Administration',
  N: 'Running it',
};
const testFolders = [
  'domain',
  'workflows',
  'application',
  'activities',
  'worker',
  'api',
  'web/src',
  'prisma',
  'runtime',
  'cli',
  'bench',
  'config',
  'test',
];

/** The numbers a title opens with: `S-7 S-8 a payment …` gives both. */
export function numbersOf(title: string): string[] {
  const opening = /^(?:[A-Z]-\d+[\s,:]+)+/.exec(`${title} `)?.[0] ?? '';
  return opening.match(/[A-Z]-\d+/g) ?? [];
}

/**
 * Titles of the tests and groups in one file, read from its syntax tree, nothing is run. Skipped and planned
 * tests prove nothing and are left out with everything in them; so is a group without a test.
 */
export function titlesIn(file: string, source: string): TestTitle[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const titles: TestTitle[] = [];
  const visit = (node: ts.Node): number => {
    const call = ts.isCallExpression(node) ? testCall(node) : undefined;
    if (call === 'off') return 0;
    const place = titles.length;
    let tests = call?.kind === 'test' ? 1 : 0;
    ts.forEachChild(node, (child) => {
      tests += visit(child);
    });
    const numbers = call ? numbersOf(call.title) : [];
    if (call && tests > 0 && numbers.length > 0)
      titles.splice(place, 0, { file, title: call.title, numbers });
    return tests;
  };
  visit(tree);
  return titles;
}

/** What a call declares: a test, a group, something switched off, or none of these. */
function testCall(node: ts.CallExpression): { kind: 'test' | 'group'; title: string } | 'off' | undefined {
  const names = calleeNames(node.expression);
  const first = names[0];
  if (first !== 'test' && first !== 'it' && first !== 'describe') return undefined;
  if (names.some((name) => name === 'skip' || name === 'todo' || name === 'fails')) return 'off';
  const title = titleText(node.arguments[0]);
  if (title === undefined) return undefined;
  return { kind: first === 'describe' ? 'group' : 'test', title };
}

/** `test.each([...])` gives `test`, `each`. */
function calleeNames(expression: ts.Expression): string[] {
  if (ts.isIdentifier(expression)) return [expression.text];
  if (ts.isPropertyAccessExpression(expression))
    return [...calleeNames(expression.expression), expression.name.text];
  if (ts.isCallExpression(expression)) return calleeNames(expression.expression);
  if (ts.isTaggedTemplateExpression(expression)) return calleeNames(expression.tag);
  return [];
}

function titleText(node: ts.Expression | undefined): string | undefined {
  if (!node) return undefined;
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join('');
  }
  return undefined;
}

/** Every title with a number in the repository, by file and then in the order of the file. */
export function allTitles(): TestTitle[] {
  const files = testFolders.flatMap((folder) => testFilesIn(join(root, folder))).sort();
  return files.flatMap((file) =>
    titlesIn(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')),
  );
}

function testFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !file.includes(`${sep}node_modules${sep}`));
  } catch {
    // a folder that is not there has no tests
    return [];
  }
}

export function stateOf(requirement: Requirement, tests: TestTitle[]): State {
  if (tests.length === 0) return 'open';
  return requirement.missing ? 'partly' : 'proved';
}

export function readRequirements(): Record<string, Requirement> {
  return JSON.parse(readFileSync(join(root, 'docs/requirements.json'), 'utf8')) as Record<
    string,
    Requirement
  >;
}

/** The page as it should be; throws when a test carries a number that nobody defined. */
export function renderPage(requirements: Record<string, Requirement>, titles: TestTitle[]): string {
  const byNumber = new Map<string, TestTitle[]>(Object.keys(requirements).map((number) => [number, []]));
  for (const title of titles) {
    for (const number of title.numbers) {
      const list = byNumber.get(number);
      if (!list)
        throw new Error(
          `${title.file}: "${title.title}" carries ${number}, which docs/requirements.json does not know`,
        );
      list.push(title);
    }
  }
  const states = Object.entries(requirements).map(([number, entry]) => stateOf(entry, byNumber.get(number)!));
  const count = (state: State) => states.filter((one) => one === state).length;
  const sections = Object.entries(areas).map(([letter, name]) =>
    section(letter, name, requirements, byNumber),
  );
  return [
    '# Requirements',
    '',
    'Written by `node runtime/setup/requirements.ts` from the titles of the tests and `docs/requirements.json`; not edited by hand.',
    '**Proved**: tests carry the number and nothing is known to be missing. **Partly**: tests carry it, and what is missing is named. **Open**: no test carries it.',
    '',
    `${states.length} requirements: ${count('proved')} proved, ${count('partly')} partly, ${count('open')} open.`,
    '',
    ...sections,
  ].join('\n');
}

function section(
  letter: string,
  name: string,
  requirements: Record<string, Requirement>,
  byNumber: Map<string, TestTitle[]>,
): string {
  const own = Object.entries(requirements).filter(([number]) => number.startsWith(`${letter}-`));
  const lines = [`## ${letter}. ${name}`, ''];
  for (const [number, requirement] of own) {
    const tests = byNumber.get(number)!;
    lines.push(`- **${number}** ${requirement.title}: **${stateOf(requirement, tests)}**`);
    if (requirement.missing) lines.push(`  - missing: ${requirement.missing}`);
    for (const test of tests) lines.push(`  - \`${test.file}\`: ${test.title}`);
  }
  return `${lines.join('\n')}\n`;
}

function main(): void {
  const page = renderPage(readRequirements(), allTitles());
  if (!process.argv.includes('--check')) {
    writeFileSync(pageFile, page);
    return;
  }
  if (readFileSync(pageFile, 'utf8') !== page) {
    console.error('docs/requirements.md is not what the tests say. Run: node runtime/setup/requirements.ts');
    process.exitCode = 1;
  }
}

if (import.meta.main) main();
