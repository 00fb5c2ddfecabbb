import type { Requests } from "./request.ts";

export const tellingRequests = () =>
  ({
    "PUT /notifications": { rest: { choices: { decision: "inbox" }, zone: "Europe/Berlin", hour: 8 } },
    "POST /calendar-feed": {},
    "POST /calendar-feed/revoke": {},
  }) satisfies Requests;
