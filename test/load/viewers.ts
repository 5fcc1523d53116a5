/** Many displays on one door, each a bare socket that speaks graphql-transport-ws, so that the client costs little. */
import WebSocket from 'ws';

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

/** @param tokens one for each display: limits count by account */
export async function watch(graph: string, tokens: readonly string[], sittingId: string): Promise<Viewers> {
  const listeners: ((viewer: number, beat: Beat, at: number) => void)[] = [];
  const sockets: WebSocket[] = [];
  // Parsing a thousand equal messages would measure this client: a message is parsed once, its copies are recognised.
  let last = '';
  let lastBeat: Beat | undefined;
  const opened = tokens.map(async (token, viewer) => {
    await new Promise((resolve) => setTimeout(resolve, viewer));
    const socket = new WebSocket(graph.replace(/^http/, 'ws'), 'graphql-transport-ws', { perMessageDeflate: false });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('close', (code) => reject(new Error(`closed ${code}`)));
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { token } })));
      socket.on('message', (data: Buffer) => {
        const at = performance.now();
        const text = data.toString('latin1');
        if (text.includes('"connection_ack"')) {
          socket.send(
            JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY, variables: { s: sittingId } } }),
          );
          return;
        }
        if (text.includes('"type":"ping"')) return void socket.send('{"type":"pong"}');
        if (!text.includes('"next"')) return text.includes('"error"') ? reject(new Error(data.toString())) : undefined;
        if (text !== last) {
          last = text;
          const view = (
            JSON.parse(data.toString()) as {
              payload: {
                data?: {
                  chamber: {
                    revision: number;
                    poll: { id: string; state: string; turnout: { recorded: number } } | null;
                  };
                };
              };
            }
          ).payload.data?.chamber;
          lastBeat = {
            revision: view?.revision ?? 0,
            recorded: view?.poll?.turnout.recorded ?? 0,
            state: view?.poll?.state ?? '',
            pollId: view?.poll?.id ?? '',
          };
        }
        for (const listener of listeners) listener(viewer, lastBeat!, at);
        resolve();
      });
    });
  });
  await Promise.all(opened);
  return {
    connected: tokens.length,
    onBeat: (l) => void listeners.push(l),
    close: () => sockets.forEach((s) => s.terminate()),
  };
}
