// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import type { Answer, Submit } from "./answer.ts";
import { Button } from "./button.tsx";
import { ProblemNotice } from "./notice.tsx";
import { useSubmit } from "./use-submit.ts";

function Form({ submit }: { submit: Submit<string> }) {
  const { busy, problem, send } = useSubmit(submit);
  return (
    <>
      <ProblemNotice problem={problem} />
      <Button busy={busy} onClick={() => void send("typed")}>
        Send
      </Button>
    </>
  );
}
const send = (page: ReturnType<typeof mounted>) => act(async () => page.press("Send"));

it("sends once, however often one presses meanwhile", async () => {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const submit = vi.fn((_: string) => promise);
  const page = mounted(<Form submit={submit} />);
  await act(async () => {
    page.press("Send");
    page.press("Send");
  });
  await send(page);
  expect(submit.mock.calls).toEqual([["typed"]]);
  await act(async () => resolve({ ok: true, value: undefined }));
  await send(page);
  expect(submit).toHaveBeenCalledTimes(2);
});

it("says what happened, what was kept and what to do, and forgets it at the next try", async () => {
  const problem = { title: "Refused.", kept: "Your text is here.", todo: "Try later." };
  const submit = vi.fn<Submit<string>>(async () => ({ ok: false, problem }));
  const page = mounted(<Form submit={submit} />);
  await send(page);
  expect(page.screen.getByRole("alert").textContent).toBe("Refused. Your text is here. Try later.");
  submit.mockResolvedValue({ ok: true, value: undefined });
  await send(page);
  expect(page.screen.queryByRole("alert")).toBeNull();
});

it("takes a rejected promise for a server that did not answer", async () => {
  const page = mounted(<Form submit={() => Promise.reject(new Error("gone"))} />);
  await send(page);
  expect(page.screen.getByRole("alert").textContent).toContain("The server did not answer.");
});
