import { instantOf } from "#components/ui/moment-text.ts";

type Asked = { readonly at?: string; readonly until?: string };

/** The span that the address names: days and minutes count in UTC, whole. */
export const spanOf = ({ at, until }: Asked): Asked => ({
  ...(at && { at: instantOf(at, "start") }),
  ...(until && { until: instantOf(until, "end") }),
});
