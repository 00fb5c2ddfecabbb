/** What the secrets of webhooks follow from in tests. */
export const TEST_WEBHOOKS = {
  WEBHOOK_KEY: "a key of the tests, which webhooks' secrets follow from",
} as const;
