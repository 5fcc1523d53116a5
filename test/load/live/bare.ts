/** A broadcast with nothing around it: the `ws` library sends the same bytes to every socket. What a gateway's fan-out is compared with. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { answering } from './child.js';
import { evenly, now } from './clock.js';
import { stamp, stampAt } from './view.js';

const http = createServer();
const server = new WebSocketServer({
  server: http,
  perMessageDeflate: false,
  handleProtocols: () => 'graphql-transport-ws',
});
let event = 0;
let message: Buffer;

/** A message of its own for each event: what was handed to a socket must not change under it. */
function stamped(): Buffer {
  const out = Buffer.from(message);
  out.write(stamp(event, now()), stampAt(out), 'latin1');
  return out;
}

server.on('connection', (socket) => {
  socket.on('message', (data) => {
    if (String(data).includes('connection_init')) socket.send('{"type":"connection_ack"}');
    else socket.send(stamped(), { binary: false });
  });
  socket.on('error', () => socket.terminate());
});

answering({
  async serve({ sample }: { sample: Uint8Array }) {
    message = Buffer.from(sample);
    await new Promise<void>((resolve) => http.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, resolve));
    return (http.address() as AddressInfo).port;
  },
  async emit({ perSecond, count }: { perSecond: number; count: number }) {
    const first = event + 1;
    await evenly(perSecond, count, () => {
      event++;
      const bytes = stamped();
      for (const socket of server.clients) socket.send(bytes, { binary: false });
    });
    return { first, last: event };
  },
});
