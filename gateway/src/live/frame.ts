/** Whole WebSocket frames, as a server sends them: final, not masked, ready to be handed to any number of sockets. */
const FINAL_TEXT = 0x81;

export function textFrame(head: Buffer, rest: Buffer): Buffer {
  const length = head.length + rest.length;
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = FINAL_TEXT;
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  head.copy(frame, start);
  rest.copy(frame, start + head.length);
  return frame;
}

/** A ping without a word in it. */
export const PING = Buffer.from([0x89, 0]);
