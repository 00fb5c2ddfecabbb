import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { sections } from "#lib/testing/specimens/views/releases.ts";
import { openOnce } from "./open-once.ts";

const { case: texts, plan } = sections();
const draft = { model: "flight-delay", version: 2, pointer: "production", case: texts, plan };
const refused = { ok: false, problem: { title: "Refused.", todo: "Edit it." } } as const;

function opening() {
  let keys = 0;
  const open = vi.fn(async (_draft: unknown, _key: string): Promise<Answer<{ number: number }>> => {
    return { ok: true, value: { number: 8 } };
  });
  const submit = vi.fn(async (_release: number): Promise<Answer> => ({ ok: true, value: undefined }));
  const save = openOnce({ newKey: () => `key ${++keys}`, open, submit });
  return { open, submit, save, keysSent: () => open.mock.calls.map(([, key]) => key) };
}

describe("opening a release", () => {
  it("opens a draft, and submits it only if asked", async () => {
    const { save, open, submit } = opening();
    expect(await save({ draft, andSubmit: false })).toEqual({ ok: true, value: { href: "/releases/8" } });
    expect(open).toHaveBeenCalledWith(draft, "key 1");
    expect(submit).not.toHaveBeenCalled();
    await save({ draft, andSubmit: true });
    expect(submit.mock.calls).toEqual([[8]]);
  });

  it("uses the same key again after a lost answer", async () => {
    const { save, open, keysSent } = opening();
    open.mockResolvedValueOnce(refused);
    expect(await save({ draft, andSubmit: true })).toEqual(refused);
    await save({ draft, andSubmit: true });
    expect(keysSent()).toEqual(["key 1", "key 1"]);
  });

  it("opens no second one after a refused submission, and says which draft was kept", async () => {
    const { save, open, submit } = opening();
    submit.mockResolvedValueOnce(refused);
    expect(await save({ draft, andSubmit: true })).toEqual({
      ok: false,
      problem: { title: "Refused.", todo: "Edit it.", kept: "Saved as draft 8." },
    });
    expect(await save({ draft, andSubmit: true })).toMatchObject({ ok: true });
    expect(open).toHaveBeenCalledTimes(1);
    expect(submit).toHaveBeenCalledTimes(2);
  });

  it("takes another draft for another release", async () => {
    const { save, keysSent } = opening();
    await save({ draft, andSubmit: false });
    await save({ draft: { ...draft, version: 3 }, andSubmit: false });
    expect(keysSent()).toEqual(["key 1", "key 2"]);
  });
});
