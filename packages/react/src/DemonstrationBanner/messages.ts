import { defineMessages } from '../i18n/defineMessages.js';

export const messages = defineMessages({
  en: {
    title: 'Demonstration model',
    text: 'Trained on synthetic phantoms, never on patients. Its results are not for diagnosis.',
  },
  ko: {
    title: '시연용 모델',
    text: '합성 팬텀 영상으로만 학습했으며 실제 환자 영상은 사용하지 않았습니다. 결과를 진단에 사용하지 마십시오.',
  },
});
