/** How numbers and times are written: in the language of the page, as in the United States. */
export const locale = () => `${document.documentElement.lang || "en"}-US`;
