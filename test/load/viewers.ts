/** Many displays on one door, each a bare socket that speaks graphql-transport-ws, so that the client costs little. */
import { textFrame, Wire } from './live/wire.js';

export interface Beat {
  readonly revision: number;
  readonly recorded: number;
  readonly state: string;
  readonly pollId: string;
}
export interface Viewers {
  readonly connected: number;
  /** Called for every message of every viewer. */
  onBeat(listener: (viewer: number, beat: Beat, at: number) => void): void;
  close(): void;
}

const QUERY =
  'subscription ($s: ID!) { chamber(sittingId: $s) { step revision serverTime view poll { id state title turnout { recorded present } threshold { needed of } } attendance { present total } } }';
const PONG = textFrame('{"type":"pong"}');

/** @param tokens one for each display: limits count by account */
export async function watch(graph: string, tokens: readonly string[], sittingId: string): Promise<Viewers> {
  const port = Number(new URL(graph).port);
  const question = textFrame(
    JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY, variables: { s: sittingId } } }),
  );
  const listeners: ((viewer: number, beat: Beat, at: number) => void)[] = [];
  const wires: Wire[] = [];
  // Parsing a thousand equal messages would measure this client: a message is parsed once, its copies are recognised.
  let last = Buffer.alloc(0);
  let lastBeat: Beat | undefined;
  const opened = tokens.map(async (token, viewer) => {
    await new Promise((resolve) => setTimeout(resolve, viewer));
    await new Promise<void>((resolve, reject) => {
      const wire = new Wire(port, {
        opened: () => wire.send(textFrame(JSON.stringify({ type: 'connection_init', payload: { token } }))),
        closed: () => reject(new Error('a display was closed')),
        message(bytes, from, to) {
          const at = performance.now();
          if (bytes.compare(last, 0, last.length, from, to) !== 0) {
            const text = bytes.toString('utf8', from, to);
            if (text.includes('"connection_ack"')) return wire.send(question);
            if (text.includes('"type":"ping"')) return wire.send(PONG);
            if (!text.includes('"type":"next"')) return reject(new Error(text));
            last = Buffer.from(bytes.subarray(from, to));
            lastBeat = beatIn(text);
          }
          for (const listener of listeners) listener(viewer, lastBeat!, at);
          resolve();
        },
      });
      wires.push(wire);
    });
  });
  await Promise.all(opened);
  return {
    connected: tokens.length,
    onBeat: (l) => void listeners.push(l),
    close: () => wires.forEach((w) => w.cut()),
  };
}

interface Told {
  readonly payload: {
    readonly data?: {
      readonly chamber: {
        readonly revision: number;
        readonly poll: { readonly id: string; readonly state: string; readonly turnout: { recorded: number } } | null;
      };
    };
  };
}

function beatIn(text: string): Beat {
  const view = (JSON.parse(text) as Told).payload.data?.chamber;
  return {
    revision: view?.revision ?? 0,
    recorded: view?.poll?.turnout.recorded ?? 0,
    state: view?.poll?.state ?? '',
    pollId: view?.poll?.id ?? '',
  };
}
