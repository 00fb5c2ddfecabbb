import { z } from "zod";
import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { type CspReport, reportList, reportsIn, singleReport } from "#lib/api/guard/csp-reports.ts";
import { CSP_REPORT_PATH } from "#lib/http/headers.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { log } from "#lib/log.ts";

const BYTES_MAX = 16 * 1024;
/** A line a minute for each kind of complaint, and no more kinds than this in a minute. */
const TELL_MS = 60_000;
const KINDS_MAX = 50;

/**
 * Takes in a browser's reports of what the content security policy forbade. Anybody may send one, so it does nothing
 * but count: each kind is a line of the log a minute, with how often it came.
 */
export const cspReport = defineEndpoint({
  name: "csp-report",
  summary: "Take in what a browser kept a page from",
  tag: "server",
  method: "POST",
  path: CSP_REPORT_PATH,
  who: "anybody",
  input: z.object({}),
  body: { "application/csp-report": singleReport, "application/reports+json": reportList },
  answers: { 204: { description: "Counted." } },
  problems: [400, 413, 500, 503],
  handle: () => {
    const count = counting();
    return async ({ context }) => {
      const text = await context.req.text();
      const reports = Buffer.byteLength(text) <= BYTES_MAX ? reportsIn(text) : null;
      if (reports === null) return notAReport;
      count(reports);
      return new Response(null, { status: 204 });
    };
  },
});

const notAReport = refuse("invalid", "not-a-report", "This is no report of a content security policy.");

/** Counts reports by their kind, and writes the counts to the log a minute after the first. */
function counting(): (reports: readonly CspReport[]) => void {
  const counted = new Map<string, CspReport & { count: number }>();
  let unkept = 0;
  const tell = () => {
    for (const report of counted.values()) log.warn(report, "a page was kept from something by its policy");
    if (unkept > 0) log.warn({ unkept }, "more kinds of policy reports came than are kept");
    counted.clear();
    unkept = 0;
  };
  return (reports) => {
    if (counted.size === 0 && unkept === 0) setTimeout(tell, TELL_MS).unref();
    for (const report of reports) {
      const kind = JSON.stringify(report);
      const known = counted.get(kind);
      if (known) known.count += 1;
      else if (counted.size < KINDS_MAX) counted.set(kind, { ...report, count: 1 });
      else unkept += 1;
    }
  };
}
