import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { program } from "../program.ts";
import { NO_PYTHON, type Suite, skipped } from "../suite.ts";

/** The document itself, by openapi-spec-validator: OpenAPI 3.1 and JSON Schema 2020-12. */
export const openApiDocument: Suite = {
  name: "openapi-document",
  says: "the OpenAPI document is valid by the specification",
  async run({ installation, python }) {
    if (!python) return skipped(NO_PYTHON);
    const response = await fetch(`${installation.url}/api/v1/openapi.json`);
    const path = join(installation.folder, "openapi.json");
    await writeFile(path, await response.text());
    const options = ["--schema", "3.1", "--validation-errors", "all", path];
    const { code, out } = await program(python("openapi-spec-validator"), options, { secondsMax: 60 });
    const ok = code === 0 && response.ok;
    return { passed: ok ? 1 : 0, failures: ok ? [] : [out.slice(0, 2000)], skipped: [] };
  },
};
