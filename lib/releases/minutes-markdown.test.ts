import { expect, it } from "vitest";
import { sitting } from "#lib/testing/specimens/views/sittings.ts";
import { minutesDocument } from "./minutes-document.ts";
import { minutesMarkdown } from "./minutes-markdown.ts";
import type { SittingView } from "./views/sitting.ts";

const text = (more: Partial<SittingView> = {}) =>
  minutesMarkdown(minutesDocument({ ...sitting, ...more }), "https://countersign.example");

it("has attendance, decisions with their votes, and what was typed, by the council's clocks", () => {
  expect(text()).toBe(`# Minutes of sitting 45

Model council, 2026-11-26 15:00 (Europe/Berlin)

- Chair: Mira Okafor
- Secretary: Nora Lund

## Attendance

- Mira Okafor, Security: present
- Nora Lund: present

## Decisions

1. [crew-pairing v11 to production@eu](https://countersign.example/releases/210): Approved by 1 of 1 signatures.
   - Mira Okafor, Security: approves, in writing

2. [no-show v10 to production](https://countersign.example/releases/211): Not recorded yet.

## What happened

- 2026-11-26 15:00 Mira Okafor opened the sitting.

- 2026-11-26 15:00 Written by Nora Lund
  > Read out.
`);
});

it("says who signed or disputed what, and by which digest", () => {
  const signer = { person: sitting.chair, seat: "security" as const };
  const round = { round: 1, digest: "sha256:d", at: sitting.startsAt, amends: false, text: null };
  const minutes: SittingView["minutes"] = [
    {
      ...round,
      state: "disputed",
      signers: [{ ...signer, signedAt: sitting.startsAt, decision: "reject" }],
    },
    {
      ...round,
      round: 2,
      amends: true,
      state: "open",
      text: "Erik left early.\n# Not a heading",
      signers: [{ ...signer, signedAt: null, decision: null }],
    },
  ];
  expect(text({ minutes })).toContain(`## Minutes, signed by two

- Mira Okafor, Security: disputed 2026-11-26 15:00
- State: disputed
- Digest: \`sha256:d\`

## Addendum

> Erik left early.
> \\# Not a heading

- Mira Okafor, Security: has not signed
- State: open
`);
});

it.each([
  ["# Approved by all", "\\# Approved by all"],
  ["[here](javascript:alert(1))", "\\[here\\](javascript:alert(1))"],
  ["<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)\\>"],
  ["- one", "\\- one"],
  ["    code", "code"],
  ["1. first", "1\\. first"],
  ["see https://evil.example and www.evil.example", "see https\\://evil.example and www\\.evil.example"],
  ["`x` **b** _i_ ~~s~~ a|b &lt;", "\\`x\\` \\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~ a\\|b \\&lt;"],
])("nothing that is typed becomes markup: %s", (typed, written) => {
  const [, note] = sitting.entries;
  expect(text({ entries: [{ ...note!, text: typed }] })).toContain(`  > ${written}\n`);
});

it("says that words were erased", () => {
  const [, note] = sitting.entries;
  expect(text({ entries: [{ ...note!, text: null }] })).toContain("> These words were erased.");
});
