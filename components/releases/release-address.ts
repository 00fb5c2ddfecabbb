import type { ReleasePageView } from "#lib/releases/views/release-page.ts";

/** The number that an address names; NaN, which no query takes, where it names none. */
export const releaseNumber = (text: string): number =>
  /^[1-9]\d{0,8}$/.test(text) ? Number(text) : Number.NaN;

/** The way to a release's page and, with `here`, to one below it. */
export function releaseCrumbs(
  { number, sections }: Pick<ReleasePageView, "number" | "sections">,
  here?: string,
) {
  const { model } = sections.target;
  const release = `Release ${number}`;
  return [
    { label: "Releases", href: "/releases" },
    { label: model, href: `/models/${model}` },
    ...(here ? [{ label: release, href: `/releases/${number}` }, { label: here }] : [{ label: release }]),
  ];
}
