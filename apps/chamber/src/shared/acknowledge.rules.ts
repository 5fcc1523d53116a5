/** When a device says what it shows. */
const atMostEveryMs = 1_000;
const atLeastEveryMs = 5_000;

/** Whether it is time to speak: something new was drawn, or it has been quiet for long. */
export const isDue = (sinceMs: number, isNew: boolean): boolean => sinceMs >= (isNew ? atMostEveryMs : atLeastEveryMs);
