/** The test runner's own words, for suites of the kit: the built kit needs no types of a runner. */
export interface Expectation {
  toEqual(expected: unknown): void;
  toBe(expected: unknown): void;
  toMatchObject(expected: object): void;
  readonly rejects: { toMatchObject(expected: object): Promise<void> };
}

export interface Runner {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => Promise<void> | void): void;
  beforeAll(work: () => Promise<void>): void;
  afterAll(work: () => Promise<void>): void;
  expect(value: unknown): Expectation;
}

/** The runner that is running; asked for inside a suite, never at import. */
export const runner = (): Runner => globalThis as unknown as Runner;
