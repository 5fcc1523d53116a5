/** Days as they are written here, 05/12/2026, and as they are sent, 2026-12-05. */
export const dayText = (day: string): string => day.split('-').reverse().join('/');

/** The day that was typed, or null where it is none. */
export function dayTyped(text: string): string | null {
  const found = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text);
  if (!found) return null;
  const day = `${found[3]}-${found[2]!.padStart(2, '0')}-${found[1]!.padStart(2, '0')}`;
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? null : day;
}

/** `08:00` of what was typed, or null where it is no time. */
export function timeTyped(text: string): string | null {
  const found = /^\s*([01]?\d|2[0-3])\s*[:h.]\s*([0-5]\d)\s*$/i.exec(text);
  return found ? `${found[1]!.padStart(2, '0')}:${found[2]!}` : null;
}

/** The moment of a day and a time that were found sound, as it is sent: Vietnam has one offset all year. */
export const momentTyped = (day: string, time: string): string => `${dayTyped(day)!}T${timeTyped(time)!}:00+07:00`;
