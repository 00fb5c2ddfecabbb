import { readFileSync } from "node:fs";
import { join } from "node:path";
import { billOfMaterials } from "./bill-of-materials.ts";

/** Prints the bill of materials of the lock file: `npm run -s sbom > countersign.cdx.json`. */
const lock = readFileSync(join(import.meta.dirname, "../package-lock.json"), "utf8");
process.stdout.write(`${JSON.stringify(billOfMaterials(lock), null, 2)}\n`);
