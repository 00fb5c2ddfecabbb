import type { ApiAnswer, Output } from "./api.ts";

type Begun = ApiAnswer<Output<"POST /session/provider">>;

type VisitDone = { readonly stepUpId: string } | { readonly signedIn: true };

/** What the window in which somebody was at the provider tells the page that opened it. */
export type VisitOutcome = { readonly visitId: string } & (
  | VisitDone
  | { readonly problem: { readonly title: string; readonly todo?: string | undefined } }
);

const CHANNEL = "provider-visit";
/** How long a message may take once the reader is back at this page. */
const GRACE_MS = 1500;

/** Leaves for the provider. */
export async function goToProvider(begin: () => Promise<Begun>): Promise<ApiAnswer<undefined>> {
  const begun = await begin();
  if (!begun.ok) return begun;
  window.location.assign(begun.value.address);
  return { ok: true, value: undefined };
}

/**
 * Goes to the provider in a window of its own, so that what is typed here stays. That window loses its opener on the
 * way, so it tells the outcome on a channel that only pages of this site hear.
 */
export async function visitInWindow(begin: () => Promise<Begun>): Promise<ApiAnswer<VisitDone>> {
  // Before anything is awaited: later, the browser would take it for a window nobody asked for.
  const opened = window.open("", "", "popup,width=520,height=720");
  if (!opened)
    return failed("Your browser did not open the window.", "Allow windows of this site, then try again.");
  const begun = await begin();
  if (!begun.ok) {
    opened.close();
    return begun;
  }
  const outcome = outcomeOf(begun.value.visitId);
  opened.location.href = begun.value.address;
  return outcome;
}

/** The same to prove presence. */
export async function proveInWindow(begin: () => Promise<Begun>): Promise<ApiAnswer<{ stepUpId: string }>> {
  const visited = await visitInWindow(begin);
  if (!visited.ok) return visited;
  return "stepUpId" in visited.value ? { ok: true, value: { stepUpId: visited.value.stepUpId } } : cameBack;
}

/** Tells the page that opened this window how the visit ended, and closes the window. */
export function tellOutcome(outcome: VisitOutcome): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(outcome);
  channel.close();
  window.close();
}

/** Waits for the outcome of this visit, or until the reader comes back without one. */
function outcomeOf(visitId: string): Promise<ApiAnswer<VisitDone>> {
  const channel = new BroadcastChannel(CHANNEL);
  const waiting = new AbortController();
  const { signal } = waiting;
  return new Promise<ApiAnswer<VisitDone>>((settle) => {
    const onMessage = ({ data }: MessageEvent<VisitOutcome>) => {
      if (data.visitId !== visitId) return;
      if ("problem" in data) settle(failed(data.problem.title, data.problem.todo ?? "Try again."));
      else settle({ ok: true, value: data });
    };
    const onBack = () => setTimeout(() => settle(cameBack), GRACE_MS);
    channel.addEventListener("message", onMessage, { signal });
    window.addEventListener("focus", onBack, { signal });
  }).finally(() => {
    waiting.abort();
    channel.close();
  });
}

const KEPT = "Your input is still here. Nothing was changed.";

const failed = (title: string, todo: string) =>
  ({ ok: false, problem: { title, code: "provider-left", kept: KEPT, todo } }) as const;

const cameBack = failed(
  "You came back before the provider confirmed who you are.",
  "Try again, and sign in at the provider until its window closes.",
);
