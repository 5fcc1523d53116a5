/** Settings of digital transformation beside those that every subgraph has. */
import { defineSettings } from '@nghitruong/kit/settings';

export const settings = defineSettings({});
