// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import type { Answer, Submit } from "./answer.ts";
import { Button } from "./button.tsx";
import { TextField } from "./field.tsx";
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

const fields = { name: "must not be empty", "plan.stages": "has two stages 5 %" };
const refusing: Submit<string> = async () => ({
  ok: false,
  problem: { title: "name: must not be empty", kept: "Your input is still here.", fields },
});

function Named() {
  const { problem, send } = useSubmit(refusing);
  return (
    <form>
      <ProblemNotice problem={problem} />
      <TextField label="Name of the model" error={problem?.fields?.["name"]} />
      <Button onClick={() => void send("typed")}>Send</Button>
    </form>
  );
}

it("names wrong fields by their labels, as ways to them, and what no field shows by its own name", async () => {
  const page = mounted(<Named />);
  await send(page);
  const name = page.screen.getByLabelText("Name of the model");
  await vi.waitFor(() => expect(document.activeElement).toBe(name));
  name.blur();
  expect(page.screen.getByRole("alert").textContent).toBe(
    "2 fields need a correction. Your input is still here.Name of the model: Must not be empty.plan.stages: Has two stages 5 %.",
  );
  act(() => page.screen.getByRole("link", { name: "Name of the model" }).click());
  expect(document.activeElement).toBe(name);
});

it("takes a rejected promise for a server that did not answer", async () => {
  const page = mounted(<Form submit={() => Promise.reject(new Error("gone"))} />);
  await send(page);
  expect(page.screen.getByRole("alert").textContent).toContain("The server did not answer.");
});
