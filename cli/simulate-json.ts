/** JSON text in, result or problems out; no files and no streams. */
import { simulationInput } from '../domain/model/simulation.ts';
import { simulate, type SimulationResult } from '../domain/scenario/simulate.ts';
import { simulationProblems, simulationRun } from '../domain/scenario/simulation-case.ts';

export type SimulateAnswer = { ok: true; result: SimulationResult } | { ok: false; problems: string[] };

/** Path of the whole document in a problem. */
const root = '$';

/** Simulates the case described by a JSON text; each problem is one line, `path: what is wrong`. */
export function simulateJson(json: string): SimulateAnswer {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { ok: false, problems: [oneLine(`${root}: is not JSON: ${(error as Error).message}`)] };
  }
  const parsed = simulationInput.safeParse(value, { error: sentenceOf });
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => oneLine(`${pathText(issue.path)}: ${issue.message}`)),
    };
  }
  const problems = simulationProblems(parsed.data);
  if (problems.length > 0) {
    return { ok: false, problems: problems.map(({ path, message }) => oneLine(`${path}: ${message}`)) };
  }
  return { ok: true, result: simulate(simulationRun(parsed.data)) };
}

interface RawIssue {
  code?: string;
  discriminator?: string;
  input?: unknown;
}

/** Where the schema's own words say too little. */
function sentenceOf(issue: RawIssue): string | undefined {
  if (issue.input === undefined && issue.code === 'invalid_type') return 'is missing';
  if (issue.code === 'invalid_union' && issue.discriminator) {
    const given = (issue.input as Record<string, unknown> | undefined)?.[issue.discriminator];
    return given === undefined ? 'is missing' : `unknown ${issue.discriminator} ${JSON.stringify(given)}`;
  }
  return undefined;
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.reduce<string>(
    (before, part) =>
      typeof part === 'number'
        ? `${before}[${part}]`
        : before === ''
          ? String(part)
          : `${before}.${String(part)}`,
    '',
  );
  return text === '' ? root : text;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
