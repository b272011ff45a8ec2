declare const __EVENTEYE_VERSION__: string | undefined;

/** The version of the elements, as in their package. */
export const version = typeof __EVENTEYE_VERSION__ === 'string' ? __EVENTEYE_VERSION__ : 'source';
