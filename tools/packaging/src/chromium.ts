/** The browser that pages are opened in. */
export const CHROMIUM = '/usr/bin/chromium';
