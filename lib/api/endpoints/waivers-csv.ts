import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { csvAnswer, wholeList } from "#lib/api/csv-list.ts";
import { look } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";
import { waiverList } from "#lib/releases/queries/waiver-list.ts";
import type { WaiverItem } from "#lib/releases/views/waivers.ts";

const HEADER = [
  "number",
  "model",
  "gate",
  "pointer",
  "release",
  "tier",
  "seat",
  "state",
  "starts_at",
  "ends_at",
  "extensions_left",
  "nth",
  "requested_by",
  "signed_by",
  "measures",
];

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
  answers: csvAnswer.answers,
  handle:
    ({ db }) =>
    async ({ caller, input }) => {
      const list = await look(db, waiverList, input, { caller });
      return list.ok
        ? ok(wholeList({ name: "waivers.csv", header: HEADER, lineOf }, list.value.items))
        : list;
    },
});

const lineOf = (one: WaiverItem): (string | number | null)[] => [
  one.number,
  one.model,
  one.gate.id,
  one.scope.pointer,
  one.scope.release,
  one.tier,
  one.seat,
  one.state,
  one.startsAt,
  one.endsAt,
  one.extensionsLeft,
  one.nth,
  one.requestedBy,
  one.signedBy,
  one.measures,
];
