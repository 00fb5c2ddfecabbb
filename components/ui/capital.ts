/** The text with its first letter a capital: "Security" */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
