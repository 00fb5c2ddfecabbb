import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { type CsvFile, csvAnswers, wholeList } from "#lib/api/csv-list.ts";
import { look } from "#lib/command/query.ts";
import { waiverList } from "#lib/releases/queries/waiver-list.ts";
import type { WaiverItem } from "#lib/releases/views/waivers.ts";

const FILE: CsvFile<WaiverItem> = {
  name: "waivers.csv",
  of: "waivers",
  columns: {
    number: (one) => one.number,
    model: (one) => one.model,
    gate: (one) => one.gate.id,
    pointer: (one) => one.scope.pointer,
    release: (one) => one.scope.release,
    tier: (one) => one.tier,
    seat: (one) => one.seat,
    state: (one) => one.state,
    starts_at: (one) => one.startsAt,
    ends_at: (one) => one.endsAt,
    extensions_left: (one) => one.extensionsLeft,
    nth: (one) => one.nth,
    requested_by: (one) => one.requestedBy,
    signed_by: (one) => one.signedBy,
    measures: (one) => one.measures,
  },
};

/** The waivers as comma-separated values, with the filters of the list. */
export const waiversCsv = defineEndpoint({
  name: "waiver-file",
  summary: "Waivers as comma-separated values, by what ends next",
  tag: "policy",
  method: "GET",
  path: "/api/v1/waivers.csv",
  who: { permission: waiverList.permission },
  input: waiverList.input,
  limits: { exports: "file" },
  answers: csvAnswers,
  handle:
    ({ db }) =>
    async ({ caller, input }) => {
      const list = await look(db, waiverList, input, { caller });
      return list.ok ? wholeList(FILE, list.value.items) : list;
    },
});
