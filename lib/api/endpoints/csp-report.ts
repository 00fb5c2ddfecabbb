import type { Api } from "#lib/api/app.ts";
import { type CspReport, reportsIn } from "#lib/api/guard/csp-reports.ts";
import { CSP_REPORT_PATH } from "#lib/http/headers.ts";
import { log } from "#lib/log.ts";

const BYTES_MAX = 16 * 1024;
/** A line a minute for each kind of complaint, and no more kinds than this in a minute. */
const TELL_MS = 60_000;
const KINDS_MAX = 50;

/**
 * Takes in a browser's reports of what the content security policy forbade. Anybody may send one, so it does nothing
 * but count: each kind is a line of the log a minute, with how often it came.
 */
export function cspReportDoors(app: Api): void {
  const counted = new Map<string, CspReport & { count: number }>();
  let unkept = 0;
  const tell = () => {
    for (const report of counted.values()) log.warn(report, "a page was kept from something by its policy");
    if (unkept > 0) log.warn({ unkept }, "more kinds of policy reports came than are kept");
    counted.clear();
    unkept = 0;
  };
  app.post(CSP_REPORT_PATH, async ({ req, get }) => {
    const text = await req.text();
    const reports = Buffer.byteLength(text) <= BYTES_MAX ? reportsIn(text) : null;
    if (counted.size === 0 && unkept === 0) setTimeout(tell, TELL_MS).unref();
    for (const report of reports ?? []) {
      const kind = JSON.stringify(report);
      const known = counted.get(kind);
      if (known) known.count += 1;
      else if (counted.size < KINDS_MAX) counted.set(kind, { ...report, count: 1 });
      else unkept += 1;
    }
    const status = reports === null ? 400 : 204;
    return new Response(null, { status, headers: { "x-request-id": get("requestId") } });
  });
}
