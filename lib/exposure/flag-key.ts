/** The flag a serving system asks for: `flight-delay.production`. Model and pointer names hold no unescaped ambiguity: a pointer has no dot. */
export const flagKey = (model: string, pointer: string): string => `${model}.${pointer}`;
