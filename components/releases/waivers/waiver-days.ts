type Days = { readonly from: string; readonly until: string };

/** The moments of the first and the last day where the reader is; a waiver that begins today begins now. */
export function spanOfDays({ from, until }: Days, now: Date): { startsAt: string; endsAt: string } {
  const starts = new Date(`${from}T00:00:00`);
  const startsAt = starts < now && starts.toDateString() === now.toDateString() ? now : starts;
  return { startsAt: startsAt.toISOString(), endsAt: endOfDay(until) };
}

export const endOfDay = (day: string): string => new Date(`${day}T23:59:59`).toISOString();
