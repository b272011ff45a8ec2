import { defineMessages } from '../i18n/defineMessages.js';

export const messages = defineMessages({
  en: {
    label: 'Analysis',
    QUEUED: 'Waiting for its turn',
    RUNNING: 'Analysing',
    SUCCEEDED: 'Done',
    FAILED: 'Failed',
    CANCELED: 'Stopped',
    slices: (done: number, total: number) => `${done} of ${total} slices`,
    cancel: 'Stop',
  },
  ko: {
    label: '분석',
    QUEUED: '순서를 기다리는 중',
    RUNNING: '분석 중',
    SUCCEEDED: '완료',
    FAILED: '실패',
    CANCELED: '중단됨',
    slices: (done: number, total: number) => `${total}개 단면 중 ${done}개`,
    cancel: '중단',
  },
});
