import { SECTIONS, type Section } from "#lib/councils/sections.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";

/** The sections that the reader's seats sign, where the reader may sign any. */
export function ownSections({ council, mine }: Pick<ReleasePageView, "council" | "mine">): Section[] {
  const own = mine.seats.filter(({ whyNot }) => whyNot === null).map((seat) => seat.function);
  const signed = council.seats.filter((seat) => own.includes(seat.function)).flatMap(({ signs }) => signs);
  return SECTIONS.filter((section) => signed.includes(section));
}
