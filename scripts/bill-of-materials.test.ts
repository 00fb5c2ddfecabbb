import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { billOfMaterials, type Lock } from "./bill-of-materials.ts";

const text = readFileSync(join(import.meta.dirname, "../package-lock.json"), "utf8");
const { packages } = JSON.parse(text) as Lock;
const locked = Object.entries(packages).filter(([path]) => path !== "");
const bill = billOfMaterials(text);

describe("48: the bill of materials", () => {
  it("lists every package of the lock file, with its version and digest", () => {
    const listed = new Map(bill.components.map((component) => [component["bom-ref"], component]));
    expect(listed.size).toBe(locked.length);
    expect(bill.components).toHaveLength(locked.length);
    for (const [path, { version, integrity, dev }] of locked) {
      const component = listed.get(path)!;
      expect(path.endsWith(component.name)).toBe(true);
      expect(component.version).toBe(version);
      expect(component.scope === "excluded").toBe(dev ?? false);
      if (!integrity) continue;
      const { alg, content } = component.hashes![0]!;
      expect(`${alg.toLowerCase().replace("-", "")}-${Buffer.from(content, "hex").toString("base64")}`).toBe(
        integrity,
      );
    }
    expect(bill.components.filter(({ hashes }) => hashes).length).toBeGreaterThan(locked.length / 2);
  });

  it("names packages so that advisories match them", () => {
    for (const { purl, version } of bill.components) {
      expect(purl).toMatch(/^pkg:npm\/(?:%40[a-z0-9._~-]+\/)?[A-Za-z0-9._~-]+@[^@\s]+$/);
      expect(purl.endsWith(`@${encodeURIComponent(version)}`)).toBe(true);
    }
    expect(bill.components.map(({ purl }) => purl)).toContain(
      `pkg:npm/%40noble/curves@${packages["node_modules/@noble/curves"]!.version}`,
    );
  });

  it("lists each package's dependencies, and reaches every required package from the product", () => {
    const needs = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    expect(needs.size).toBe(locked.length + 1);
    const reached = new Set<string>();
    const follow = [bill.metadata.component["bom-ref"]];
    for (let ref = follow.pop(); ref !== undefined; ref = follow.pop()) {
      if (reached.has(ref)) continue;
      reached.add(ref);
      const of = needs.get(ref);
      expect(of, ref).toBeDefined();
      follow.push(...of!);
    }
    const lost = locked.filter(([path, { optional, peer }]) => !reached.has(path) && !optional && !peer);
    expect(lost.map(([path]) => path)).toEqual([]);
  });

  it("is CycloneDX 1.6, and the same for the same lock file", () => {
    expect(bill).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6", version: 1 });
    expect(bill.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(billOfMaterials(text)).toEqual(bill);
    expect(billOfMaterials(text.replace(/"version": "[^"]+"/, '"version": "9.9.9"')).serialNumber).not.toBe(
      bill.serialNumber,
    );
  });
});
