/** What one says at this hour, 0 to 23; null where it is not known. */
export function greetingFor(hour: number | null): string {
  if (hour === null) return "Hello";
  if (hour < 5) return "Good night";
  if (hour < 12) return "Good morning";
  if (hour < 18) return "Good afternoon";
  return "Good evening";
}
