import { expect, it } from "vitest";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { OverreachNotice } from "./overreach-notice.tsx";

it("39: says what a shared user costs and what to do, for each thing the server can reach", () => {
  const said = textOf(<OverreachNotice overreaches={["signing-key", "database-passwords", "code"]} />);
  expect(said).toContain("The processes of this installation are not kept apart.");
  expect(said).toContain("can read the key that signs the log");
  expect(said).toContain("passwords of every database role");
  expect(said).toContain("can change its own code");
  expect(said).toContain("Start it as root, or run the signer apart");
});

it("39: names only what was found", () => {
  const said = textOf(<OverreachNotice overreaches={["code"]} />);
  expect(said).toContain("can change its own code");
  expect(said).not.toContain("signs the log");
});

it("39: is silent where each process has a user of its own", () => {
  expect(textOf(<OverreachNotice overreaches={[]} />)).toBe("");
});
