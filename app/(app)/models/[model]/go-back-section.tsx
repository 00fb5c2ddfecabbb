import { AssignmentFiles } from "#components/exposure/assignment-files.tsx";
import { barredFrom } from "#lib/access/permission.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { ModelPageView } from "#lib/overview/views/model-page.ts";
import { GoBackForm } from "./go-back-form.tsx";
import { SwitchForm } from "./switch-form.tsx";

/** The switch of each pointer, the ways back on it and what it served, and why the reader may not take them. */
export function GoBackSection({
  page: { model, pointers },
  caller,
  span,
}: {
  page: ModelPageView;
  caller: Caller;
  /** What the reader asked for, as moments. */
  span: { readonly at?: string | undefined; readonly until?: string | undefined };
}) {
  const whyNot = barredFrom(caller, "pointer:return") ?? undefined;
  const whyNotSwitch = barredFrom(caller, "pointer:switch-off") ?? undefined;
  return (
    <>
      <SwitchForm model={model.name} pointers={pointers} whyNot={whyNotSwitch} />
      <GoBackForm model={model.name} pointers={pointers} whyNot={whyNot} />
      <AssignmentFiles
        model={model.name}
        pointers={pointers}
        span={{ from: span.at, until: span.until }}
        whyNot={barredFrom(caller, "assignment:export") ?? undefined}
      />
    </>
  );
}
