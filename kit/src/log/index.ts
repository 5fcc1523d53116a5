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
    // Errors of drivers drag their whole connection along: what was wrong and where is enough.
    serializers: { err: told },
    redact: {
      paths: ['token', 'authorization', 'choice', 'variables', '*.token', '*.authorization', '*.choice', '*.variables'],
      remove: true,
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

function told(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    ...(error.cause !== undefined && { cause: told(error.cause) }),
  };
}

export const silentLog: Log = pino({ level: 'silent' });
