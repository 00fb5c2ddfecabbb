import { Writable } from "node:stream";
import type pg from "pg";
import { expect, it } from "vitest";
import { type Streaming, sendTogether } from "./send-together.ts";

/** A connection that writes each statement as it is asked, and how often and what it sent. */
function connection() {
  const sent: string[][] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => {
      sent.push([chunk]);
      done();
    },
    writev: (chunks, done) => {
      sent.push(chunks.map(({ chunk }) => chunk as string));
      done();
    },
  });
  const query = (text: string) => {
    stream.write(text);
    return `answer to ${text}`;
  };
  const client = { connection: { stream }, query } as unknown as pg.PoolClient & Streaming;
  sendTogether(client);
  return { ask: (text: string): unknown => client.query(text), sent };
}

const turn = () => new Promise((done) => setImmediate(done));

it("sends the statements of one turn in one write, in their order, also those asked after a promise", async () => {
  const { ask, sent } = connection();
  expect(ask("one")).toBe("answer to one");
  ask("two");
  await Promise.resolve().then(() => ask("three"));
  await turn();
  expect(sent).toEqual([["one", "two", "three"]]);
});

it("keeps nothing back: a later turn's statement is sent with that turn", async () => {
  const { ask, sent } = connection();
  ask("one");
  await turn();
  ask("two");
  await turn();
  expect(sent).toEqual([["one"], ["two"]]);
});
