/** Settings of emulation: each begins with EMULATION_. */
import { defineSettings } from '@nghitruong/kit/settings';

export const settings = defineSettings({});
