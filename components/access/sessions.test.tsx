// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { session } from "#lib/testing/specimens/views/access.ts";
import { Sessions } from "./sessions.tsx";

const ended = () => vi.fn(async (_: object | null) => ({ ok: true as const, value: undefined }));
const here = session({ id: "here", device: "Safari on macOS", current: true });
const sessions = (props = {}) => (
  <Sessions
    sessions={[here, session()]}
    name={null}
    end={ended()}
    endAll={ended()}
    newerHref={undefined}
    olderHref={undefined}
    {...props}
  />
);

describe("where somebody is signed in", () => {
  it("marks the session that asks, and offers to end the others", () => {
    const page = mounted(sessions());
    const rows = page.screen.getAllByRole("row").map((row) => row.textContent);
    expect(rows[1]).toMatch(/Safari on macOS.*This one$/);
    expect(rows[2]).toMatch(/Firefox on Linux by password.*End Firefox on Linux at 192\.0\.2\.7$/);
  });

  it("ends one, or all but the reader's own, after saying what that means", async () => {
    const end = ended();
    const endAll = ended();
    const page = mounted(sessions({ end, endAll }));
    page.press(/^End Firefox/);
    expect(page.screen.getByRole("dialog").textContent).toContain("is signed out on its next request");
    await page.submit("End session");
    expect(end).toHaveBeenCalledWith({ sessionId: session().id });
    page.press("End all other sessions");
    await page.submit("End all other sessions");
    expect(endAll).toHaveBeenCalledTimes(1);
    expect(page.journey).toEqual(["refresh", "refresh"]);
  });

  it("offers to end all only where there is another one and the reader may", () => {
    expect(textOf(sessions({ sessions: [here] }))).not.toContain("End all");
    const watched = textOf(sessions({ name: "Lena", whyNot: "Needs the role admin." }));
    expect(watched).not.toContain("End all");
    expect(watched).toMatch(/192\.0\.2\.7 .*Open$/);
    expect(textOf(sessions({ name: "Lena" }))).toContain("End all sessions");
  });

  it("counts them where they are all shown, and pages where they are not", () => {
    expect(textOf(sessions())).toMatch(/^Sessions 2 open sessions/);
    const paged = textOf(sessions({ olderHref: "/account?cursor=1" }));
    expect(paged).not.toContain("2 open sessions");
    expect(paged).toContain("2 shown Next page");
  });

  it("says what none means", () => {
    expect(textOf(sessions({ sessions: [], name: "Lena" }))).toContain(
      "Lena must sign in before doing anything.",
    );
  });
});
