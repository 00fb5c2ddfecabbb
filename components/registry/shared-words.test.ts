import { expect, it } from "vitest";
import { unnamedOriginText } from "./shared-words.ts";

const shared = { model: "flight-delay", number: 2, path: "weights.bin", files: 1 };

it.each([
  [{}, "v3 shares weights.bin with v2, which it does not name"],
  [{ files: 2 }, "v3 shares weights.bin and 1 more file with v2, which"],
  [{ model: "crew-pairing", files: 3 }, "v3 shares weights.bin and 2 more files with crew-pairing v2, which"],
])("names the file and the version it comes from: %o", (changed, text) => {
  const of = { model: "flight-delay", number: 3 };
  expect(unnamedOriginText({ ...shared, ...changed }, of)).toContain(text);
});
