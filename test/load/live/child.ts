/**
 * A process of the benchmark's own that is asked by messages: source, crowd, bare broadcast.
 *
 * Every ask has one answer. What ends unasked ends the run: a figure without
 * one of its processes would be a wrong one.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

type Message = { readonly id: number; readonly ask: string; readonly with: unknown };

/** In the child: what it answers to which question. */
export function answering(answers: Readonly<Record<string, (given: never) => unknown>>): void {
  // A run that was ended leaves nobody behind.
  process.once('disconnect', () => process.exit());
  process.on('message', ({ id, ask, with: given }: Message) => {
    void Promise.resolve()
      .then(() => answers[ask]!(given as never))
      .then(
        (answer) => process.send!({ id, answer }),
        (error: Error) => process.send!({ id, error: error.stack }),
      );
  });
}

export class Child {
  private readonly waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  private asked = 0;
  private ending = false;

  private constructor(private readonly process: ChildProcess) {
    process.on('message', ({ id, answer, error }: { id: number; answer: unknown; error?: string }) => {
      const { resolve, reject } = this.waiting.get(id)!;
      this.waiting.delete(id);
      if (error === undefined) resolve(answer);
      else reject(new Error(error));
    });
    process.once('exit', (code, signal) => {
      if (this.ending) return;
      for (const { reject } of this.waiting.values()) reject(new Error(`ended (${code ?? signal})`));
      this.waiting.clear();
    });
  }

  /** `name` is a file of this folder that begins the process. */
  static start(name: string): Child {
    return new Child(
      fork(join(__dirname, 'process.cjs'), [name], { serialization: 'advanced', execArgv: [], stdio: 'inherit' }),
    );
  }

  ask<Answer>(ask: string, given?: unknown): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const id = this.asked++;
      this.waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      this.process.send({ id, ask, with: given } satisfies Message);
    });
  }

  end(): Promise<void> {
    this.ending = true;
    return new Promise((resolve) => {
      this.process.once('exit', () => resolve());
      this.process.kill('SIGKILL');
    });
  }
}
