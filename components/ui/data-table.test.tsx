import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { type Column, DataTable, Pager } from "./data-table.tsx";

type Row = { name: string; state: string };
const columns: readonly Column<Row>[] = [
  { key: "name", header: "Name", cell: ({ name }) => name, second: ({ state }) => `is ${state}` },
  { key: "state", header: "State", cell: ({ state }) => state, quietHeader: true, align: "right" },
];
const rows = [
  { name: "one", state: "live" },
  { name: "two", state: "old" },
];
const table = (props = {}) => (
  <DataTable caption="Things" columns={columns} rows={rows} rowKey={({ name }) => name} {...props} />
);
const links = (markup: string) => [...markup.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href);

describe("a table", () => {
  it("has a caption and scoped headers, also where the eye needs none", () => {
    const markup = markupOf(table());
    expect(markup).toMatch(/<caption class="sr-only">Things<\/caption>/);
    expect(markup.match(/<th scope="col"/g)).toHaveLength(2);
    expect(markup.match(/<th scope="row"/g)).toHaveLength(2);
    expect(markup).toContain('<span class="sr-only">State</span>');
  });

  it("shows the rows in their order, each with its second line", () => {
    expect(textOf(table())).toMatch(/one is live .*two is old/);
  });

  it("leads on from the first cell of a row, and only where rows lead somewhere", () => {
    expect(links(markupOf(table({ rowHref: ({ name }: Row) => `/things/${name}` })))).toEqual([
      "/things/one",
      "/things/two",
    ]);
    expect(links(markupOf(table()))).toEqual([]);
  });

  it("says what is empty in place of headers without rows", () => {
    expect(markupOf(table({ rows: [], empty: <p>Nothing</p> }))).toBe("<p>Nothing</p>");
    expect(textOf(table({ rows: [] }))).toContain("Name");
    expect(textOf(table({ empty: <p>Nothing</p> }))).not.toContain("Nothing");
  });

  it("repeats a header beside a stacked cell, but not one that only the ear needs", () => {
    const labelled: readonly Column<Row>[] = [columns[0]!, { ...columns[1]!, quietHeader: false }];
    expect(markupOf(table({ columns: labelled }))).toMatch(/State<\/span>|data-label="State"/);
    const body = (markup: string) => markup.slice(markup.indexOf("<tbody"));
    expect(body(markupOf(table()))).not.toContain("State");
  });
});

describe("a pager", () => {
  it.each([
    [undefined, undefined, "3 rows End of list"],
    ["/a", undefined, "3 rows First page End of list"],
    [undefined, "/a?cursor=2", "3 rows Next page"],
    ["/a", "/a?cursor=2", "3 rows First page Next page"],
  ])("back to %s, on to %s", (newerHref, olderHref, text) => {
    expect(textOf(<Pager shown="3 rows" newerHref={newerHref} olderHref={olderHref} />)).toBe(text);
    expect(links(markupOf(<Pager shown="" newerHref={newerHref} olderHref={olderHref} />))).toEqual(
      [newerHref, olderHref].filter(Boolean),
    );
  });
});
