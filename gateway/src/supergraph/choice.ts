/** The choice of planners: apart from them, because a process that only reads its settings must not load them. */

/** Who plans first; what it does not plan, or not right, the other one does. `apollo`: it alone. */
export const PLANNERS = ['auto', 'apollo', 'hive'] as const;
export type PlannerChoice = (typeof PLANNERS)[number];
