import { defineMessages } from '../i18n/defineMessages.js';

export const dialogMessages = defineMessages({ en: { close: 'Close' }, ko: { close: '닫기' } });
