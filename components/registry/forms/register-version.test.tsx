// @vitest-environment happy-dom
import { fireEvent } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import type { StoredFile } from "#lib/client/upload.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { RegisterVersion } from "./register-version.tsx";

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const file = (name: string) => new File([name], name);
const registered: Answer<{ number: number }> = { ok: true, value: { number: 4 } };

function form() {
  const upload = vi.fn(
    async (sent: File): Promise<Answer<StoredFile>> => ({
      ok: true,
      value: { digest: digest(String(sent.name.length)), size: sent.size },
    }),
  );
  const register = vi.fn(async (_: object) => registered);
  const page = mounted(
    <RegisterVersion
      model={{ name: "churn", tier: "low" }}
      versions={[3, 2]}
      upload={upload}
      register={register}
    />,
  );
  const choose = (...files: File[]) =>
    fireEvent.change(page.screen.getByLabelText("Choose files"), { target: { files } });
  const write = () => {
    page.type("Description", "More trees.");
    page.type("Code commit", "4be1f0c");
  };
  return { ...page, upload, register, choose, write };
}

it("stores the files, registers them under their paths and leads to the version", async () => {
  const page = form();
  page.choose(file("a.bin"), file("longer.bin"));
  page.type("Path of file 1", "model/a.bin");
  page.write();
  page.type("Parent", "3");
  await page.submit("Register version");
  expect(page.register).toHaveBeenCalledWith({
    description: "More trees.",
    codeCommit: "4be1f0c",
    parent: 3,
    card: expect.stringContaining("# churn\n\n## Model details"),
    manifest: [
      { path: "model/a.bin", digest: digest("5"), size: 5 },
      { path: "longer.bin", digest: digest("10"), size: 10 },
    ],
    datasets: [],
    schema: [],
  });
  expect(page.journey).toEqual(["push /models/churn/versions/4"]);
});

it("needs a file, and lets one go", async () => {
  const page = form();
  page.choose(file("a.bin"));
  page.press("Remove a.bin");
  page.write();
  await page.submit("Register version");
  expect(page.upload).not.toHaveBeenCalled();
  expect(document.body.textContent).toContain("Choose at least one file.");
});

it("says which file could not be stored, and sends none twice", async () => {
  const page = form();
  page.upload.mockImplementationOnce(async (sent) => ({
    ok: true,
    value: { digest: digest("1"), size: sent.size },
  }));
  page.upload.mockImplementationOnce(async () => ({ ok: false, problem: { title: "The disk is full." } }));
  page.choose(file("a.bin"), file("b.bin"));
  page.write();
  await page.submit("Register version");
  expect(page.screen.getByRole("alert").textContent).toContain("b.bin: The disk is full.");
  expect(page.register).not.toHaveBeenCalled();
  await page.submit("Register version");
  expect(page.upload).toHaveBeenCalledTimes(3);
  expect(page.register).toHaveBeenCalledTimes(1);
});

it("keeps everything where the version is refused, with the words at the field", async () => {
  const page = form();
  const title = "The parent, version 2, does not exist.";
  page.register.mockResolvedValueOnce({ ok: false, problem: { title, fields: { parent: title } } });
  page.choose(file("a.bin"));
  page.write();
  page.type("Parent", "2");
  await page.submit("Register version");
  expect(page.screen.getByLabelText("Parent").getAttribute("aria-invalid")).toBe("true");
  expect(page.screen.getByLabelText<HTMLTextAreaElement>("Description").value).toBe("More trees.");
  expect(page.journey).toEqual([]);
});
