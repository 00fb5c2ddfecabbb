import { createHash } from "node:crypto";

/** A package's entry in package-lock.json, by its place in the tree. */
type Locked = {
  readonly name?: string;
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly peer?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
};
export type Lock = { readonly packages: Readonly<Record<string, Locked>> };

/** The algorithm names of subresource integrity, and those of CycloneDX. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  sha512: "SHA-512",
  sha384: "SHA-384",
  sha256: "SHA-256",
  sha1: "SHA-1",
};

/**
 * The bill of materials of a lock file (CycloneDX 1.6, ECMA-424): every package with its version, digest and
 * dependencies. The same lock file always gives the same bytes.
 */
export function billOfMaterials(lockText: string) {
  const { packages } = JSON.parse(lockText) as Lock;
  const { name = "", version = "" } = packages[""] ?? {};
  const paths = Object.keys(packages).filter((path) => path !== "");
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: serialNumber(lockText),
    version: 1,
    metadata: {
      lifecycles: [{ phase: "pre-build" }],
      component: { type: "application", "bom-ref": name, name, version },
    },
    components: paths.map((path) => componentOf(path, packages[path]!)),
    dependencies: ["", ...paths].map((path) => ({
      ref: path === "" ? name : path,
      dependsOn: needsOf(path, packages),
    })),
  };
}

/** A UUID derived from the lock file's content, in the format of a random one. */
function serialNumber(lockText: string): string {
  const hex = createHash("sha256").update(lockText).digest("hex");
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function componentOf(path: string, { version = "", integrity, license, dev, optional, ...locked }: Locked) {
  const name = locked.name ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  return {
    type: "library",
    "bom-ref": path,
    name,
    version,
    // Packages that only checks and builds use are documented as excluded from the runtime.
    scope: dev ? "excluded" : optional ? "optional" : "required",
    purl: `pkg:npm/${name.replace("@", "%40")}@${encodeURIComponent(version)}`,
    ...(integrity ? { hashes: integrity.split(" ").flatMap(hashOf) } : {}),
    ...(license ? { licenses: [licenseOf(license)] } : {}),
  };
}

function hashOf(integrity: string): { alg: string; content: string }[] {
  const dash = integrity.indexOf("-");
  const alg = ALGORITHMS[integrity.slice(0, dash)];
  const content = Buffer.from(integrity.slice(dash + 1), "base64").toString("hex");
  return alg ? [{ alg, content }] : [];
}

/** One license has a name; several are an expression. */
const licenseOf = (license: string) =>
  / (?:AND|OR|WITH) /.test(license) ? { expression: license } : { license: { name: license } };

/**
 * Finds each package that this one names: in its own folder first, then in the folders around it, as Node resolves.
 */
function needsOf(path: string, packages: Lock["packages"]): string[] {
  const { dependencies, optionalDependencies, peerDependencies, devDependencies } = packages[path]!;
  const named = { ...dependencies, ...optionalDependencies, ...peerDependencies, ...devDependencies };
  const found = Object.keys(named).flatMap((name) => placeOf(name, path, packages) ?? []);
  return [...new Set(found)].sort();
}

function placeOf(name: string, from: string, packages: Lock["packages"]): string | null {
  for (let folder: string | null = from; folder !== null; folder = outer(folder)) {
    const place = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[place]) return place;
  }
  return null;
}

function outer(path: string): string | null {
  if (path === "") return null;
  const at = path.lastIndexOf("/node_modules/");
  return at < 0 ? "" : path.slice(0, at);
}
