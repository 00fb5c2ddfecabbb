import { NothingHerePage } from "#components/shell/nothing-here-page.tsx";

export const metadata = { title: "Not found" };

/** The same inside the shell, so that the reader keeps their places. */
export default function NotFoundHere() {
  return <NothingHerePage />;
}
