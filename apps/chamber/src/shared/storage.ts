/**
 * What this device keeps: small strings under one prefix. A browser that keeps
 * nothing (private mode, full disk) is served all the same, without memory.
 */
const key = (name: string): string => `nghitruong.${name}`;

export function read(name: string, store: 'local' | 'session' = 'local'): string | null {
  try {
    return (store === 'local' ? localStorage : sessionStorage).getItem(key(name));
  } catch {
    return null;
  }
}

export function write(name: string, value: string | null, store: 'local' | 'session' = 'local'): void {
  try {
    const place = store === 'local' ? localStorage : sessionStorage;
    if (value === null) place.removeItem(key(name));
    else place.setItem(key(name), value);
  } catch {
    // Nothing depends on it alone: the server has every receipt.
  }
}
