import type { Answer } from "#lib/obligations/framework.ts";

type More = Pick<Answer, "place" | "digest">;

export const answered = (says: string, more: More = {}): Answer => ({ state: "answered", says, ...more });
export const waiting = (says: string, more: More = {}): Answer => ({ state: "waiting", says, ...more });
export const blank = (says: string, place?: Answer["place"]): Answer => ({
  state: "blank",
  says,
  ...(place ? { place } : {}),
});
