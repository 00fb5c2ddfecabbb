import { expect, it } from "vitest";
import { refuse } from "#lib/kernel/refusal.ts";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { RefusalNotice } from "./refusal-notice.tsx";

it("says why a section was refused and what to do", () => {
  const { error } = refuse("forbidden", "role-missing", "Vera may not do this.", { todo: "Ask an admin." });
  expect(textOf(<RefusalNotice refusal={error} />)).toBe("Vera may not do this. Ask an admin.");
});
