/** For how many days a message stays in its reader's inbox. */
export const MESSAGES_KEPT_DAYS = 365;
/** For how many days mail and events of webhooks stay listed after they were sent or given up. */
export const DELIVERIES_KEPT_DAYS = 90;
