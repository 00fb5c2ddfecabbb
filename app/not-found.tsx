import { NothingHerePage } from "#components/shell/nothing-here-page.tsx";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return <NothingHerePage />;
}
