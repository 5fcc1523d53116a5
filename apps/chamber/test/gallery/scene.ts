import type { ComponentChildren } from 'preact';

/** One state of one page, drawn from fixtures. */
export interface Scene {
  readonly page: 'wall' | 'phone' | 'desk' | 'door';
  readonly draw: () => ComponentChildren;
}
