import { barredFrom } from "#lib/access/permission.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { ModelPageView } from "#lib/overview/views/model-page.ts";
import { GoBackForm } from "./go-back-form.tsx";
import { SwitchForm } from "./switch-form.tsx";

/** The switch of each pointer and the ways back on it, and why the reader may not take them. */
export function GoBackSection({
  page: { model, pointers },
  caller,
}: {
  page: ModelPageView;
  caller: Caller;
}) {
  const whyNot = barredFrom(caller, "pointer:return") ?? undefined;
  const whyNotSwitch = barredFrom(caller, "pointer:switch-off") ?? undefined;
  return (
    <>
      <SwitchForm model={model.name} pointers={pointers} whyNot={whyNotSwitch} />
      <GoBackForm model={model.name} pointers={pointers} whyNot={whyNot} />
    </>
  );
}
