/** How numbers and times are written: in the language of the page, as in the United States. */
export const locale = () => `${document.documentElement.lang || "en"}-US`;

/**
 * A time of day as the server writes it too: "2:35 p.m.", in every language and browser.
 *
 * @param {string} [timeZone] the reader's; the device's where none is given
 * @returns {(at: Date) => string}
 */
export function timeOfDay(timeZone) {
  const format = new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit", timeZone });
  const part = (parts, type) => parts.find((one) => one.type === type)?.value ?? "";
  return (at) => {
    const parts = format.formatToParts(at);
    const half = part(parts, "dayPeriod").toUpperCase() === "AM" ? "a.m." : "p.m.";
    return `${part(parts, "hour")}:${part(parts, "minute")} ${half}`;
  };
}
