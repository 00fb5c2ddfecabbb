type Asked = { from?: string; to?: string; asOf?: string };

/** Turns the days of the address into moments: from the start of one to the end of the other, in UTC. `asOf` may end it earlier. */
export function rangeOf({ from, to, asOf }: Asked): { from?: string; to?: string } {
  const begins = from && DAY.test(from) ? `${from}T00:00:00.000Z` : from;
  const ends = to && DAY.test(to) ? `${to}T23:59:59.999Z` : to;
  const last = [ends, asOf].filter((at) => at !== undefined).sort()[0];
  return { ...(begins ? { from: begins } : {}), ...(last ? { to: last } : {}) };
}

const DAY = /^\d{4}-\d\d-\d\d$/;
