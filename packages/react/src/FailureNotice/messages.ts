import { defineMessages } from '../i18n/defineMessages.js';

export const messages = defineMessages({
  en: {
    offline: 'No connection to the server',
    offlineText: 'What you see stays; it goes on by itself once the connection is back.',
    unauthorised: 'You may not see this',
    failed: 'That did not work',
    again: 'Try again',
    code: 'Code',
  },
  ko: {
    offline: '서버에 연결할 수 없습니다',
    offlineText: '표시된 내용은 유지되며, 연결이 복구되면 자동으로 계속됩니다.',
    unauthorised: '볼 수 있는 권한이 없습니다',
    failed: '작업을 완료하지 못했습니다',
    again: '다시 시도',
    code: '코드',
  },
});
