/**
 * Errors: one closed table per owner, a code for each, in two languages.
 *
 * A refusal is data (a union member of the mutation's result) and carries the
 * code, parameters and both messages; a fault is thrown and reaches the caller
 * as a GraphQL error with the same extensions. Nothing else leaves a process:
 * an unknown exception is logged and answered as INTERNAL.
 *
 * Elsewhere  the catalogue: docs/ERRORS.md, generated from these tables and tested
 */
import { GraphQLError } from 'graphql';
import { dayText } from '../i18n/index.js';

export interface ErrorEntry {
  /** Vietnamese: what was wrong, what was kept, what to do. `{name}` marks a parameter. */
  readonly vi: string;
  readonly en: string;
  /** HTTP status where the door answers with one of its own; 200 otherwise. */
  readonly status?: number;
}
export type ErrorTable = Readonly<Record<string, ErrorEntry>>;
export type Params = Readonly<Record<string, string | number>>;

export interface Message {
  readonly code: string;
  readonly params: Params;
  readonly vi: string;
  readonly en: string;
}

/** Declares a table; the owner's name goes into the catalogue. */
export function defineErrors<const T extends ErrorTable>(table: T): T {
  for (const code of Object.keys(table)) {
    if (!/^[A-Z][A-Z0-9_]*$/.test(code)) throw new Error(`error code ${code} is not SCREAMING_CASE`);
  }
  return table;
}

const CALENDAR_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A calendar day stays yyyy-MM-dd among the parameters, for programs, and is dd/MM/yyyy in a sentence, for readers. */
const shown = (value: string | number): string =>
  typeof value === 'string' && CALENDAR_DAY.test(value) ? dayText(value) : String(value);

const fill = (text: string, params: Params): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? shown(params[name]!) : whole));

/** The two sentences of one code. */
export function message<T extends ErrorTable>(table: T, code: keyof T & string, params: Params = {}): Message {
  const entry = table[code]!;
  return { code, params, vi: fill(entry.vi, params), en: fill(entry.en, params) };
}

/** A fault: thrown by services and policies, shown to the caller by its code. */
export class Fault extends GraphQLError {
  readonly code: string;
  readonly params: Params;
  readonly status: number;
  constructor(said: Message, status = 200) {
    super(said.vi, { extensions: { code: said.code, params: said.params, vi: said.vi, en: said.en } });
    this.name = 'Fault';
    this.code = said.code;
    this.params = said.params;
    this.status = status;
  }
}

export function fault<T extends ErrorTable>(table: T, code: keyof T & string, params: Params = {}): Fault {
  return new Fault(message(table, code, params), table[code]!.status ?? 200);
}

/** What every owner may answer with. */
export const kitErrors = defineErrors({
  UNAUTHENTICATED: {
    vi: 'Chưa đăng nhập hoặc phiên đăng nhập đã hết. Không có gì thay đổi. Hãy đăng nhập lại.',
    en: 'Not signed in, or the sign-in has ended. Nothing was changed. Sign in again.',
    status: 401,
  },
  FORBIDDEN: {
    vi: 'Tài khoản này không có quyền xem hoặc làm «{what}». Không có gì thay đổi.',
    en: 'This account may not see or do “{what}”. Nothing was changed.',
  },
  NOT_FOUND: {
    vi: 'Không tìm thấy {what} «{id}».',
    en: 'There is no {what} “{id}”.',
  },
  INVALID_INPUT: {
    vi: 'Giá trị «{field}» không hợp lệ: {why}. Không có gì thay đổi.',
    en: 'The value “{field}” is not valid: {why}. Nothing was changed.',
  },
  STALE: {
    vi: 'Dữ liệu vừa đổi. Không có gì thay đổi; hãy xem lại rồi bấm lại.',
    en: 'The data has just changed. Nothing was changed; check and repeat.',
  },
  GATEWAY_ONLY: {
    vi: 'Dịch vụ này chỉ nhận yêu cầu đã ký của cổng chung.',
    en: 'This service accepts only the signed calls of the gateway.',
    status: 401,
  },
  BAD_REQUEST: {
    vi: 'Yêu cầu không hợp lệ: {why}.',
    en: 'The request is not valid: {why}.',
    status: 400,
  },
  UNAVAILABLE: {
    vi: 'Dịch vụ «{service}» tạm thời chưa trả lời. Dữ liệu đã ghi vẫn được giữ; hệ thống đang thử lại.',
    en: 'The service “{service}” is not answering at the moment. What was recorded is kept; trying again.',
    status: 503,
  },
  INTERNAL: {
    vi: 'Máy chủ gặp lỗi (mã {id}). Dữ liệu đã ghi vẫn được giữ; hãy thử lại hoặc báo người quản trị mã này.',
    en: 'The server met an error (id {id}). What was recorded is kept; try again or tell the operator this id.',
    status: 500,
  },
});

/** Who is not signed in is asked to; who is may not. */
export const refusedTo = ({ actor }: { readonly actor: { readonly kind: string } }, what: string): Fault =>
  fault(kitErrors, actor.kind === 'ANONYMOUS' ? 'UNAUTHENTICATED' : 'FORBIDDEN', { what });
