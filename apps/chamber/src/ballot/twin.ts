/**
 * Another window of the same phone: what one of them recorded, the other asks
 * for at once. The stream tells nothing of a person, so it cannot.
 */
export interface Twin {
  tell(pollId: string): void;
  close(): void;
}

export function twin(accountId: string, heard: (pollId: string) => void): Twin {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(`ballot.${accountId}`);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') heard(data);
  };
  return { tell: (pollId) => channel.postMessage(pollId), close: () => channel.close() };
}
