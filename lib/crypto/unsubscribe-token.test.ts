import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { readUnsubscribe, unsubscribeToken } from "./unsubscribe-token.ts";

const SECRET = "a secret of the tests, long enough to be one";
const of = { workspaceId: randomUUID(), personId: randomUUID(), kinds: ["decision"] };
const token = unsubscribeToken(of, SECRET);

it("is read under its own secret alone", () => {
  expect(readUnsubscribe(token, SECRET)).toEqual(of);
  expect(readUnsubscribe(token, `${SECRET}!`)).toBeNull();
});

it("is nothing once a byte is changed, cut, added or written otherwise", () => {
  for (let at = 0; at < token.length; at++) {
    const other = token[at] === "A" ? "B" : "A";
    expect(readUnsubscribe(token.slice(0, at) + other + token.slice(at + 1), SECRET), `at ${at}`).toBeNull();
  }
  const [text, signature] = token.split(".");
  for (const forged of [
    "",
    ".",
    `${text}.`,
    `.${signature}`,
    `${token}.x`,
    `${token}=`,
    token.slice(1),
    `${text}`,
  ])
    expect(readUnsubscribe(forged, SECRET), forged).toBeNull();
});

it("cannot be turned into one for somebody else or another kind", () => {
  const other = unsubscribeToken(
    { ...of, personId: randomUUID() },
    "another secret of the tests, long enough",
  );
  const [, signature] = token.split(".");
  expect(readUnsubscribe(`${other.split(".")[0]}.${signature}`, SECRET)).toBeNull();
});
