/** The greeting for an hour, 0 to 23; null while it is not known. */
export function greetingFor(hour: number | null): string {
  if (hour === null || hour < 5) return "Hello";
  if (hour < 12) return "Good morning";
  if (hour < 18) return "Good afternoon";
  return "Good evening";
}
