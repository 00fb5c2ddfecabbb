import { notFound } from "next/navigation";
import { isNothingHere } from "#components/shell/refusal-words.ts";
import { RefusedPage, type RefusedPageProps } from "#components/shell/refused-page.tsx";
import { noteRefusedPage } from "#lib/web/note-page.ts";

/** In place of a page whose view was refused; the audit log counts it. */
export async function Refused(props: RefusedPageProps) {
  await noteRefusedPage(props.refusal, props.what);
  if (isNothingHere(props.refusal)) notFound();
  return <RefusedPage {...props} />;
}
