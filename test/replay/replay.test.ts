import { hostname } from 'node:os';
import { DeterminismViolationError } from '@temporalio/workflow';
import { bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import { workflowBundle } from '../../worker/bundle.ts';
import { exportHistory, importHistory } from '../../runtime/temporal/history-file.ts';
import { replayHistories } from '../../worker/with-payloads.ts';
import '../support/temporal-log-level.ts';
import { recordedHistories, situations, situationsOf } from './corpus.ts';

const corpus = recordedHistories();
const silent = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** What became of each history, by situation: `undefined` where it replays. */
async function replay(bundle: WorkflowBundleOption): Promise<Map<string, Error | undefined>> {
  const verdicts = new Map<string, Error | undefined>();
  const histories = corpus.map(({ situation, file }) => ({
    workflowId: situation,
    history: importHistory(file),
  }));
  const results = replayHistories({ workflowBundle: bundle }, histories);
  for await (const { workflowId, error } of results) verdicts.set(workflowId, error);
  return verdicts;
}

describe('the replay corpus', () => {
  test('N-5 holds every situation that must be replayable, and no other file', () => {
    expect(corpus.map(({ situation }) => situation)).toEqual(situations.toSorted());
  });

  test.each(Object.entries(situationsOf))('N-5 a recording of %s is of that workflow', (type, shown) => {
    const own = corpus.filter(({ situation }) => Object.hasOwn(shown, situation));
    expect(own.length).toBeGreaterThan(0);
    for (const { situation, file } of own) expect(typeOf(file), situation).toBe(type);
  });

  test('N-5 X-2 every recorded history replays against today’s workflows', async () => {
    const { codePath } = await workflowBundle();
    const verdicts = await replay({ codePath });
    expect(verdicts.size).toBe(situations.length);
    expect([...verdicts].filter(([, error]) => error !== undefined)).toEqual([]);
  }, 120_000);

  test('N-5 a workflow that was changed without a patch is found by every history of a case', async () => {
    const bundle = await bundleWorkflowCode({
      workflowsPath: new URL('changed-workflow/index.ts', import.meta.url).pathname,
      logger: silent,
    });
    const verdicts = await replay(bundle);
    for (const [situation, error] of verdicts) {
      if (!Object.hasOwn(situationsOf.collectionCase, situation)) expect(error, situation).toBeUndefined();
      else expect(error, situation).toBeInstanceOf(DeterminismViolationError);
    }
    expect(verdicts.size).toBe(corpus.length);
  }, 120_000);

  test('X-2 a history file that is read and written again stays the same', () => {
    for (const { file } of corpus)
      expect(JSON.parse(exportHistory(importHistory(file)))).toEqual(JSON.parse(file));
    expect(() => importHistory('{"events": 3}')).toThrow(TypeError);
    expect(() => importHistory('no history')).toThrow(SyntaxError);
  });

  test('N-5 recordings are small and hold neither addresses nor names nor machines', () => {
    for (const { situation, file } of corpus) {
      expect(file.length, situation).toBeLessThan(150_000);
      const text = `${file}\n${payloadsOf(file).join('\n')}`;
      expect(text, situation).not.toMatch(
        /[\w.+-]+@[\w.-]+\.[a-z]{2,}|Accounts payable|Claire|Customer C-|\/home\/|\/work\//,
      );
      expect(text, situation).not.toContain(hostname());
    }
  });
});

/** The type that its first event names. */
function typeOf(file: string): string | null | undefined {
  return importHistory(file).events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name;
}

/** Payload data in clear. */
function payloadsOf(file: string): string[] {
  const found: string[] = [];
  JSON.parse(file, (key, value: unknown) => {
    if (key === 'data' && typeof value === 'string') found.push(Buffer.from(value, 'base64').toString());
    return value;
  });
  return found;
}
