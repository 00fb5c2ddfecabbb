import { randomUUID } from "node:crypto";
import type { Requests } from "./request.ts";

const webhook = { name: "Release board", url: "https://hooks.example.com/countersign", kinds: ["release"] };

export const tellingRequests = () =>
  ({
    "PUT /notifications": { rest: { choices: { decision: "inbox" }, zone: "Europe/Berlin", hour: 8 } },
    "POST /calendar-feed": { rest: { stepUpId: randomUUID() } },
    "POST /calendar-feed/revoke": {},
    "POST /dead-mail/{messageId}/resend": {},
    "POST /webhooks": { rest: { ...webhook, stepUpId: randomUUID() } },
    "PUT /webhooks/{webhookId}": { rest: { ...webhook, active: true, stepUpId: randomUUID() } },
    "POST /webhooks/{webhookId}/secret": { rest: { stepUpId: randomUUID() } },
    "POST /webhooks/{webhookId}/resend": { rest: { delivery: randomUUID() } },
    "POST /webhooks/{webhookId}/remove": {},
  }) satisfies Requests;
