/** The thread of planning.ts: loads its supergraph, says what callers may see of it, and plans whatever it is asked. */
import { parentPort, workerData } from 'node:worker_threads';
import { GraphQLError, parse } from 'graphql';
import { Fault } from '@nghitruong/kit/errors';
import { createLog } from '@nghitruong/kit/log';
import { loadSupergraph, type LoadedSupergraph } from './planner.js';
import type { Question, Task, Told } from './planning.js';

const { sdl, choice, level } = workerData as Task;
const tell = (told: Told): void => parentPort!.postMessage(told);

/** The document that a fetch was printed from is no part of the plan. */
const plain = (key: string, value: unknown): unknown => (key === 'operationDocumentNode' ? undefined : value);

function answer({ planner }: LoadedSupergraph, { id, text, operationName }: Question): Told {
  try {
    const planned = planner.plan({ text, document: parse(text, { noLocation: true }) }, operationName);
    return { kind: 'planned', id, plan: JSON.stringify(planned, plain) };
  } catch (error) {
    if (error instanceof Fault) return { kind: 'refused', id, why: error.code };
    if (error instanceof GraphQLError) return { kind: 'invalid', id, why: error.message };
    return { kind: 'failed', id, why: (error as Error).stack ?? String(error) };
  }
}

async function main(): Promise<void> {
  let loaded: LoadedSupergraph;
  try {
    loaded = await loadSupergraph(sdl, createLog('gateway', level), choice);
  } catch (error) {
    return tell({ kind: 'bad', why: (error as Error).message });
  }
  tell({ kind: 'loaded', description: loaded.describe() });
  parentPort!.on('message', (question: Question) => tell(answer(loaded, question)));
}

void main();
