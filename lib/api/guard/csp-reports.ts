import { z } from "zod";

/** What was blocked: the directive, the resource and the page. Queries of addresses are dropped. */
export type CspReport = { readonly directive: string; readonly blocked: string; readonly page: string };

const REPORTS_MAX = 20;
const LENGTH_MAX = 200;
const text = z.string().max(4000).catch("");

/** `report-uri`: one report in an object of its own (CSP Level 2). */
export const singleReport = z.object({
  "csp-report": z.object({
    "violated-directive": text,
    "effective-directive": text,
    "blocked-uri": text,
    "document-uri": text,
  }),
});
/** `report-to`: a list of reports of any kind (Reporting API). */
export const reportList = z
  .array(
    z.object({
      type: z.string(),
      body: z
        .object({ effectiveDirective: text, blockedURL: text, documentURL: text })
        .catch({ effectiveDirective: "", blockedURL: "", documentURL: "" }),
    }),
  )
  .max(REPORTS_MAX);

/** The reports in a body, in either of the two formats browsers send; null where it is neither. */
export function reportsIn(body: string): CspReport[] | null {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return null;
  }
  const one = singleReport.safeParse(value);
  if (one.success) {
    const report = one.data["csp-report"];
    const directive = report["effective-directive"] || report["violated-directive"];
    return [kept(directive, report["blocked-uri"], report["document-uri"])];
  }
  const several = reportList.safeParse(value);
  if (!several.success) return null;
  return several.data
    .filter(({ type }) => type === "csp-violation")
    .map(({ body: { effectiveDirective, blockedURL, documentURL } }) =>
      kept(effectiveDirective, blockedURL, documentURL),
    );
}

const kept = (directive: string, blocked: string, page: string): CspReport => ({
  directive: short(directive),
  blocked: short(withoutQuery(blocked)),
  page: short(withoutQuery(page)),
});

/** An address may carry private data; `inline`, `eval` and `data` are keywords where there is no address. */
function withoutQuery(address: string): string {
  const url = URL.parse(address);
  if (!url) return address.split(/[?#]/, 1)[0]!;
  return url.protocol === "http:" || url.protocol === "https:" ? url.origin + url.pathname : url.protocol;
}

const short = (said: string): string => said.slice(0, LENGTH_MAX).replaceAll(/[\p{C}\u2028\u2029]/gu, " ");
