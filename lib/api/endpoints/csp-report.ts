import { z } from "zod";
import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { type CspReport, reportList, reportsIn, singleReport } from "#lib/api/guard/csp-reports.ts";
import { CSP_REPORT_PATH } from "#lib/http/headers.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { log } from "#lib/log.ts";

const BYTES_MAX = 16 * 1024;
/** One log line a minute for each kind of report, and at most this many kinds a minute. */
const TELL_MS = 60_000;
const KINDS_MAX = 50;

/**
 * Receives browsers' reports of what the content security policy blocked. Anybody may send one, so it only counts:
 * each kind writes one log line a minute, with its count.
 */
export const cspReport = defineEndpoint({
  name: "csp-report",
  summary: "Receive a browser's content security policy report",
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

const notAReport = refuse("invalid", "not-a-report", "The body is not a content security policy report.");

/** Counts reports by kind, and writes the counts to the log a minute after the first. */
function counting(): (reports: readonly CspReport[]) => void {
  const counted = new Map<string, CspReport & { count: number }>();
  let unkept = 0;
  const tell = () => {
    for (const report of counted.values())
      log.warn(report, "the content security policy blocked something on a page");
    if (unkept > 0) log.warn({ unkept }, "more kinds of policy reports arrived than are counted");
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
