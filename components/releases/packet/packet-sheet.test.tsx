import { expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { PacketSheet } from "./packet-sheet.tsx";
import { verifyCommand } from "./packet-words.ts";

const KEY = "skyline.example/log+3f9c21aa+AZ+b/c=";
const sheet = (changed: Partial<Parameters<typeof PacketSheet>[0]> = {}) => (
  <PacketSheet releases={[2, 1]} logKey={KEY} whyNot={undefined} {...changed} />
);

it("offers each packet, with the key and the command to check it by", () => {
  const markup = markupOf(sheet());
  for (const release of [2, 1]) expect(markup).toContain(`href="/api/v1/releases/${release}/packet"`);
  const text = textOf(sheet());
  expect(text).toContain(`tar xf release-2.tar && npx countersign verify release-2 --vkey '${KEY}'`);
  expect(text).toContain(`The log's key ${KEY}`);
  expect(text).toContain("a server that lies would show a key of its own");
});

it("says why somebody may not export, and offers no link then", () => {
  const markup = markupOf(sheet({ whyNot: "Needs the role auditor." }));
  expect(markup).not.toContain("/api/v1/releases");
  expect(markup).toContain("Needs the role auditor.");
});

it("leads to the same evidence as a document, but not from there", () => {
  expect(markupOf(sheet())).toContain('href="/releases/2/packet"');
  expect(markupOf(sheet({ read: false }))).not.toContain('href="/releases/2/packet"');
});

it("leaves a place for the key before the signer has one", () => {
  expect(verifyCommand(7, null)).toBe(
    "tar xf release-7.tar && npx countersign verify release-7 --vkey '<the log's key>'",
  );
  expect(textOf(sheet({ logKey: null }))).not.toContain("The log's key ");
});

it("says that a version without a release has no packet", () => {
  expect(textOf(sheet({ releases: [] }))).toContain("this version has none yet");
});
