import { Hono } from "hono";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Api, Serving } from "#lib/api/contract/endpoint.ts";
import { handlerOf } from "#lib/api/handle.ts";
import { log } from "#lib/log.ts";
import { cspReport } from "./csp-report.ts";

let app: Api;
const told = vi.spyOn(log, "warn");
beforeEach(() => {
  vi.useFakeTimers();
  told.mockReset();
  app = new Hono();
  app.post(cspReport.path, handlerOf(cspReport, {} as Serving));
});
afterEach(() => vi.useRealTimers());

const report = (blocked: string) => ({
  "csp-report": {
    "document-uri": "https://a.example/",
    "effective-directive": "img-src",
    "blocked-uri": blocked,
  },
});
const send = (body: string, type = "application/csp-report") =>
  app.request("/api/csp-report", { method: "POST", body, headers: { "content-type": type } });

it("6: reports are counted and logged once a minute, however many arrive", async () => {
  for (let n = 0; n < 500; n++)
    expect((await send(JSON.stringify(report("https://evil.example/")))).status).toBe(204);
  const list = [
    {
      type: "csp-violation",
      body: { effectiveDirective: "img-src", blockedURL: "inline", documentURL: "https://a.example/" },
    },
  ];
  expect((await send(JSON.stringify(list), "application/reports+json")).status).toBe(204);
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  const page = "https://a.example/";
  expect(told.mock.calls.map(([line]) => line)).toEqual([
    { directive: "img-src", blocked: "https://evil.example/", page, count: 500 },
    { directive: "img-src", blocked: "inline", page, count: 1 },
  ]);
  vi.advanceTimersByTime(600_000);
  expect(told).toHaveBeenCalledTimes(2);
});

it("6: a flood of different reports writes a bounded number of lines", async () => {
  for (let n = 0; n < 300; n++) await send(JSON.stringify(report(`https://evil.example/${n}`)));
  vi.advanceTimersByTime(60_000);
  expect(told).toHaveBeenCalledTimes(51);
  expect(told).toHaveBeenLastCalledWith({ unkept: 250 }, expect.any(String));
});

it("6: what is not a report, or is too large, is refused and not logged", async () => {
  for (const body of ["", "{", "[]x", JSON.stringify(report("x".repeat(20_000)))])
    expect((await send(body)).status).toBe(400);
  vi.advanceTimersByTime(60_000);
  expect(told).not.toHaveBeenCalled();
});
