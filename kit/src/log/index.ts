/**
 * Log: JSON lines on standard output, one correlation id through all processes.
 *
 * Secret  no variables of an operation are ever logged, so no choice can be.
 */
import pino, { type Logger } from 'pino';

export type Log = Logger;

export function createLog(
  name: string,
  level = process.env['LOG_LEVEL'] ?? 'info',
  destination?: pino.DestinationStream,
): Log {
  const options: pino.LoggerOptions = {
    name,
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    base: { pid: process.pid },
    redact: {
      paths: ['token', 'authorization', 'choice', 'variables', '*.token', '*.authorization', '*.choice', '*.variables'],
      remove: true,
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

export const silentLog: Log = pino({ level: 'silent' });
