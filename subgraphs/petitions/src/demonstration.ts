export const seedDemonstration = async (): Promise<void> => undefined;
