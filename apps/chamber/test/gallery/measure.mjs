/** Runs in the page: what is clipped, covered, too small to read or to touch. */
export function measure(kind) {
  const faults = new Set();
  const width = innerWidth;
  const height = innerHeight;
  const wall = kind === 'wall';
  const unit = Math.min(height / 100, width * 0.005625);
  const hidden = (element) =>
    element.closest('.sr, [aria-hidden=true] .sr, noscript, [inert]') ||
    element.clientWidth === 1 ||
    element.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) === false;
  if (document.documentElement.scrollWidth > width + 1)
    faults.add(`scrolls sideways: ${document.documentElement.scrollWidth} in ${width}`);

  let smallest = Infinity;
  let smallestText = '';
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const words = node.data.trim();
    const element = node.parentElement;
    if (!words || hidden(element) || element.closest('script, style')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (!box.width) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < smallest) {
      smallest = size;
      smallestText = words.slice(0, 24);
    }
    if (wall) {
      if (box.right > width - 5.5 * unit || box.bottom > height - 1.5 * unit || box.left < 5.5 * unit || box.top < unit)
        faults.add(`outside: ${words.slice(0, 40)}`);
      if (!element.closest('.w-big, .w-time, .w-clock')) boxes.push({ box, words: words.slice(0, 28), element });
    } else if (box.right > width + 1 || box.left < -1) faults.add(`outside: ${words.slice(0, 40)}`);
    // Cut by an ancestor that hides what overflows (scrolling ones do not hide).
    for (let up = element; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.overflowX === 'hidden' || style.overflowX === 'clip') {
        const frame = up.getBoundingClientRect();
        if (box.right > frame.right + 1 && style.textOverflow !== 'ellipsis') faults.add(`cut: ${words.slice(0, 40)}`);
      }
    }
  }
  if (wall) {
    const foot = document.querySelector('.w-foot')?.getBoundingClientRect();
    for (const { box, words, element } of boxes)
      if (foot && !element.closest('.w-foot') && box.bottom > foot.top + 2) faults.add(`over the foot: ${words}`);
    for (let i = 0; i < boxes.length; i += 1) {
      for (let j = i + 1; j < boxes.length; j += 1) {
        const a = boxes[i];
        const b = boxes[j];
        if (a.element === b.element || a.element.contains(b.element) || b.element.contains(a.element)) continue;
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (across > 4 && down > Math.min(a.box.height, b.box.height) * 0.35)
          faults.add(`overlap: ${a.words} × ${b.words}`);
      }
    }
    if (smallest < 2.99 * unit) faults.add(`text under 3u: ${(smallest / unit).toFixed(2)}u ${smallestText}`);
  } else if (smallest < 13.9) faults.add(`text under 14px: ${smallest.toFixed(1)} ${smallestText}`);

  let target = Infinity;
  let targetText = '';
  for (const element of document.querySelectorAll(
    'button, a[href], input:not([type=radio]):not([type=checkbox]), select, summary',
  )) {
    if (hidden(element)) continue;
    const box = element.getBoundingClientRect();
    const least = Math.min(box.width, box.height);
    if (least && least < target) {
      target = least;
      targetText = (element.textContent || element.getAttribute('aria-label') || '').trim().slice(0, 24);
    }
    if (
      kind === 'phone' &&
      width > 250 &&
      element.classList.contains('opt') &&
      (box.bottom > height + 1 || box.top < 0)
    )
      faults.add(`option out of sight: ${element.textContent.trim()}`);
  }
  if (target < (kind === 'desk' ? 44 : 47.5)) faults.add(`target ${target.toFixed(0)}px: ${targetText}`);
  const shown = wall ? `${(smallest / unit).toFixed(2)}u` : `${smallest.toFixed(1)}px`;
  return { faults: [...faults], text: shown, target: target === Infinity ? '-' : `${target.toFixed(0)}px` };
}
