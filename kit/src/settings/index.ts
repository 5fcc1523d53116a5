/**
 * Settings: declared once, with a default and a sentence; read once, at start.
 *
 * A missing or malformed value stops the process with one clear sentence that
 * names the variable. docs/SETTINGS.md is generated from the declarations.
 */
import { z } from 'zod';

export interface Setting<T = unknown> {
  readonly schema: z.ZodType<T>;
  readonly doc: string;
  /** Shown in the catalogue instead of the default where the default is computed or secret. */
  readonly shown?: string;
  readonly secret?: boolean;
}
export type SettingsTable = Readonly<Record<string, Setting>>;
export type SettingsOf<T extends SettingsTable> = { readonly [K in keyof T]: z.infer<T[K]['schema']> };

export function defineSettings<const T extends SettingsTable>(table: T): T {
  return table;
}

export class SettingsError extends Error {}

export function readSettings<T extends SettingsTable>(
  table: T,
  env: Record<string, string | undefined> = process.env,
): SettingsOf<T> {
  const out: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(table)) {
    const given = env[name] === '' && !takesNothing(setting) ? undefined : env[name];
    const result = setting.schema.safeParse(given);
    if (!result.success) {
      const why = result.error.issues.map((i) => i.message).join('; ');
      throw new SettingsError(
        `Cấu hình ${name} không hợp lệ (${why}). ${setting.doc} / Setting ${name} is not valid (${why}).`,
      );
    }
    out[name] = result.data;
  }
  return out as SettingsOf<T>;
}

/** An empty variable is one that was not set, except where it says «none»: of a list, of `textOrNone`. */
function takesNothing(setting: Setting): boolean {
  const read = setting.schema.safeParse('');
  return read.success && (Array.isArray(read.data) || read.data === undefined);
}

/** Common shapes. Values come from the environment, so each starts from a string. */
export const text = (fallback?: string) =>
  (fallback === undefined ? z.string() : z.string().default(fallback)) as z.ZodType<string>;
/** @param check throws, with the reason, where the text is not valid */
export const optionalText = (check?: (value: string) => unknown) =>
  z
    .string()
    .superRefine((value, { addIssue }) => {
      try {
        check?.(value);
      } catch (error) {
        addIssue({ code: 'custom', message: (error as Error).message });
      }
    })
    .optional() as z.ZodType<string | undefined>;
/** For what has a default and may be done without: an empty variable says so. */
export const textOrNone = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((v) => v || undefined) as unknown as z.ZodType<string | undefined>;
export const port = (fallback: number) =>
  z.coerce.number().int().min(0).max(65535).default(fallback) as z.ZodType<number>;
export const count = (fallback: number, min = 0) =>
  z.coerce.number().int().min(min).default(fallback) as z.ZodType<number>;
export const milliseconds = (fallback: number) => z.coerce.number().int().min(0).default(fallback) as z.ZodType<number>;
export const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false', '1', '0'])
    .default(fallback ? 'true' : 'false')
    .transform((v) => v === 'true' || v === '1') as unknown as z.ZodType<boolean>;
export const list = (fallback: readonly string[] = []) =>
  z
    .string()
    .default(fallback.join(','))
    .transform((v) =>
      v
        .split(',')
        .map((s) => s.trim())
        .filter(Boolean),
    ) as unknown as z.ZodType<string[]>;
export const choice = <const V extends readonly [string, ...string[]]>(values: V, fallback: V[number]) =>
  z.enum(values).default(fallback as never) as unknown as z.ZodType<V[number]>;
