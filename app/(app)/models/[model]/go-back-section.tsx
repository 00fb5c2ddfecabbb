import { barredFrom } from "#lib/access/permission.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { ModelPageView } from "#lib/overview/views/model-page.ts";
import { GoBackForm } from "./go-back-form.tsx";

/** The ways back on each pointer, and why the reader may not take them. */
export function GoBackSection({
  page: { model, pointers },
  caller,
}: {
  page: ModelPageView;
  caller: Caller;
}) {
  const whyNot = barredFrom(caller, "pointer:return") ?? undefined;
  return <GoBackForm model={model.name} pointers={pointers} whyNot={whyNot} />;
}
