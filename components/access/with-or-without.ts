/** The choices after one was ticked or cleared, without duplicates. */
export const withOrWithout = <T>(list: readonly T[], item: T, wanted: boolean): T[] =>
  wanted ? [...list.filter((one) => one !== item), item] : list.filter((one) => one !== item);
