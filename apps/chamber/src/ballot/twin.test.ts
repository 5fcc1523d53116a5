import { twin } from './twin.js';

test('a second window of one phone hears of the first one’s vote; another person’s does not', async () => {
  let told: (pollId: string) => void = () => undefined;
  const hears = new Promise<string>((resolve) => (told = resolve));
  const overheard: string[] = [];
  const first = twin('an', (pollId) => overheard.push(pollId));
  const second = twin('an', (pollId) => told(pollId));
  const stranger = twin('bình', (pollId) => overheard.push(pollId));
  try {
    first.tell('poll-1');
    expect(await hears).toBe('poll-1');
    expect(overheard).toEqual([]);
  } finally {
    for (const each of [first, second, stranger]) each.close();
  }
});
