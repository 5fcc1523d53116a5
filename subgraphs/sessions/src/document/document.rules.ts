/**
 * What may be a document of a session, and when it is late.
 *
 * State secrets are out of scope and refused (R-PDP-04): the desk declares that
 * a file is none, and a file that says it of itself is refused whatever was
 * declared. The stamps are those of the law on state secrets.
 */
export const CLASSIFICATIONS = ['PUBLIC', 'INTERNAL', 'CLOSED_SITTING'] as const;
export type ClassificationName = (typeof CLASSIFICATIONS)[number];

/** A part fits into one request of the door with its base64 and its envelope. */
export const PART_BYTES = 128 * 1024;
export const MAX_BYTES = 20 * 1024 * 1024;

export const MEDIA_TYPES: Readonly<Record<string, readonly number[]>> = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46],
  'image/png': [0x89, 0x50, 0x4e, 0x47],
  'image/jpeg': [0xff, 0xd8, 0xff],
  // Word, Excel and PowerPoint of today are zip archives.
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': [0x50, 0x4b, 0x03, 0x04],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': [0x50, 0x4b, 0x03, 0x04],
};

/** It begins as files of its kind do: a name alone says nothing. */
export const isOfType = (mediaType: string, bytes: Uint8Array): boolean => {
  const magic = MEDIA_TYPES[mediaType];
  return magic !== undefined && magic.every((byte, i) => bytes[i] === byte);
};

const STAMP = /(?<!\p{L})(tuyệt\s+mật|tối\s+mật|độ\s+mật)(?!\p{L})/iu;
/** The lowest degree is one word that also occurs in others, so it counts in capitals only. */
const LOWEST = /(?<!\p{L})MẬT(?!\p{L})/u;

export const saysStateSecret = (...texts: readonly string[]): boolean =>
  texts.some((text) => {
    // Names of files part their words by all sorts of signs.
    const words = text.normalize('NFC').replace(/[_\-.]+/g, ' ');
    return STAMP.test(words) || LOWEST.test(words);
  });

export const partsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / PART_BYTES));

/** Sent after the last legal day; without one nothing is late. */
export const isLate = (sentOn: string, dueOn: string | null): boolean => dueOn !== null && sentOn > dueOn;
