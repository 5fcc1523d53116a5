/** What is used of fontkit, which brings no types: a font is read once and given to every document. */
declare module 'fontkit' {
  export interface Font {
    readonly postscriptName: string;
    /** Glyphs by number, with the letters that they were first met for. */
    _glyphs: Record<number, unknown>;
  }
  export function create(content: Uint8Array): Font;
}
