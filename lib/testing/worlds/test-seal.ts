/** A pair of the tests: what they seal they can open. */
export const TEST_SEAL = {
  SEAL_PUBLIC_KEY: "MCowBQYDK2VuAyEA3U-sYRnDqB3HUgcSYGNtUuJSh2jBdZ8fNP7YkDS8IGI",
  SEAL_KEY: "MC4CAQAwBQYDK2VuBCIEIPB1FMDbSKqlAQbqYLtQzO42TSQzo87yPF46h3W5eh9o",
} as const;
