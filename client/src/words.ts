/** Answers as data: every fault in Vietnamese and English, those of the client itself included. */
import { faultOf, type GraphError, GraphFault, type SaidInBoth } from './graph.js';

export interface Fault extends SaidInBoth {
  /** docs/ERRORS.md, or UNREACHABLE, UNAVAILABLE. */
  readonly code: string;
  /** Nothing is known about what the server did; the same request may be sent again. */
  readonly retryable: boolean;
  /** The part of the answer that is missing. */
  readonly path?: readonly (string | number)[];
}

const own: Readonly<Record<string, SaidInBoth>> = {
  UNREACHABLE: {
    vi: 'Không liên lạc được với máy chủ. Chưa biết yêu cầu đã tới hay chưa; hãy kiểm tra mạng, có thể gửi lại.',
    en: 'The server cannot be reached. Whether the request arrived is not known; check the network, it may be sent again.',
  },
  UNAVAILABLE: {
    vi: 'Máy chủ chưa trả lời được. Dữ liệu đã ghi vẫn còn; hãy thử lại sau giây lát.',
    en: 'The server cannot answer yet. What was recorded is kept; try again in a moment.',
  },
  UNAUTHENTICATED: {
    vi: 'Phiên đăng nhập đã hết. Dữ liệu vẫn còn; hãy đăng nhập lại.',
    en: 'The sign-in has ended. The data is kept; sign in again.',
  },
};
const unknown: SaidInBoth = {
  vi: 'Máy chủ từ chối yêu cầu này. Dữ liệu đã ghi vẫn còn.',
  en: 'The server refused this request. What was recorded is kept.',
};

export function inWords(fault: GraphFault): Fault {
  const { vi, en } = fault.said ?? own[fault.code] ?? unknown;
  return { code: fault.code, retryable: fault.retryable, vi, en };
}

export const errorInWords = (error: GraphError): Fault => ({
  ...inWords(faultOf(error)),
  ...(error.path && { path: error.path }),
});
