/** Figures: percentiles of a sample, and one line for each measurement. */
export const percentile = (sample: ArrayLike<number>, p: number): number => {
  if (!sample.length) return Number.NaN;
  const sorted = Float64Array.from(sample).sort();
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)]!;
};

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

export function line(name: string, sample: readonly number[], more = ''): void {
  process.stdout.write(
    `${name.padEnd(58)} n ${String(sample.length).padStart(6)}   p50 ${ms(percentile(sample, 50)).padStart(8)}   p99 ${ms(percentile(sample, 99)).padStart(8)}   max ${ms(Math.max(...sample)).padStart(8)}${more ? `   ${more}` : ''}\n`,
  );
}
