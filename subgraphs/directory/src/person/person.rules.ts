/** Names: family, middle, given; lists go by the given name. */
export function sortNameOf(fullName: string): string {
  const words = fullName.trim().split(/\s+/);
  const given = words.pop()!;
  return [given, ...words].join(' ');
}
