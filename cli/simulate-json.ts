/** JSON text in, result or problems out; no files and no streams. */
import { simulationInput } from '../domain/model/simulation.ts';
import { simulate, type SimulationResult } from '../domain/scenario/simulate.ts';
import { simulationProblems, simulationRun } from '../domain/scenario/simulation-case.ts';
import { oneLine, readJson, type JsonAnswer } from './json-command.ts';

/** Simulates the case described by a JSON text. */
export function simulateJson(json: string): JsonAnswer<SimulationResult> {
  const read = readJson(json, simulationInput);
  if (!read.ok) return read;
  const problems = simulationProblems(read.result);
  if (problems.length > 0) {
    return { ok: false, problems: problems.map(({ path, message }) => oneLine(`${path}: ${message}`)) };
  }
  return { ok: true, result: simulate(simulationRun(read.result)) };
}
