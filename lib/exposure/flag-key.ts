/** The flag key of a serving system: `churn-risk.production`. It is unambiguous because a pointer name has no dot. */
export const flagKey = (model: string, pointer: string): string => `${model}.${pointer}`;
