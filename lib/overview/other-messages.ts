import type { accessEvents } from "#lib/access/events.ts";
import type { auditEvents } from "#lib/audit/events.ts";
import type { monitoringEvents } from "#lib/monitoring/events.ts";
import type { policyEvents } from "#lib/policy/events.ts";
import type { registryEvents } from "#lib/registry/events.ts";
import type { deploymentEvents } from "#lib/releases/deployment-events.ts";
import type { Telling } from "./message.ts";
import type { notificationEvents } from "./notification-events.ts";
import type { webhookEvents } from "./webhook-events.ts";

/** Changes of accounts and functions have notices of their own, which nobody can turn off: `lib/access/told.ts`. */
export const accessMessages: Telling<keyof typeof accessEvents> = {
  "person.invited": null,
  "person.assigned": null,
  "function.proposed": null,
  "function.confirmed": null,
  "function.declined": null,
  "function.removed": null,
  "signing.consented": null,
  "person.disabled": null,
  "person.enabled": null,
  "link.issued": null,
  "link.sent": null,
  "link.unsent": null,
  "link.revoked": null,
  "link.redeemed": null,
  "notice.sent": null,
  "notice.unsent": null,
  "password.changed": null,
  "session.opened": null,
  "session.confirmed": null,
  "session.closed": null,
  "session.ended": null,
  "sessions.ended": null,
  "token.issued": null,
  "token.handed-over": null,
  "token.revoked": null,
  "factor.enrolled": null,
  "factor.renamed": null,
  "factor.removed": null,
  "factor.reset": null,
  "identity.bound": null,
  "identity.unbound": null,
  "factor-rule.set": null,
  "recovery.renewed": null,
};

/** Registering is daily work; what follows from it is told by the release. */
export const registryMessages: Telling<
  keyof typeof registryEvents | keyof typeof monitoringEvents | keyof typeof deploymentEvents
> = {
  "model.created": null,
  "artifact.stored": null,
  "version.registered": null,
  "version.offered": null,
  "card.revised": null,
  "evaluation.reported": null,
  "outcome.corrected": null,
  "deployment.allowed": null,
};

/** Of the log itself. */
export const logMessages: Telling<keyof typeof auditEvents | keyof typeof policyEvents> = {
  "denial.recorded": null,
  "audit.read": null,
  "log.announced": null,
  "log.rotated": null,
  "log.recovered": null,
  "log.diverged": () => [
    {
      kind: "incident",
      to: [
        { are: "role", role: "admin" },
        { are: "role", role: "auditor" },
      ],
      title: "The tables differ from the log",
      href: "/audit",
      topic: "log-diverged",
      urgent: true,
      sentence: "The nightly replay found rows that the log does not account for.",
    },
  ],
  "policy.published": null,
};

/** Whoever chooses how to be told knows. */
export const notificationMessages: Telling<keyof typeof notificationEvents> = {
  "notification.set": null,
  "notification.stopped": null,
  "mail.resent": null,
  "feed.issued": null,
  "feed.revoked": null,
};

/** A webhook that is off tells nobody outside any more. */
export const webhookMessages: Telling<keyof typeof webhookEvents> = {
  "webhook.created": null,
  "webhook.changed": null,
  "webhook.removed": null,
  "webhook.resent": null,
  "webhook-secret.rotated": null,
  "webhook.disabled": ({ reason }) => [
    {
      kind: "incident",
      to: [{ are: "role", role: "admin" }],
      title: "A webhook was turned off",
      href: "/settings?tab=webhooks",
      topic: "webhook-disabled",
      sentence:
        reason === "gone"
          ? "Its receiver answered that it is gone."
          : "Its receiver took nothing for three days.",
    },
  ],
};
