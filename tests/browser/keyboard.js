// What of a page the keyboard cannot reach, or reaches unseen. Run after a first Tab, so that focus shows as it does then.
() => {
  const CONTROLS =
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [contenteditable=true], [role=button], [role=tab], [role=menuitem], [role=option]";
  // One of these takes the Tab key, arrows go on to the others.
  const ROVING = "[role=toolbar], [role=tablist], [role=menu], [role=listbox], [role=radiogroup]";
  const isThere = (one) =>
    one.checkVisibility({ checkVisibilityCSS: true }) &&
    one.getClientRects().length > 0 &&
    !one.matches(":disabled, [aria-hidden=true]");
  const said = (one) => (one.getAttribute("aria-label") || one.innerText || one.name || one.outerHTML).trim().slice(0, 60);
  // A field without an edge of its own shows it at the box that it fills.
  const shows = (one) => {
    const { outlineStyle, boxShadow } = getComputedStyle(one.closest(".composer, .bar-search") ?? one);
    return outlineStyle !== "none" || boxShadow !== "none";
  };
  const isCovered = (one) => {
    const { left, top, width, height } = one.getClientRects()[0];
    const above = document.elementFromPoint(left + width / 2, top + height / 2);
    return above?.closest(".topbar, .doc-bar, .toasts") && !above.contains(one) && !one.contains(above);
  };
  const faults = [];
  for (const one of [...document.querySelectorAll(CONTROLS)].filter(isThere)) {
    const roves = one.closest(ROVING) !== null;
    if (one.tabIndex < 0 && !roves) faults.push(`Tab passes by: ${said(one)}`);
    if (one.tabIndex > 0) faults.push(`Tab comes out of order to: ${said(one)}`);
    one.focus();
    if (document.activeElement !== one) faults.push(`takes no focus: ${said(one)}`);
    else if (!shows(one) && !one.matches("[contenteditable=true]")) faults.push(`focus does not show: ${said(one)}`);
    else if (isCovered(one)) faults.push(`covered while it has the focus: ${said(one)}`);
  }
  return faults;
};
