import { describe, expect, it } from "vitest";
import { trailOf } from "#components/audit/trail.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { event, filters, logState, logWitnesses } from "#lib/testing/specimens/views/audit.ts";
import { AuditView } from "./audit-view.tsx";

const view = (props = {}) => (
  <AuditView
    page={{ items: [event()], nextCursor: null }}
    choices={filters()}
    state={logState()}
    witnessed={logWitnesses()}
    trail={trailOf({})}
    {...props}
  />
);
const hrefs = (markup: string) =>
  [...markup.matchAll(/href="([^"]*)"/g)].map(([, href]) => href!.replaceAll("&amp;", "&"));

describe("the audit trail", () => {
  it("says of each event what, who, on what, when and where in the log", () => {
    expect(textOf(view())).toMatch(
      /Events log of 10,500 leaves .*Ada Berg published policy 2\. policy\.published .*Ada Berg .*policy 2 .*20 Nov 2026, 14:02:31 .*10,482 1 event End of list$/,
    );
    expect(hrefs(markupOf(view()))).toContain("/audit/10482");
  });

  it("leads to an event that has no place yet by its id", () => {
    const page = { items: [event({ index: null })], nextCursor: null };
    expect(textOf(view({ page }))).toContain("being sealed");
    expect(hrefs(markupOf(view({ page })))).toContain(`/audit/${event().uid}`);
  });

  it("names the person an event is about", () => {
    const opened = event({
      action: "session.opened",
      actor: { type: "system", id: "server", name: null },
      targets: [{ type: "person", id: "ada" }],
      data: {},
    });
    expect(textOf(view({ page: { items: [opened], nextCursor: null } }))).toContain("Ada Berg signed in.");
  });

  it("keeps the filters from page to page and in the export", () => {
    const trail = trailOf({ q: "ada", person: "p", without: "sign-ins", to: "2026-03-02", cursor: "9" });
    const links = hrefs(markupOf(view({ trail, page: { items: [event()], nextCursor: "5" } })));
    expect(links).toContain("/audit?q=ada&person=p&without=sign-ins&to=2026-03-02");
    expect(links).toContain("/audit?q=ada&person=p&without=sign-ins&to=2026-03-02&cursor=5");
    expect(links).toContain(
      "/api/v1/audit/events.csv?q=ada&person=p&without=sign-ins&to=2026-03-02T23%3A59%3A59.999Z",
    );
  });
});

describe("what stands around the trail", () => {
  it("says as of when, and leads back to now", () => {
    const text = textOf(view({ trail: trailOf({ asOf: "2026-03-02T12:00:00.000Z" }) }));
    expect(text).toContain("As of 2 Mar 2026, 12:00:00 . Later events are hidden. Back to now");
    expect(textOf(view())).not.toContain("As of");
    const trail = trailOf({ q: "ada", asOf: "2026-03-02T12:00:00.000Z" });
    expect(hrefs(markupOf(view({ trail })))).toContain("/audit?q=ada");
  });

  it("offers who acts here, every noun and the models to filter by", () => {
    expect(textOf(view())).toMatch(
      /Person Any Ada Berg What Any Releases .* Model Any flight-delay From To Without sign-ins/,
    );
    expect(textOf(view())).not.toContain("Token Any");
    const tokens = filters({ actors: [{ id: "ci", name: "Nightly", kind: "token" }] });
    expect(textOf(view({ choices: tokens }))).toContain("Token Any Nightly");
    expect(textOf(view({ trail: trailOf({ actor: "unknown" }) }))).toContain("Token Any unknown");
  });

  it("says when the log is behind, and nothing where its state is not known", () => {
    expect(textOf(view({ state: logState({ waiting: 99 }) }))).toContain("The log is behind.");
    expect(textOf(view({ state: undefined }))).toContain("log of 0 leaves");
  });

  it("says what to try where no event matches", () => {
    const text = textOf(view({ page: { items: [], nextCursor: null } }));
    expect(text).toContain("No event matches Try a person's name");
    expect(text).not.toContain("End of list");
  });
});
