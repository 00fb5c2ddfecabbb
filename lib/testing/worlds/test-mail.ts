/** The mail settings of the tests: links to people of example.com and of the demonstration are mailed, all others are handed over. */
export const TEST_MAIL = {
  MAIL_DOMAINS: "example.com, skyline.example",
  MAIL_KEY: "a key of the tests, which seals what is mailed",
} as const;
