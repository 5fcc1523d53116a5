/** Figures of a rehearsal: what was counted on the way, said in one table at the end. */
const number = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });

export class Figures {
  readonly pressToReceipt: number[] = [];
  readonly pressToWall: number[] = [];
  readonly counts = new Map<string, number>();
  readonly wrong: string[] = [];

  count(what: string, n = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + n);
  }

  print(say: (line: string) => void): void {
    say('');
    say('  Số liệu / Figures');
    for (const [what, n] of this.counts) say(`    ${what.padEnd(64)} ${String(n).padStart(6)}`);
    this.line('Từ bấm đến biên nhận / Press to receipt', this.pressToReceipt, say);
    this.line('Từ bấm đến màn hình / Press to wall', this.pressToWall, say);
    for (const w of this.wrong) say(`  ✗ ${w}`);
    say(
      this.wrong.length === 0
        ? '  ✓ Mọi máy và hồ sơ khớp nhau / Every phone and the record agree'
        : '  ✗ KHÔNG khớp / They do NOT agree',
    );
  }

  private line(what: string, values: number[], say: (line: string) => void): void {
    if (values.length === 0) return;
    const sorted = [...values].sort((a, b) => a - b);
    const at = (q: number): string =>
      number.format(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!);
    say(`    ${what.padEnd(52)} p50 ${at(0.5)} · p99 ${at(0.99)} · max ${at(1)} ms (${sorted.length})`);
  }
}
