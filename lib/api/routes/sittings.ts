import { amendSitting } from "#lib/councils/commands/amend-sitting.ts";
import { attendSitting } from "#lib/councils/commands/attend-sitting.ts";
import { callOffSitting } from "#lib/councils/commands/call-off-sitting.ts";
import { closeSitting } from "#lib/councils/commands/close-sitting.ts";
import { extendSittingItem } from "#lib/councils/commands/extend-sitting-item.ts";
import { moveSitting } from "#lib/councils/commands/move-sitting.ts";
import { noteSitting } from "#lib/councils/commands/note-sitting.ts";
import { openSitting } from "#lib/councils/commands/open-sitting.ts";
import { postponeSittingItem } from "#lib/councils/commands/postpone-sitting-item.ts";
import { signSitting } from "#lib/councils/commands/sign-sitting.ts";
import { sittingList } from "#lib/councils/queries/sitting-list.ts";
import { arrangeSitting } from "#lib/releases/commands/arrange-sitting.ts";
import { planSitting } from "#lib/releases/commands/plan-sitting.ts";
import { recordSittingItem } from "#lib/releases/commands/record-sitting-item.ts";
import { startSittingItem } from "#lib/releases/commands/start-sitting-item.ts";
import { vouchSitting } from "#lib/releases/commands/vouch-sitting.ts";
import { sittingPage } from "#lib/releases/queries/sitting-page.ts";

/** The sittings of councils. */
export const sittingRoutes = [
  { method: "GET", path: "/councils/{councilId}/sittings", query: sittingList, view: true },
  { method: "POST", path: "/councils/{councilId}/sittings", command: planSitting },
  { method: "GET", path: "/sittings/{sittingId}", query: sittingPage, view: true },
  { method: "POST", path: "/sittings/{sittingId}/move", command: moveSitting },
  { method: "POST", path: "/sittings/{sittingId}/call-off", command: callOffSitting },
  { method: "POST", path: "/sittings/{sittingId}/agenda", command: arrangeSitting },
  { method: "POST", path: "/sittings/{sittingId}/open", command: openSitting },
  { method: "POST", path: "/sittings/{sittingId}/attendance", command: attendSitting },
  { method: "POST", path: "/sittings/{sittingId}/items/{item}/start", command: startSittingItem },
  { method: "POST", path: "/sittings/{sittingId}/items/{item}/extend", command: extendSittingItem },
  { method: "POST", path: "/sittings/{sittingId}/items/{item}/record", command: recordSittingItem },
  { method: "POST", path: "/sittings/{sittingId}/items/{item}/postpone", command: postponeSittingItem },
  { method: "POST", path: "/sittings/{sittingId}/notes", command: noteSitting },
  { method: "POST", path: "/sittings/{sittingId}/presence", command: vouchSitting },
  { method: "POST", path: "/sittings/{sittingId}/close", command: closeSitting },
  { method: "POST", path: "/sittings/{sittingId}/addenda", command: amendSitting },
  { method: "POST", path: "/sittings/{sittingId}/signatures", command: signSitting },
] as const;
