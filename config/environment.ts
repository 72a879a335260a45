/** Reading of single variables; everything that comes from the environment passes here. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export type Environment = Record<string, string | undefined>;

/** Settings that cannot be used; each finding is a sentence that says what to set. */
export class ConfigRefused extends Error {
  readonly findings: string[];

  constructor(findings: string[]) {
    super(findings.join('\n'));
    this.findings = findings;
  }
}

/**
 * The variable, or the content of the file that `NAME_FILE` names (as container secrets are mounted); an empty
 * one counts as not set. Throws ConfigRefused when both are set or the file cannot be read.
 */
export function readVariable(environment: Environment, name: string): string | undefined {
  const value = environment[name] || undefined;
  const file = environment[`${name}_FILE`] || undefined;
  if (file === undefined) return value;
  if (value !== undefined) throw new ConfigRefused([`Set either ${name} or ${name}_FILE, not both.`]);
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigRefused([`${name}_FILE names a file that cannot be read: ${reason}`]);
  }
}

/** The environment of this process with changes. */
export function environmentWith(changes: Environment): Environment {
  return { ...process.env, ...changes };
}

/** What Node made of the modules of earlier starts: loading them is most of the work of a process that starts. */
const compiledFolder = path.resolve(import.meta.dirname, '../node_modules/.cache/relance/compiled');

/** The same for a child that is Node: it finds there what others have compiled. */
export function nodeEnvironment(changes: Environment): Environment {
  return { NODE_COMPILE_CACHE: compiledFolder, ...process.env, ...changes };
}
