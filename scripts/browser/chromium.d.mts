/** Whether it is there. */
export const hasChromium: boolean;
/** For `chromium.launch` of playwright. */
export const launchOptions: { executablePath: string; args: string[] };
