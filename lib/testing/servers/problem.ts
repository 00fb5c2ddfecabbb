import { expect } from "vitest";
import type { Answer } from "./api.ts";

/** Checks what every refusal must look like. */
export function isProblem(answer: Answer): void {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.problem).toMatchObject({
    status: answer.status,
    code: expect.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    title: expect.stringMatching(/\S/),
    type: `/api/docs#${answer.problem.code}`,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
}

export async function refused(answer: Promise<Answer>, status: number, code: string): Promise<Answer> {
  const got = await answer;
  isProblem(got);
  expect(got.problem).toMatchObject({ status, code });
  return got;
}
