import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestApi, testApi } from "#lib/testing/servers/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api?.close());

const FILES = [
  {
    path: "/api/v1/waivers.csv",
    name: "waivers.csv",
    header:
      "number,model,gate,pointer,release,tier,seat,state,starts_at,ends_at,extensions_left,nth,requested_by,signed_by,measures",
  },
  {
    path: "/api/v1/reviews.csv",
    name: "re-reviews.csv",
    header:
      "number,model,pointer,version,release,tier,state,overdue,causes,opened_at,due_at,ended_at,seats_met,seats_all",
  },
] as const;

it("the minutes of a sitting are a file of Markdown, and nobody else's", async () => {
  const minutes = (sitting: string, as: TestApi["here"]["everyone"] | null = api.here.everyone) =>
    api.call("GET", `/api/v1/sittings/${sitting}/minutes.md`, { as });
  const { headers, text } = await minutes(api.here.sitting);
  expect(headers.get("content-type")).toBe("text/markdown; charset=utf-8");
  expect(headers.get("content-disposition")).toBe('attachment; filename="minutes-of-sitting-1.md"');
  expect(text).toMatch(/^# Minutes of sitting 1\n/);
  expect((await minutes(api.there.sitting)).status).toBe(404);
  expect((await minutes(api.here.sitting, null)).status).toBe(401);
});

describe.each(FILES)("$path", ({ path, name, header }) => {
  const file = (query = "", as = api.here.everyone) => api.call("GET", `${path}${query}`, { as });

  it("is a table for spreadsheets with a line for each of the workspace, and none of another", async () => {
    const { headers, text } = await file();
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("content-disposition")).toBe(`attachment; filename="${name}"`);
    const [first, ...lines] = text.replace("\ufeff", "").trimEnd().split("\r\n");
    expect(first).toBe(header);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line.split(",")[1]).toBe(api.here.model);
    expect(text).not.toContain(api.there.model);
  });

  it("takes the filters of its list, and refuses others and strangers", async () => {
    expect((await file(`?model=${api.there.model}`)).text.trimEnd().split("\r\n")).toHaveLength(1);
    expect((await file("?nonsense=1")).status).toBe(400);
    expect((await api.call("GET", path, { as: null })).status).toBe(401);
  });
});
