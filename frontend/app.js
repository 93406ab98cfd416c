/** What every page loads. Each behaviour is found by a `data-` attribute; pages read and post without any of it. */
import { startConfirming } from "./app/confirm.js";
import { startFilters } from "./app/filter.js";
import { startHtmx } from "./app/htmx.js";
import { startKeepingCodes } from "./app/keep_codes.js";
import { startMenus } from "./app/menus.js";
import { startPalette } from "./app/palette.js";
import { startShortcuts } from "./app/shortcuts.js";
import { startSignOut } from "./app/sign_out.js";
import { startPasskeys } from "./app/passkeys.js";
import { startTerms } from "./app/terms.js";
import { startTheme } from "./app/theme.js";

startHtmx();
startConfirming();
startFilters();
startKeepingCodes();
startMenus();
startPalette();
startShortcuts();
startSignOut();
startPasskeys();
startTerms();
startTheme();
