/** The directory needs no settings beyond those of every subgraph. */
import { defineSettings } from '@nghitruong/kit/settings';

export const settings = defineSettings({});
