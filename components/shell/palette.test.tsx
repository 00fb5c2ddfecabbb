// @vitest-environment happy-dom
import { act, fireEvent } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { found, releaseHit } from "#lib/testing/specimens/views/search.ts";
import { Palette, type PaletteHit, type PaletteSearch } from "./palette.tsx";
import { paletteHits } from "./palette-hits.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const [model] = paletteHits({ groups: [found("model")] });
const palette = (hits: readonly PaletteHit[] = [model!]) => {
  const search = vi.fn<PaletteSearch>(async () => ({ ok: true, value: hits }));
  const onOpenChange = vi.fn();
  const page = mounted(<Palette open onOpenChange={onOpenChange} search={search} />);
  const type = (text: string) =>
    fireEvent.change(page.screen.getByRole("combobox"), { target: { value: text } });
  const pause = () => act(async () => void (await vi.advanceTimersByTimeAsync(150)));
  const options = () => page.screen.queryAllByRole("option").map(({ textContent }) => textContent);
  const enter = () => fireEvent.keyDown(page.screen.getByRole("combobox"), { key: "Enter" });
  return { ...page, search, onOpenChange, type, pause, options, enter };
};

describe("the palette", () => {
  it("offers every place before anything is typed, each with its keys", () => {
    const { options } = palette();
    expect(options()[0]).toBe("Homeg h");
    expect(options()).toHaveLength(14);
  });

  it("finds places at once and things after a pause, and asks only for what was typed last", async () => {
    const { type, options, pause, search } = palette();
    type("au");
    type("aud");
    expect(options()).toEqual(["Auditg a"]);
    await pause();
    expect(search.mock.calls.map(([query]) => query)).toEqual(["aud"]);
    expect(options()).toEqual([
      "Auditg a",
      "flight-delayWill this flight be late?, owned by Priya Nair",
      "All results for “aud”",
    ]);
  });

  it("goes to what is chosen by Enter, and closes", async () => {
    const { type, pause, enter, journey, onOpenChange } = palette();
    type("flight");
    await pause();
    enter();
    expect(journey).toEqual(["push /models/flight-delay"]);
    expect(onOpenChange).toHaveBeenCalledWith(false);
  });

  it("leads to everything that was found", async () => {
    const { type, pause, screen, journey } = palette();
    type("rolled back");
    await pause();
    fireEvent.click(screen.getByText("All results for “rolled back”"));
    expect(journey).toEqual(["push /search?q=rolled+back"]);
  });

  it("does not search for a single letter, but for a single digit", async () => {
    const { type, pause, search } = palette();
    type("f");
    await pause();
    expect(search).not.toHaveBeenCalled();
    type("2");
    await pause();
    expect(search).toHaveBeenCalledTimes(1);
  });

  it("gives up a search that was typed over", async () => {
    const { type, pause, search } = palette();
    type("fl");
    await pause();
    type("fli");
    expect(search.mock.calls[0]![1].aborted).toBe(true);
  });

  it("says while it searches, and what to try where it found nothing", async () => {
    const { type, pause, screen } = palette([]);
    type("zebra");
    expect(screen.getByRole("status").textContent).toBe("Searching");
    await pause();
    expect(screen.getByRole("status").textContent).toContain("No results for “zebra”.");
  });
});

it("a search that failed is not said to have found nothing", async () => {
  const { search, type, pause, screen } = palette([]);
  search.mockResolvedValue({
    ok: false,
    problem: { title: "The server did not answer.", todo: "Try again." },
  });
  type("zebra");
  await pause();
  expect(screen.getByRole("alert").textContent).toBe("Not searched: The server did not answer. Try again.");
  expect(document.body.textContent).not.toContain("No results");
  search.mockResolvedValue({ ok: true, value: [] });
  type("zebr");
  await pause();
  expect(screen.queryByRole("alert")).toBeNull();
});

it("a release found is named by its number and its way, its state first below", () => {
  expect(paletteHits({ groups: [found("release", releaseHit)] })).toEqual([
    {
      kind: "Releases",
      href: "/releases/7",
      title: "Release 7: flight-delay v2 to production",
      detail: "In review, by Ada Berg, sha256 d72d…108e",
    },
  ]);
});
